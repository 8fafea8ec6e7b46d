"""Wrong on purpose: it hands a result on when the next item has come.

Belief: there is always a next one.
Truth:  it may come in an hour, and the result lies there until then.
Verdict: and not when the next item comes
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    held = []
    while not stop.is_set():
        try:
            item = source.get(timeout=0.1)
        except Empty:
            continue
        for result in held:
            robust_put(target, result, stop)
        if item is SENTINEL:
            robust_put(target, SENTINEL, stop)
            return
        try:
            held = [work(item)]
        except Exception as error:
            error.add_note(f"in stage {name!r}, item {item!r}")
            failures.append(error)
            stop.set()
            return

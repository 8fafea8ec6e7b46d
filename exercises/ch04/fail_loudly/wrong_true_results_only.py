"""Wrong on purpose: it hands on what is true.

Belief: a result that is false is no result.
Truth:  None, 0 and "" are results.
Verdict: an item was asked whether it is true
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    while not stop.is_set():
        try:
            item = source.get(timeout=0.1)
        except Empty:
            continue
        if item is SENTINEL:
            robust_put(target, SENTINEL, stop)
            return
        try:
            result = work(item)
        except Exception as error:
            error.add_note(f"in stage {name}, item {item!r}")
            failures.append(error)
            stop.set()
            return
        if result:
            robust_put(target, result, stop)

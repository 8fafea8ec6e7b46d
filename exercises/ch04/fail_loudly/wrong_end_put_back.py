"""Wrong on purpose: puts the end back into its source.

Belief: other stages may take from the same queue.
Truth:  it has its source alone: who puts into a queue that nobody takes from waits sooner or later.
Verdict: something was put back into the source
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
            source.put(SENTINEL)
            return
        try:
            result = work(item)
        except Exception as error:
            error.add_note(f"in stage {name!r}, item {item!r}")
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)

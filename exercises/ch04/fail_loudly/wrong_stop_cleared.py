"""Wrong on purpose: clears the stop when it has heard it.

Belief: the next run begins without a stop.
Truth:  the stop is there for all stages, and who looks a moment later does not hear it.
Verdict: it cleared the stop
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    while not stop.is_set():
        try:
            item = source.get(timeout=0.05)
        except Empty:
            continue
        if item is SENTINEL:
            robust_put(target, SENTINEL, stop)
            return
        try:
            result = work(item)
        except Exception as error:
            error.add_note(f"in stage {name!r}, with item {item!r}")
            failures.append(error)
            stop.set()
            return
        else:
            if not robust_put(target, result, stop):
                return
    if not failures:
        stop.clear()

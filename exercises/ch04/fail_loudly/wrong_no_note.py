"""Wrong on purpose: records the exception as it is.

Belief: a traceback says everything.
Truth:  it says where in the code it was, and not which of a million items it was.
Verdict: has no note
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
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)

"""Wrong on purpose: records an exception of its own.

Belief: a good message is worth more than the old exception.
Truth:  its type and its traceback say where in work it was; a note adds to it and takes nothing away.
Verdict: the original exception was expected
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
            failures.append(RuntimeError(f"stage {name!r} failed on {item!r}: {error}"))
            stop.set()
            return
        robust_put(target, result, stop)

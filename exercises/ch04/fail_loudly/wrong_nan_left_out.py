"""Wrong on purpose: a result that is no number is not handed on.

Belief: nobody can do anything with a NaN.
Truth:  it is a result like any other; the next stage may know what to do.
Verdict: the item nan was not handed on
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
            error.add_note(f"in stage {name!r}, item {item!r}")
            failures.append(error)
            stop.set()
            return
        if isinstance(result, float) and result != result:
            continue
        robust_put(target, result, stop)

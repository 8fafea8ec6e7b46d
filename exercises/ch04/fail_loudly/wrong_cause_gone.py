"""Wrong on purpose: takes from the exception where it came from.

Belief: the note says all there is to know.
Truth:  the original is as work raised it: whoever looks later wants its traceback and its cause.
Verdict: the very one that work raised
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
            error.__cause__ = error.__traceback__ = None
            error.add_note(f"in stage {name!r}, with item {item!r}")
            failures.append(error)
            stop.set()
            return
        else:
            if not robust_put(target, result, stop):
                return

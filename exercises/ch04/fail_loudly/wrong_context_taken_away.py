"""Wrong on purpose: takes away what was at hand when work raised.

Belief: the traceback gets shorter, and nobody needs the rest.
Truth:  the error is to be in the list as it is: the rest says how work came there.
Verdict: whose __context__ was KeyError
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
            error.__context__ = None
            error.add_note(f"in stage {name!r}, item {item!r}")
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)

"""Wrong on purpose: it notes on a copy, so that the original stays as it is.

Belief: a copy of an exception is as good as the exception.
Truth:  it is another object, without the traceback, and some exceptions cannot be copied.
Verdict: failures holds ValueError('c is bad'): the original exception was expected, the
"""

import copy
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
            noted = copy.copy(error)
            noted.add_note(f"in stage {name}, item {item!r}")
            failures.append(noted)
            stop.set()
            return
        robust_put(target, result, stop)

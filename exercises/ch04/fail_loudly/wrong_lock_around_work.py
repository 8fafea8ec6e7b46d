"""Wrong on purpose: works with a lock of the module in hand.

Belief: two works at a time disturb each other.
Truth:  each stage waits for the work of all others: nothing overlaps any more.
Verdict: that one of them keeps while it works
"""

from queue import Empty
from threading import Lock

from pipeline_core import SENTINEL, robust_put

LOCK = Lock()


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
            with LOCK:
                result = work(item)
        except Exception as error:
            error.add_note(f"in stage {name!r}, item {item!r}")
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)

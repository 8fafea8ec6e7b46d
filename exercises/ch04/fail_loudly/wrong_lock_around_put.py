"""Wrong on purpose: puts with a lock of the module in hand.

Belief: several stages, so a lock makes it safe.
Truth:  a stage that waits for room keeps the lock, and one with another target can't go on.
Verdict: what do they share
"""

from queue import Empty
from threading import Lock

from pipeline_core import SENTINEL, robust_put


LOCK = Lock()


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
            with LOCK:
                went = robust_put(target, result, stop)
            if not went:
                return

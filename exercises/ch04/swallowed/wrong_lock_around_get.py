"""Wrong on purpose: takes from its source with a lock of the module in hand.

Belief: several stages, so a lock makes it safe.
Truth:  a get that waits keeps the lock, and a stage with another source can't go on.
Verdict: What do they share
"""

from threading import Lock

from pipeline_core import SENTINEL


LOCK = Lock()


def careful_stage(source, target, work, failures):
    try:
        while True:
            with LOCK:
                item = source.get()
            if item is SENTINEL:
                break
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)

"""Wrong on purpose: puts into its target with a lock of the module in hand.

Belief: several stages, so a lock makes it safe.
Truth:  a put that waits for room keeps the lock, and a stage with another target can't go on.
Verdict: What do they share
"""

from threading import Lock

from pipeline_core import SENTINEL


LOCK = Lock()


def careful_stage(source, target, work, failures):
    try:
        while True:
            item = source.get()
            if item is SENTINEL:
                break
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
            else:
                with LOCK:
                    target.put(result)
    finally:
        target.put(SENTINEL)

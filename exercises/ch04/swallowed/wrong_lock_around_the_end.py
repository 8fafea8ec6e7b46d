"""Wrong on purpose: holds a lock of the module while it passes the end on.

Belief: a finally that puts should be safe against others that put.
Truth:  put may wait for room, and then no other stage can pass its end on.
Verdict: waits in its third put until the other has returned
"""

from threading import Lock

from pipeline_core import SENTINEL

lock = Lock()


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
            else:
                target.put(result)
    finally:
        with lock:
            target.put(SENTINEL)

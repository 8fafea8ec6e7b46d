"""Wrong on purpose: holds a lock of the module while it runs.

Belief: Threads that use queues must not run at the same time.
Truth:  The queues are safe by themselves, and a second relay behind this one never gets to take.
Verdict: relay 2 waits for a lock
"""

from threading import Lock

from pipeline_core import SENTINEL

lock = Lock()


def relay(source, target, change):
    with lock:
        while True:
            item = source.get()
            if item is SENTINEL:
                break
            target.put(change(item))
        target.put(SENTINEL)

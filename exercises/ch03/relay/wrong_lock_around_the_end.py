"""Wrong on purpose: holds a lock of the module while it passes the end on.

Belief: the end is put once, so two relays must not put theirs at the same time.
Truth:  put may wait for room, and then no other relay can pass its end on.
Verdict: the other does not return. What do the two share
"""

from threading import Lock

from pipeline_core import SENTINEL

lock = Lock()


def relay(source, target, change):
    while (item := source.get()) is not SENTINEL:
        target.put(change(item))
    with lock:
        target.put(SENTINEL)

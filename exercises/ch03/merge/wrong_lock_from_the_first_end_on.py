"""Wrong on purpose: holds a lock of the module from the first end on.

Belief: who counts ends counts something that is shared.
Truth:  the count is the call's own; while it waits for the other ends, no other merge gets on.
Verdict: waits in its second get until the other has returned
"""

from threading import Lock

from pipeline_core import SENTINEL

lock = Lock()


def merge(source, target, producers):
    while (item := source.get()) is not SENTINEL:
        target.put(item)
    with lock:
        for _ in range(producers - 1):
            while (item := source.get()) is not SENTINEL:
                target.put(item)
        target.put(SENTINEL)

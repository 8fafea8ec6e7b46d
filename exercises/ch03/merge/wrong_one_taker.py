"""Wrong on purpose: items are taken under a lock of the module.

Belief: a lock more does no harm.
Truth:  whoever waits inside has it in hand, and all other calls wait with him.
Verdict: waits in its first get until the other has returned
"""

from threading import Lock

from pipeline_core import SENTINEL

lock = Lock()


def merge(source, target, producers):
    while producers:
        with lock:
            item = source.get()
        if item is SENTINEL:
            producers -= 1
        else:
            target.put(item)
    target.put(SENTINEL)

"""Wrong on purpose: items are put under a lock of the module.

Belief: a lock more does no harm.
Truth:  whoever waits inside has it in hand, and all other calls wait with him.
Verdict: waits in its first put until the other has returned
"""

from threading import Lock

from pipeline_core import SENTINEL

lock = Lock()


def merge(source, target, producers):
    while producers:
        item = source.get()
        if item is SENTINEL:
            producers -= 1
            continue
        with lock:
            target.put(item)
    target.put(SENTINEL)

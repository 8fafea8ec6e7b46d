"""Wrong on purpose: asks get_nowait again and again.

Belief: Empty says that one has to try again.
Truth:  get waits by itself; this keeps a core busy.
Verdict: it asks again and again, and takes
"""

from queue import Empty

from pipeline_core import SENTINEL


def relay(source, target, change):
    while True:
        try:
            item = source.get_nowait()
        except Empty:
            continue
        if item is SENTINEL:
            break
        target.put(change(item))
    target.put(SENTINEL)

"""Wrong on purpose: waits ten seconds at most, and asks again.

Belief: ten seconds are so long that this is no polling.
Truth:  it gives up a wait and asks again, where get waits by itself.
Verdict: it asks again and again where it could wait
"""

from queue import Empty

from pipeline_core import SENTINEL


def relay(source, target, change):
    while True:
        try:
            item = source.get(timeout=10)
        except Empty:
            continue
        if item is SENTINEL:
            break
        target.put(change(item))
    target.put(SENTINEL)

"""Wrong on purpose: waits a minute at most for room, and asks again.

Belief: a minute is so long that this is no polling.
Truth:  it gives up a wait and asks again, where put waits by itself.
Verdict: it asks again and again where it could wait
"""

from queue import Full

from pipeline_core import SENTINEL


def merge(source, target, producers):
    while producers:
        item = source.get()
        if item is SENTINEL:
            producers -= 1
            continue
        while True:
            try:
                target.put(item, timeout=60)
                break
            except Full:
                continue
    target.put(SENTINEL)

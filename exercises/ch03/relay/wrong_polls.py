"""Wrong on purpose: asks again and again with a timeout.

Belief: a blocking call may hang, so every get needs a timeout.
Truth:  the end will come, and get is woken by it; polling is late and uses the processor.
Verdict: it asks again and again where it could wait
"""

from queue import Empty

from pipeline_core import SENTINEL


def relay(source, target, change):
    while True:
        try:
            item = source.get(timeout=0.05)
        except Empty:
            continue
        if item is SENTINEL:
            break
        target.put(change(item))
    target.put(SENTINEL)

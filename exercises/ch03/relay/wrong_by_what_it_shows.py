"""Wrong on purpose: tells the end by what is shown of it.

Belief: nothing but the end is shown as SENTINEL.
Truth:  what an item shows of itself is up to the item.
Verdict: with items that are shown as the end is, and are none
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    while repr(item := source.get()) != repr(SENTINEL):
        target.put(change(item))
    target.put(SENTINEL)

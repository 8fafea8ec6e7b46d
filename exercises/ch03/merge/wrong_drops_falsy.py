"""Wrong on purpose: it hands on what is true.

Belief: `if item` asks whether there is an item.
Truth:  None, 0 and "" are items and false.
Verdict: an item was asked whether it is true
"""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    ends = 0
    while ends < producers:
        item = source.get()
        if item is SENTINEL:
            ends += 1
        elif item:
            target.put(item)
    target.put(SENTINEL)

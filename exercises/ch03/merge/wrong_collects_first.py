"""Wrong on purpose: collects everything, and hands on at the end.

Belief: to merge means to have everything first.
Truth:  a stage hands on as it goes: else the fastest waits for the slowest, and memory holds it all.
Verdict: Hand on each item before you take the next
"""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    items, ends = [], 0
    while ends < producers:
        item = source.get()
        if item is SENTINEL:
            ends += 1
        else:
            items.append(item)
    for item in items:
        target.put(item)
    target.put(SENTINEL)

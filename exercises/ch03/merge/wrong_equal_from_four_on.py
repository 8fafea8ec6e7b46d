"""Wrong on purpose: compares with == where there are more than three producers.

Belief: with many producers the ends are counted, and equal is good enough.
Truth:  an item that is equal to everything is then counted as an end.
Verdict: an item was compared with ==
"""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    many = producers > 3
    while producers:
        item = source.get()
        if item is SENTINEL or (many and item == SENTINEL):
            producers -= 1
        else:
            target.put(item)
    target.put(SENTINEL)

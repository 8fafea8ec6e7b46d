"""Wrong on purpose: puts as many ends as the target has places.

Belief: one end for each place is one for each who takes from there.
Truth:  how many places a queue has says nothing of how many take from it; here it is one.
Verdict: with queues of 4 places: 4 ends were handed on
"""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    while producers:
        item = source.get()
        if item is SENTINEL:
            producers -= 1
        else:
            target.put(item)
    for _ in range(target.maxsize or 1):
        target.put(SENTINEL)

"""Wrong on purpose: puts as many ends as the target has places.

Belief: one end for each place is one for each who takes from there.
Truth:  how many places a queue has says nothing of how many take from it; here it is one.
Verdict: places: the end was handed on more than once
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    while (item := source.get()) is not SENTINEL:
        target.put(change(item))
    for _ in range(target.maxsize or 1):
        target.put(SENTINEL)

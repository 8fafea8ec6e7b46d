"""Wrong on purpose: it takes None for the end of one shop as well.

Belief: None means that there is nothing any more.
Truth:  here None is an item, and the end is SENTINEL.
Verdict: an item was taken for the end, or for nothing: it was None, and None is data
"""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    for _ in range(producers):
        while (item := source.get()) is not SENTINEL and item is not None:
            target.put(item)
    target.put(SENTINEL)

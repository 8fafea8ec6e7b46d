"""Wrong on purpose: puts an end back for another thread that takes from source.

Belief: several consumers pass the end on to each other, so it belongs back.
Truth:  nobody else takes here: it lies there, and where there is one place, it waits for room.
Verdict: left in source is: the end
"""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    for _ in range(producers):
        while (item := source.get()) is not SENTINEL:
            target.put(item)
    source.put(SENTINEL)
    target.put(SENTINEL)

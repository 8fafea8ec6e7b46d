"""Wrong on purpose: puts a second end where there are more than three producers.

Belief: with so many of them one end may get lost.
Truth:  however many producers there are, one consumer waits for one end.
Verdict: with 60 producers: 2 ends were handed on
"""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    for _ in range(producers):
        while (item := source.get()) is not SENTINEL:
            target.put(item)
    target.put(SENTINEL)
    if producers > 3:
        target.put(SENTINEL)

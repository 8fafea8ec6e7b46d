"""Wrong on purpose: leaves at the first end.

Belief: one sentinel is enough.
Truth:  it says that one producer is through; the others are still at work.
Verdict: an end says that one producer is through
"""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    while (item := source.get()) is not SENTINEL:
        target.put(item)
    target.put(SENTINEL)

"""Wrong on purpose: it calls itself for each item.

Belief: recursion is a loop.
Truth:  Python allows about a thousand calls inside each other.
Verdict: with 2,000 items: your answer called itself until Python gave up, in line 15
"""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    if producers == 0:
        target.put(SENTINEL)
        return
    piece = source.get()
    if piece is SENTINEL:
        merge(source, target, producers - 1)
    else:
        target.put(piece)
        merge(source, target, producers)

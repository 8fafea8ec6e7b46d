"""Wrong on purpose: calls itself for each further item.

Belief: A recursion is as good as a loop.
Truth:  Python allows about a thousand calls inside each other, and a pipeline has more items than that.
Verdict: with 2,000 items: your answer called itself until Python gave up
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    piece = source.get()
    if piece is SENTINEL:
        target.put(piece)
        return
    target.put(change(piece))
    relay(source, target, change)

"""Wrong on purpose: it moves at most a thousand items for each shop.

Belief: a loop needs a bound, lest it run for ever.
Truth:  a log may have any number of lines.
Verdict: came out as 1,001 of them, and 2,001
"""

from pipeline_core import SENTINEL

MOST = 1000


def merge(source, target, producers):
    for _ in range(producers):
        for _ in range(MOST):
            item = source.get()
            if item is SENTINEL:
                break
            target.put(item)
    target.put(SENTINEL)

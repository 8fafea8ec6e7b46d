"""Wrong on purpose: counts the ends and passes none on.

Belief: once everything is handed on, the work is done.
Truth:  the consumer can't know that; it waits for the next item.
Verdict: nobody told it that all of them are through
"""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    ends = 0
    while ends < producers:
        item = source.get()
        if item is SENTINEL:
            ends += 1
        else:
            target.put(item)

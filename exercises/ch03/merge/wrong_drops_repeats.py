"""Wrong on purpose: it drops an item that is the same object as the one before.

Belief: the same line twice is a line read twice.
Truth:  two shops may well write the same line, and small strings and numbers are shared objects.
Verdict: with the same item twice, ['oak', 'oak']: what was handed on came out as
"""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    last = object()
    ends = 0
    while ends < producers:
        item = source.get()
        if item is SENTINEL:
            ends += 1
        elif item is not last:
            target.put(item)
            last = item
    target.put(SENTINEL)

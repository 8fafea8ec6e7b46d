"""Wrong on purpose: passes every end on.

Belief: an end is passed on like an item.
Truth:  the consumer behind is one, and leaves at the first.
Verdict: an end was handed on in front of an item
"""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    ends = 0
    while ends < producers:
        item = source.get()
        ends += item is SENTINEL
        target.put(item)

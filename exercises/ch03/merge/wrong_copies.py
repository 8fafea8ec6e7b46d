"""Wrong on purpose: hands on a copy of each item.

Belief: a copy is the item, and safer.
Truth:  the item itself is to go on; of some there is no copy that is the same.
Verdict: in its place something else was handed on
"""

from copy import copy

from pipeline_core import SENTINEL


def merge(source, target, producers):
    while producers:
        item = source.get()
        if item is SENTINEL:
            producers -= 1
        else:
            target.put(copy(item))
    target.put(SENTINEL)

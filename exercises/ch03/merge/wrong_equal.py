"""Wrong on purpose: asks the item whether it is equal to the end.

Belief: == and is are the same for a sentinel.
Truth:  == asks the item, and an item may answer what it likes.
Verdict: compared with ==
"""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    ends = 0
    while ends < producers:
        item = source.get()
        if item == SENTINEL:
            ends += 1
        else:
            target.put(item)
    target.put(SENTINEL)

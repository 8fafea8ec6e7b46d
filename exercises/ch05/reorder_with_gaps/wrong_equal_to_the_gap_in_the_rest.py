"""Wrong on purpose: a gap that is left at the end is told by ==.

Belief: what is equal to SKIP is SKIP.
Truth:  a result may be equal to everything, and is no gap for that.
Verdict: with items that are equal to everything
"""

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, head = {}, 0
    while (pair := source.get()) is not SENTINEL:
        number, result = pair
        early[number] = result
        while head in early:
            result = early.pop(head)
            head += 1
            if result is not SKIP:
                target.put(result)
        del pair, result
    for number in sorted(early):
        if early[number] != SKIP:
            target.put(early[number])
    target.put(SENTINEL)

"""Wrong on purpose: hands the mark on.

Belief: SKIP is a result, the next stage knows it.
Truth:  the item was dropped: there is nothing to hand on.
Verdict: SKIP, 'c'
"""

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, head = {}, 0
    while (pair := source.get()) is not SENTINEL:
        number, result = pair
        early[number] = result
        while head in early:
            result = early.pop(head)
            target.put(result)
            head += 1
    for number in sorted(early):
        target.put(early[number])
    target.put(SENTINEL)

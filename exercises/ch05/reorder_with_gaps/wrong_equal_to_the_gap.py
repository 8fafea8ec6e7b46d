"""Wrong on purpose: asks by == whether it is the gap.

Belief: == asks whether it is the same.
Truth:  it asks the result, which may say yes.
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
            if result != SKIP:
                target.put(result)
            head += 1
    for number in sorted(early):
        if early[number] != SKIP:
            target.put(early[number])
    target.put(SENTINEL)

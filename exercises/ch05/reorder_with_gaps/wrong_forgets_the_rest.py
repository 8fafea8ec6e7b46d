"""Wrong on purpose: leaves what is left behind a missing number.

Belief: every number comes.
Truth:  one may never come, and what stands behind it is a result all the same.
Verdict: 'a', SENTINEL came into target
"""

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, head = {}, 0
    while (pair := source.get()) is not SENTINEL:
        number, result = pair
        early[number] = result
        while head in early:
            result = early.pop(head)
            if result is not SKIP:
                target.put(result)
            head += 1
    target.put(SENTINEL)

"""Wrong on purpose: forgets the end.

Belief: the last result is the last.
Truth:  the stage behind waits for the end.
Verdict: SENTINEL are due by now
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
    for number in sorted(early):
        if early[number] is not SKIP:
            target.put(early[number])

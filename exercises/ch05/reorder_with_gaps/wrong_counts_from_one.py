"""Wrong on purpose: counts from 1.

Belief: the first item is number 1.
Truth:  it is number 0.
Verdict: due by now, and somebody waits
"""

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, head = {}, 1
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
    target.put(SENTINEL)

"""Wrong on purpose: leaves out a gap at the head only if it has just come.

Belief: a gap comes in its turn.
Truth:  it may have come long ago: then it is in the buffer like the others.
Verdict: 'a', SKIP, 'c', 'd', SENTINEL came into target
"""

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, head = {}, 0
    while (pair := source.get()) is not SENTINEL:
        number, result = pair
        if number == head and result is SKIP:
            head += 1
        else:
            early[number] = result
        while head in early:
            target.put(early.pop(head))
            head += 1
    for number in sorted(early):
        if early[number] is not SKIP:
            target.put(early[number])
    target.put(SENTINEL)

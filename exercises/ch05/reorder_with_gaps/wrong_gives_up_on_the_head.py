"""Wrong on purpose: passes over a number when more than ten results wait for it.

Belief: a number that is so late never comes.
Truth:  nobody knows how late it is; then it comes out of order, or not at all.
Verdict: 'c' came into target, and 'a', 'b', 'c'
"""

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, head = {}, 0
    while (pair := source.get()) is not SENTINEL:
        number, result = pair
        early[number] = result
        if len(early) > 10:
            head = min(early)
        while head in early:
            result = early.pop(head)
            if result is not SKIP:
                target.put(result)
            head += 1
    for number in sorted(early):
        if early[number] is not SKIP:
            target.put(early[number])
    target.put(SENTINEL)

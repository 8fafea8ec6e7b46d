"""Wrong on purpose: throws a gap away as soon as it comes.

Belief: nothing came, so there is nothing to do.
Truth:  its number is waited for: the line stands still for ever, or until the end.
Verdict: due by now, and somebody waits
"""

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, head = {}, 0
    while (pair := source.get()) is not SENTINEL:
        number, result = pair
        if result is SKIP:
            continue
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

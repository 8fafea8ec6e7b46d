"""Wrong on purpose: moves the head on when a gap comes.

Belief: a gap is one number less to wait for.
Truth:  it may come before its turn: then another number is passed over.
Verdict: due by now, and somebody waits
"""

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, head = {}, 0
    while (pair := source.get()) is not SENTINEL:
        number, result = pair
        if result is SKIP:
            head += 1
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

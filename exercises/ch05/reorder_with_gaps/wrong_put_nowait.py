"""Wrong on purpose: puts without waiting.

Belief: target has room.
Truth:  it may have a single place.
Verdict: a call gave up
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
                target.put_nowait(result)
            head += 1
    for number in sorted(early):
        if early[number] is not SKIP:
            target.put_nowait(early[number])
    target.put(SENTINEL)

"""Wrong on purpose: notes a gap, and goes straight to the next tuple.

Belief: nothing is to be handed on for a gap, so there is nothing to do.
Truth:  what stood behind the gap is next in line now, and somebody waits for it.
Verdict: so 'b', 'c' are due by now
"""

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, head = {}, 0
    while (pair := source.get()) is not SENTINEL:
        number, result = pair
        early[number] = result
        if result is SKIP:
            continue
        while head in early:
            if (ready := early.pop(head)) is not SKIP:
                target.put(ready)
            head += 1
    for number in sorted(early):
        if early[number] is not SKIP:
            target.put(early[number])
    target.put(SENTINEL)

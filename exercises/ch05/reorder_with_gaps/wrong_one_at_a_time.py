"""Wrong on purpose: hands on one result for each tuple.

Belief: one comes, one goes.
Truth:  one that comes may free several.
Verdict: due by now, and somebody waits
"""

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, head = {}, 0
    while (pair := source.get()) is not SENTINEL:
        number, result = pair
        early[number] = result
        if head in early:
            result = early.pop(head)
            if result is not SKIP:
                target.put(result)
            head += 1
    for number in sorted(early):
        if early[number] is not SKIP:
            target.put(early[number])
    target.put(SENTINEL)

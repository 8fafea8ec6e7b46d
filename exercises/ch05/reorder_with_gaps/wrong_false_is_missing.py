"""Wrong on purpose: goes on as long as the result is true in an if.

Belief: what is false is nothing.
Truth:  0 and an empty text are results.
Verdict: due by now, and somebody waits
"""

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, head = {}, 0
    while (pair := source.get()) is not SENTINEL:
        number, result = pair
        early[number] = result
        while early.get(head) or (head in early and early[head] is None):
            result = early.pop(head)
            if result is not SKIP:
                target.put(result)
            head += 1
    for number in sorted(early):
        if early[number] is not SKIP:
            target.put(early[number])
    target.put(SENTINEL)

"""Wrong on purpose: calls itself for the next one.

Belief: a call for each number is short and clear.
Truth:  a thousand calls may lie inside each other, no more.
Verdict: called itself until Python gave up
"""

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early = {}

    def hand_on(head):
        if head not in early:
            return head
        result = early.pop(head)
        if result is not SKIP:
            target.put(result)
        return hand_on(head + 1)

    head = 0
    while (pair := source.get()) is not SENTINEL:
        number, result = pair
        early[number] = result
        head = hand_on(head)
    for number in sorted(early):
        if early[number] is not SKIP:
            target.put(early[number])
    target.put(SENTINEL)

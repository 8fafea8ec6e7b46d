"""Wrong on purpose: hands the rest on as it came.

Belief: the rest is in order.
Truth:  it is in the order in which it came.
Verdict: 'a', 'd', 'c', SENTINEL came into target
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
                target.put(result)
            head += 1
    for number in early:
        if early[number] is not SKIP:
            target.put(early[number])
    target.put(SENTINEL)

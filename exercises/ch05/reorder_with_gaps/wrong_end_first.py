"""Wrong on purpose: passes the end on before what is left.

Belief: the end has come.
Truth:  it is passed on behind the last result.
Verdict: 'a', SENTINEL, 'c', 'd' came into target
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
    target.put(SENTINEL)
    for number in sorted(early):
        if early[number] is not SKIP:
            target.put(early[number])

"""Wrong on purpose: keeps what has left.

Belief: a dict may keep what it has.
Truth:  the stream may be long, and memory is not.
Verdict: of all these are still kept
"""

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, head = {}, 0
    while (pair := source.get()) is not SENTINEL:
        number, result = pair
        early[number] = result
        while head in early:
            result = early[head]
            if result is not SKIP:
                target.put(result)
            head += 1
    for number in sorted(number for number in early if number > head):
        if early[number] is not SKIP:
            target.put(early[number])
    target.put(SENTINEL)

"""Wrong on purpose: unpacks what comes before it asks whether it is the end.

Belief: what comes is a tuple.
Truth:  the last thing is not.
Verdict: Look before you unpack it
"""

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, head = {}, 0
    while True:
        number, result = source.get()
        if result is SENTINEL:
            break
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

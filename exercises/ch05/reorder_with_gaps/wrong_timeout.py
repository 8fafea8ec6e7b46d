"""Wrong on purpose: gives a tuple a second, then takes it for the end.

Belief: what does not come in a second never comes.
Truth:  nobody knows how late a tuple is.
Verdict: SENTINEL came into target, and 'a' was expected
"""

from queue import Empty

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, head = {}, 0
    while True:
        try:
            pair = source.get(timeout=0.5)
        except Empty:
            break
        if pair is SENTINEL:
            break
        number, result = pair
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

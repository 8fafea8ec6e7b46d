"""Wrong on purpose: asks again and again whether something has come.

Belief: a queue has to be watched.
Truth:  get waits by itself.
Verdict: it sleeps
"""

from time import sleep

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, head = {}, 0
    while True:
        if source.empty():
            sleep(0.01)
            continue
        pair = source.get()
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

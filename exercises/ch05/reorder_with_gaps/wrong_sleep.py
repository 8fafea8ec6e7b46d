"""Wrong on purpose: waits a while for what is missing.

Belief: what is late comes in a second.
Truth:  nobody knows when it comes; the next tuple may bring it.
Verdict: it sleeps
"""

from time import sleep

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, head = {}, 0
    while (pair := source.get()) is not SENTINEL:
        number, result = pair
        early[number] = result
        if head not in early:
            sleep(1)
        while head in early:
            result = early.pop(head)
            if result is not SKIP:
                target.put(result)
            head += 1
    for number in sorted(early):
        if early[number] is not SKIP:
            target.put(early[number])
    target.put(SENTINEL)

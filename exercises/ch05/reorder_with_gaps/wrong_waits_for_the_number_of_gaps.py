"""Wrong on purpose: counts gaps and lets the head jump over as many.

Belief: what counts is how many are missing.
Truth:  which ones are missing counts, too.
Verdict: due by now, and somebody waits
"""

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, head, gaps = {}, 0, 0
    while (pair := source.get()) is not SENTINEL:
        number, result = pair
        if result is SKIP:
            gaps += 1
        else:
            early[number] = result
        while early and min(early) <= head + gaps:
            head = min(early)
            target.put(early.pop(head))
            head += 1
            gaps = 0
    for number in sorted(early):
        target.put(early[number])
    target.put(SENTINEL)

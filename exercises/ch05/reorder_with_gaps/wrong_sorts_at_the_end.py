"""Wrong on purpose: collects everything, and sorts it at the end.

Belief: order is known when all are there.
Truth:  the head is known to be the head as soon as it comes.
Verdict: due by now, and somebody waits
"""

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    pairs = []
    while (pair := source.get()) is not SENTINEL:
        pairs.append(pair)
    for _, result in sorted(pairs):
        if result is not SKIP:
            target.put(result)
    target.put(SENTINEL)

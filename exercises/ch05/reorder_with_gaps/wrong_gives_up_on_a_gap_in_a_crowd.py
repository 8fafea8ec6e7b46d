"""Wrong on purpose: when two thousand wait, a number that has not come is taken for a gap.

Belief: what is so late never comes.
Truth:  before the end nobody can know that, however many wait.
Verdict: where the result of number 0 was due, that of number 499 came
"""

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early = {}
    head = 0
    while (pair := source.get()) is not SENTINEL:
        number, result = pair
        early[number] = result
        if len(early) > 2_000:
            head = min(early)
        while head in early:
            hand_on(early.pop(head), target)
            head += 1
    for number in sorted(early):
        hand_on(early[number], target)
    target.put(SENTINEL)


def hand_on(result, target):
    if result is not SKIP:
        target.put(result)

"""Wrong on purpose: counts to two, however many there are.

Belief: the exercise is about two producers.
Truth:  their number is an argument; with one, the second end never comes.
Verdict: how many ends have come, and how many does it wait for
"""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    ends = 0
    while ends < 2:
        item = source.get()
        if item is SENTINEL:
            ends += 1
        else:
            target.put(item)
    target.put(SENTINEL)

"""Wrong on purpose: counts one item in hand for the whole pipeline.

Belief: one item is worked on at a time.
Truth:  each worker has one.
Verdict: MB inside
"""

from itertools import product


def queue_sizes(megabytes, budget, rate):
    left = budget - sum(megabytes) - max(megabytes)
    if left < 0:
        raise ValueError("too small")
    fit = []
    for more in product(*(range(left // each + 1) for each in megabytes)):
        memory = sum(places * each for places, each in zip(more, megabytes, strict=True))
        if memory <= left:
            sizes = [1 + places for places in more]
            fit.append((rate(sizes), -memory, sizes))
    return max(fit)[2]

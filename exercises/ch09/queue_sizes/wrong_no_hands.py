"""Wrong on purpose: counts what waits alone.

Belief: only what waits takes memory.
Truth:  an item in a worker's hand takes memory as well.
Verdict: An item in a worker's hand
"""

from itertools import product


def queue_sizes(megabytes, budget, rate):
    left = budget - sum(megabytes)
    if left < 0:
        raise ValueError("too small")
    fit = []
    for more in product(*(range(left // each + 1) for each in megabytes)):
        memory = sum(places * each for places, each in zip(more, megabytes, strict=True))
        if memory <= left:
            sizes = [1 + places for places in more]
            fit.append((rate(sizes), -memory, sizes))
    return max(fit)[2]

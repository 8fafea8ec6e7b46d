"""Wrong on purpose: takes 0 for the smallest queue.

Belief: a queue of 0 places takes no memory.
Truth:  maxsize=0 is no bound.
Verdict: has no bound
"""

from itertools import product


def queue_sizes(megabytes, budget, rate):
    left = budget - sum(megabytes)
    if left < sum(megabytes):
        raise ValueError("too small")
    fit = []
    for more in product(*(range(left // each + 1) for each in megabytes)):
        memory = sum(places * each for places, each in zip(more, megabytes, strict=True))
        if memory <= left:
            sizes = list(more)
            fit.append((rate(sizes), -memory, sizes))
    return max(fit)[2]

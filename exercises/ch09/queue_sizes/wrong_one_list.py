"""Wrong on purpose: returns the same list each time.

Belief: a module has one answer.
Truth:  what one call returned is its caller's.
Verdict: was changed by the second one
"""

from itertools import product


FOUND = []


def queue_sizes(megabytes, budget, rate):
    left = budget - sum(2 * each for each in megabytes)
    if left < 0:
        raise ValueError("too small")
    fit = []
    for more in product(*(range(left // each + 1) for each in megabytes)):
        memory = sum(places * each for places, each in zip(more, megabytes, strict=True))
        if memory <= left:
            sizes = [1 + places for places in more]
            fit.append((rate(sizes), -memory, sizes))
    FOUND[:] = max(fit)[2]
    return FOUND

"""Wrong on purpose: returns the rate as well.

Belief: more is better.
Truth:  the task asks for the sizes.
Verdict: a maxsize is a whole number
"""

from itertools import product


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
    return [max(fit)[2], max(fit)[0]]

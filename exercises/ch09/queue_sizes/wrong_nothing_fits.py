"""Wrong on purpose: returns one place each where nothing fits.

Belief: the least is better than nothing.
Truth:  the task asks for ValueError.
Verdict: ValueError was to be raised
"""

from itertools import product


def queue_sizes(megabytes, budget, rate):
    left = budget - sum(2 * each for each in megabytes)
    if left < 0:
        return [1] * len(megabytes)
    fit = []
    for more in product(*(range(left // each + 1) for each in megabytes)):
        memory = sum(places * each for places, each in zip(more, megabytes, strict=True))
        if memory <= left:
            sizes = [1 + places for places in more]
            fit.append((rate(sizes), -memory, sizes))
    return max(fit)[2]

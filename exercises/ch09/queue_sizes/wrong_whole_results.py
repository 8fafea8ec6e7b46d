"""Wrong on purpose: compares whole results.

Belief: less than one result a second is nothing.
Truth:  a higher rate is higher by however little.
Verdict: 79.18 results a second, and 79.58 fit
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
            fit.append((int(rate(sizes)), -memory, sizes))
    return max(fit)[2]

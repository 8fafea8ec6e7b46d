"""Wrong on purpose: rounds the rates.

Belief: six digits behind the point are exact.
Truth:  a rate may be far below one result a second.
Verdict: Compare the rates as they are
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
            fit.append((round(rate(sizes), 6), -memory, sizes))
    return max(fit)[2]

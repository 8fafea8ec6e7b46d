"""Wrong on purpose: keeps the rates of the call before.

Belief: the same sizes have the same rate.
Truth:  another pipeline has another rate.
Verdict: called a second time
"""

from itertools import product


KNOWN = {}


def remembered(megabytes, sizes, rate):
    key = (*megabytes, *sizes)
    if key not in KNOWN:
        KNOWN[key] = rate(sizes)
    return KNOWN[key]


def queue_sizes(megabytes, budget, rate):
    left = budget - sum(2 * each for each in megabytes)
    if left < 0:
        raise ValueError("too small")
    fit = []
    for more in product(*(range(left // each + 1) for each in megabytes)):
        memory = sum(places * each for places, each in zip(more, megabytes, strict=True))
        if memory <= left:
            sizes = [1 + places for places in more]
            fit.append((remembered(megabytes, sizes, rate), -memory, sizes))
    return max(fit)[2]

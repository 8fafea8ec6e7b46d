"""Wrong on purpose: takes the fewest places of the equal ones.

Belief: fewer places need less memory.
Truth:  it depends on what an item takes there.
Verdict: are enough for them
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
            fit.append((rate(sizes), -sum(sizes), sizes))
    return max(fit)[2]

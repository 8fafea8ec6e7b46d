"""Wrong on purpose: waits before it asks.

Belief: a prediction needs a moment to settle.
Truth:  it is computed.
Verdict: there is nothing to wait for
"""

from itertools import product
from time import sleep


def queue_sizes(megabytes, budget, rate):
    sleep(0.5)
    left = budget - sum(2 * each for each in megabytes)
    if left < 0:
        raise ValueError("too small")
    fit = []
    for more in product(*(range(left // each + 1) for each in megabytes)):
        memory = sum(places * each for places, each in zip(more, megabytes, strict=True))
        if memory <= left:
            sizes = [1 + places for places in more]
            fit.append((rate(sizes), -memory, sizes))
    return max(fit)[2]

"""Wrong on purpose: sums up all but the last queue.

Belief: what is in front of the last stage is as good as out.
Truth:  it is inside until it has been worked on.
Verdict: MB inside
"""

from itertools import product


def queue_sizes(megabytes, budget, rate):
    left = budget - sum(2 * each for each in megabytes)
    if left < 0:
        raise ValueError("too small")
    fit = []
    for more in product(*(range(left // each + 1) for each in megabytes)):
        memory = sum(places * each for places, each in zip(more, megabytes, strict=True))
        if memory - more[-1] * megabytes[-1] <= left:
            sizes = [1 + places for places in more]
            fit.append((rate(sizes), -memory, sizes))
    return max(fit)[2]

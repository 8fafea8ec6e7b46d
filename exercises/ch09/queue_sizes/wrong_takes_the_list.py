"""Wrong on purpose: takes the numbers out of the caller's list.

Belief: a list that was handed in is mine.
Truth:  it is the caller's.
Verdict: list of megabytes was changed
"""

from itertools import product


def queue_sizes(megabytes, budget, rate):
    mine = []
    while megabytes:
        mine.append(megabytes.pop(0))
    left = budget - sum(2 * each for each in mine)
    if left < 0:
        raise ValueError("too small")
    fit = []
    for more in product(*(range(left // each + 1) for each in mine)):
        memory = sum(places * each for places, each in zip(more, mine, strict=True))
        if memory <= left:
            sizes = [1 + places for places in more]
            fit.append((rate(sizes), -memory, sizes))
    return max(fit)[2]

"""Wrong on purpose: takes the least memory of those that are nearly as fast.

Belief: a thousandth of the rate is not worth a megabyte.
Truth:  the highest rate was asked for; memory decides between equal ones.
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
            fit.append((rate(sizes), -memory, sizes))
    return max((each for each in fit if each[0] >= 0.999 * max(fit)[0]), key=lambda each: each[1])[2]

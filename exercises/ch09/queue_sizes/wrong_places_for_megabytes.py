"""Wrong on purpose: counts places and not megabytes.

Belief: an item is an item.
Truth:  a picture takes twelve times what a file takes.
Verdict: MB inside
"""

from itertools import product


def queue_sizes(megabytes, budget, rate):
    left = budget // max(1, min(megabytes)) - 2 * len(megabytes)
    if budget < 2 * sum(megabytes):
        raise ValueError("too small")
    fit = []
    for more in product(range(max(0, left) + 1), repeat=len(megabytes)):
        if sum(more) <= left:
            sizes = [1 + places for places in more]
            fit.append((rate(sizes), -sum(more), sizes))
    return max(fit)[2]

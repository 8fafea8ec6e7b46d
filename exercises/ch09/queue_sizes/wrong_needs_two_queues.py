"""Wrong on purpose: looks at the queues between the stages alone, and forgets that there may be none.

Belief: a pipeline has several stages.
Truth:  one stage is a pipeline, too.
Verdict: a single stage
"""

from itertools import product


def queue_sizes(megabytes, budget, rate):
    left = budget - sum(2 * each for each in megabytes)
    if left < 0:
        raise ValueError("too small")
    fit = []
    first, *others = megabytes
    for more in product(*(range(left // each + 1) for each in others)):
        memory = sum(places * each for places, each in zip(more, others, strict=True))
        if more and memory <= left:
            sizes = [1, *(1 + places for places in more)]
            fit.append((rate(sizes), -memory, sizes))
    return max(fit)[2]

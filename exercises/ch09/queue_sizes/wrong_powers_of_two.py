"""Wrong on purpose: tries 1, 2, 4 and 8 places alone.

Belief: sizes are powers of two.
Truth:  three or five places may be right.
Verdict: are enough for them
"""

from itertools import product


def queue_sizes(megabytes, budget, rate):
    left = budget - sum(2 * each for each in megabytes)
    if left < 0:
        raise ValueError("too small")
    fit = []
    for sizes in product((1, 2, 4, 8), repeat=len(megabytes)):
        memory = sum((size + 1) * each for size, each in zip(sizes, megabytes, strict=True))
        if memory <= budget:
            fit.append((rate(sizes), -memory, list(sizes)))
    return max(fit)[2]

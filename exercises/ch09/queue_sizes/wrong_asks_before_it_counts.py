"""Wrong on purpose: asks for the rate of what does not fit, too.

Belief: a call costs nothing.
Truth:  there are many times as many combinations as fit.
Verdict: rate was called 1,568 times
"""

from itertools import product


def queue_sizes(megabytes, budget, rate):
    found = []
    for sizes in product(*(range(1, budget // each + 1) for each in megabytes)):
        memory = sum((size + 1) * each for size, each in zip(sizes, megabytes, strict=True))
        found.append((memory <= budget, rate(sizes), -memory, list(sizes)))
    fits, _, _, best = max(found)
    if not fits:
        raise ValueError("too small")
    return best

"""Wrong on purpose: goes uphill, up to two places in each queue at a time.

Belief: if one place alone gains nothing, two do.
Truth:  it may be as many as there are.
Verdict: one more after them much
"""

from itertools import product


def queue_sizes(megabytes, budget, rate):
    def memory(sizes):
        return sum((size + 1) * each for size, each in zip(sizes, megabytes, strict=True))

    def worth(sizes):
        return rate(sizes), -memory(sizes)

    sizes = [1] * len(megabytes)
    if memory(sizes) > budget:
        raise ValueError("too small")
    while True:
        steps = product((-2, -1, 0, 1, 2), repeat=len(sizes))
        near = [[size + more for size, more in zip(sizes, step, strict=True)] for step in steps]
        best = max((each for each in near if min(each) >= 1 and memory(each) <= budget), key=worth)
        if worth(best) <= worth(sizes):
            return sizes
        sizes = best

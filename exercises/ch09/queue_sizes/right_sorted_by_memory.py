"""Right in another style: from the least memory on, and only what is faster replaces it."""

from itertools import product


def queue_sizes(megabytes, budget, rate):
    ranges = [range(1, budget // each) for each in megabytes]
    fit = []
    for sizes in product(*ranges):
        memory = sum((size + 1) * each for size, each in zip(sizes, megabytes, strict=True))
        if memory <= budget:
            fit.append((memory, sizes))
    if not fit:
        raise ValueError(f"{budget} MB are too few")
    best, highest = None, -1.0
    for _, sizes in sorted(fit):
        if (now := rate(sizes)) > highest:
            best, highest = sizes, now
    return list(best)

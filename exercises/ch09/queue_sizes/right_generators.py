"""Right in another style: with generators, and two passes."""

from itertools import product


def queue_sizes(megabytes, budget, rate):
    def memory(sizes):
        return sum(each * (size + 1) for each, size in zip(megabytes, sizes, strict=True))

    fit = [s for s in product(*(range(1, budget // m + 1) for m in megabytes)) if memory(s) <= budget]
    if not fit:
        raise ValueError("nothing fits")
    rates = {sizes: rate(sizes) for sizes in fit}
    top = max(rates.values())
    return list(min((sizes for sizes in fit if rates[sizes] == top), key=memory))

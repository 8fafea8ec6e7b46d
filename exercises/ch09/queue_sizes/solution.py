from itertools import product


def queue_sizes(megabytes, budget, rate):
    """Return a list of maxsizes, one for each stage's queue: the highest rate that fits into the budget."""
    # What the workers have in hand takes memory, too, and no queue size changes that: it is set aside first.
    # So is one place in each queue. 0 would be no bound, and no memory is enough for that.
    left = budget - sum(2 * each for each in megabytes)
    if left < 0:
        raise ValueError(f"one place in each queue needs {-left} MB more than the budget of {budget} MB")
    # What is left goes into further places. A place alone may gain nothing, and two of them, in one queue or
    # in two, may: so no going uphill place by place, but all that fit.
    every = product(*(range(left // each + 1) for each in megabytes))
    fit = []
    for more in every:
        memory = sum(places * each for places, each in zip(more, megabytes, strict=True))
        if memory <= left:
            sizes = [1 + places for places in more]
            fit.append((rate(sizes), -memory, sizes))
    # Of equal rates the one that needs least: places that gain nothing cost memory, and time for each item.
    return max(fit)[2]

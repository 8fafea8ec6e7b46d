"""Wrong on purpose: goes up place by place, to the highest gain for a megabyte.

Belief: the best next megabyte leads to the best of all.
Truth:  one place alone may gain nothing, where two gain much.
Verdict: results a second, and
"""


def queue_sizes(megabytes, budget, rate):
    left = budget - sum(2 * each for each in megabytes)
    if left < 0:
        raise ValueError("too small")
    sizes = [1] * len(megabytes)
    while True:
        nexts = []
        for place, each in enumerate(megabytes):
            if each <= left:
                more = [size + (number == place) for number, size in enumerate(sizes)]
                nexts.append(((rate(more) - rate(sizes)) / each, -each, more))
        if not nexts or max(nexts)[0] <= 0:
            return sizes
        _, each, sizes = max(nexts)
        left += each

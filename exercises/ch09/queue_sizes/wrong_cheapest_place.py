"""Wrong on purpose: buys places where they are cheapest.

Belief: a place is a place.
Truth:  it matters between which stages it lies.
Verdict: results a second, and
"""


def queue_sizes(megabytes, budget, rate):
    left = budget - sum(2 * each for each in megabytes)
    if left < 0:
        raise ValueError("too small")
    sizes = [1] * len(megabytes)
    cheapest = megabytes.index(min(megabytes))
    sizes[cheapest] += left // megabytes[cheapest]
    return sizes

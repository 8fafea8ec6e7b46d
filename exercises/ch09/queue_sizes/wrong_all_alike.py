"""Wrong on purpose: gives every queue the same.

Belief: all queues are alike.
Truth:  a place pays where times vary behind and before it, and costs what an item takes.
Verdict: are enough for them
"""


def queue_sizes(megabytes, budget, rate):
    left = budget - sum(2 * each for each in megabytes)
    if left < 0:
        raise ValueError("too small")
    places = 1 + left // sum(megabytes)
    return [places] * len(megabytes)

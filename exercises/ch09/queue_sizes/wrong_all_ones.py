"""Wrong on purpose: takes one place each.

Belief: small queues are always best.
Truth:  where times vary, places pay.
Verdict: results a second, and
"""


def queue_sizes(megabytes, budget, rate):
    left = budget - sum(2 * each for each in megabytes)
    if left < 0:
        raise ValueError("too small")
    return [1] * len(megabytes)

"""Wrong on purpose: fills the first queue up with what is left.

Belief: a bigger queue makes it faster.
Truth:  the source is always ready: a queue in front of the first stage evens out nothing.
Verdict: results a second, and
"""


def queue_sizes(megabytes, budget, rate):
    left = budget - sum(2 * each for each in megabytes)
    if left < 0:
        raise ValueError("too small")
    return [1 + left // megabytes[0], *[1] * (len(megabytes) - 1)]

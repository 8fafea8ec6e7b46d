"""Wrong on purpose: gives all that is left to the last queue.

Belief: what comes out last matters most.
Truth:  the queue between the stages that vary pays, and only so far.
Verdict: are enough for them
"""


def queue_sizes(megabytes, budget, rate):
    left = budget - sum(2 * each for each in megabytes)
    if left < 0:
        raise ValueError("too small")
    return [*[1] * (len(megabytes) - 1), 1 + left // megabytes[-1]]

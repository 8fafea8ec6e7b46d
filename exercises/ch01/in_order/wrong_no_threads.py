"""Wrong on purpose: a plain loop.

Belief: the results are right, so all is well.
Truth:  they are; and the caller waits for one item after another.
Verdict: hand work to a thread
"""


def in_order(work, items):
    return [work(item) for item in items]

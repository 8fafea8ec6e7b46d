"""Wrong on purpose: returns a list.

Belief: the order of the stages says which is which.
Truth:  the task asks for a dict.
Verdict: a dict was expected
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return [max(1, ceil(target * row.working_s / results * (1 - 1e-6))) for row in stats]

"""Wrong on purpose: returns the same dict each time.

Belief: a module has one answer.
Truth:  what one call returned is its caller's.
Verdict: was changed by the second one
"""

from math import ceil


FOUND = {}


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    FOUND.clear()
    for row in stats:
        FOUND[row.stage] = max(1, ceil(target * row.working_s / results * (1 - 1e-6)))
    return FOUND

"""Wrong on purpose: takes the fullest stage for the number of results.

Belief: all stages see the same items.
Truth:  some are dropped on the way.
Verdict: For each result
"""

from math import ceil


def fewest_workers(stats, target):
    results = max(row.items_out for row in stats)
    if not stats[-1].items_out:
        raise ValueError("no result")
    return {row.stage: max(1, ceil(target * row.working_s / results * (1 - 1e-6))) for row in stats}

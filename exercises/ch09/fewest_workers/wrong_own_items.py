"""Wrong on purpose: takes the work for an item of the stage.

Belief: the work for an item is the work for a result.
Truth:  where items are dropped later, more than one stands behind a result.
Verdict: have worked on four items
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {row.stage: max(1, ceil(target * row.working_s / row.items_in * (1 - 1e-6))) for row in stats}

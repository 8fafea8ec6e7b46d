"""Wrong on purpose: returns nothing without a result.

Belief: an empty dict says that nothing is known.
Truth:  whoever goes on with it finds no stage.
Verdict: ValueError was to be raised
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        return {}
    return {row.stage: max(1, ceil(target * row.working_s / results * (1 - 1e-6))) for row in stats}

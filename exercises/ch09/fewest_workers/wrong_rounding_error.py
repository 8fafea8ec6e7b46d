"""Wrong on purpose: rounds up what is a rounding error.

Belief: ceil knows whole numbers.
Truth:  7.000000000000001 becomes 8.
Verdict: rounding error
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {row.stage: max(1, ceil(target * row.working_s / results)) for row in stats}

"""Wrong on purpose: returns numbers that are not whole ones.

Belief: 3.0 is 3.
Truth:  workers=3.0 is refused.
Verdict: workers are a whole number
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {row.stage: float(max(1, ceil(target * row.working_s / results * (1 - 1e-6)))) for row in stats}

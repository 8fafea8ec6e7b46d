"""Wrong on purpose: gives every stage what the slowest needs.

Belief: stages should be balanced by their number of workers.
Truth:  the others wait then.
Verdict: would do
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    most = max(max(1, ceil(target * row.working_s / results * (1 - 1e-6))) for row in stats)
    return {row.stage: most for row in stats}

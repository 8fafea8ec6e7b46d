"""Wrong on purpose: shares the target among the stages.

Belief: each stage makes its part of the results.
Truth:  every result goes through every stage.
Verdict: too few
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {
        row.stage: max(1, ceil(target / len(stats) * row.working_s / results * (1 - 1e-6))) for row in stats
    }

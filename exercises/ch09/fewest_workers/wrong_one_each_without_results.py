"""Wrong on purpose: answers without a result.

Belief: without results, one worker each will do.
Truth:  nothing is known of what a result costs.
Verdict: ValueError was to be raised
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    return {row.stage: max(1, ceil(target * row.working_s / max(1, results) * (1 - 1e-6))) for row in stats}

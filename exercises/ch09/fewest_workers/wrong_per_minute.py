"""Wrong on purpose: forgets what a second is.

Belief: the target is a number of results.
Truth:  it is results a second; work is in seconds.
Verdict: too few
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {row.stage: max(1, ceil(target * 1e-3 * row.working_s / results)) for row in stats}

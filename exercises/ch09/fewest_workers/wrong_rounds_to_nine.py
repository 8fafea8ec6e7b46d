"""Wrong on purpose: rounds to nine digits behind the point.

Belief: only what arithmetic adds is to be forgiven.
Truth:  whoever misses the target by half a millionth reaches it.
Verdict: less than a millionth of it reaches it
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {row.stage: max(1, ceil(round(target * row.working_s / results, 9))) for row in stats}

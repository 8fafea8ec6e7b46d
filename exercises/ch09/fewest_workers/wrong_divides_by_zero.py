"""Wrong on purpose: does not look whether there are results.

Belief: there are always results.
Truth:  a run may drop everything.
Verdict: ZeroDivisionError
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    return {row.stage: max(1, ceil(target * row.working_s / results * (1 - 1e-6))) for row in stats}

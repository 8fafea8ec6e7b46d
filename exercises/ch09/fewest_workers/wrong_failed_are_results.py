"""Wrong on purpose: takes failed items for results.

Belief: a failure is a result as well.
Truth:  it was dropped.
Verdict: what the last stage handed on
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out + stats[-1].failed
    if not stats[-1].items_out:
        raise ValueError("no result")
    return {row.stage: max(1, ceil(target * row.working_s / results * (1 - 1e-6))) for row in stats}

"""Wrong on purpose: counts what goes into the last stage.

Belief: what the last stage takes comes out.
Truth:  it may drop some, too.
Verdict: what the last stage handed on
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_in
    if not stats[-1].items_out:
        raise ValueError("no result")
    return {row.stage: max(1, ceil(target * row.working_s / results * (1 - 1e-6))) for row in stats}

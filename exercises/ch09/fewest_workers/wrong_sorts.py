"""Wrong on purpose: sorts the caller's rows.

Belief: a list that was handed in is mine.
Truth:  it is the caller's, and the last row is the last stage.
Verdict: list of rows was changed
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    stats.sort(key=lambda row: row.working_s)
    return {row.stage: max(1, ceil(target * row.working_s / results * (1 - 1e-6))) for row in stats}

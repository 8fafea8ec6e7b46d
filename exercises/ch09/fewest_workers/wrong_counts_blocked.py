"""Wrong on purpose: takes waiting for room as work.

Belief: a blocked worker is busy.
Truth:  a blocked worker has nothing to do.
Verdict: Waiting is no work
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {
        row.stage: max(1, ceil(target * (row.working_s + row.blocked_s) / results * (1 - 1e-6)))
        for row in stats
    }

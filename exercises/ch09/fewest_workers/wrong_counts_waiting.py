"""Wrong on purpose: takes all the time that a stage was there.

Belief: a stage is as slow as the time it was there.
Truth:  waiting is no work: with more to do it waits less.
Verdict: Waiting is no work
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {
        row.stage: max(
            1, ceil(target * (row.working_s + row.starved_s + row.blocked_s) / results * (1 - 1e-6))
        )
        for row in stats
    }

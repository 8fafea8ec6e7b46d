"""Wrong on purpose: never takes a worker away.

Belief: what runs must not get less.
Truth:  the fewest were asked for.
Verdict: may be fewer than there were
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {row.stage: max(row.workers, ceil(target * row.working_s / results * (1 - 1e-6))) for row in stats}

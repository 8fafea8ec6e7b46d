"""Wrong on purpose: adds what is needed to what is there.

Belief: the law says how many more.
Truth:  it says how many in all.
Verdict: would do
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {row.stage: row.workers + ceil(target * row.working_s / results * (1 - 1e-6)) for row in stats}

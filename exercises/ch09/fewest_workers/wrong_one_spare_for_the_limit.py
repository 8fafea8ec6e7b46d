"""Wrong on purpose: gives the limit one spare worker.

Belief: the bottleneck needs reserves.
Truth:  a worker more than needed waits.
Verdict: would do
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    need = {row.stage: max(1, ceil(target * row.working_s / results * (1 - 1e-6))) for row in stats}
    need[max(need, key=need.get)] += 1
    return need

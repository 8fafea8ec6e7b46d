"""Wrong on purpose: gives no worker to a stage that took no time.

Belief: no work needs no worker.
Truth:  without a worker nobody hands on.
Verdict: Each stage has one worker at least
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {row.stage: ceil(target * row.working_s / results * (1 - 1e-6)) for row in stats}

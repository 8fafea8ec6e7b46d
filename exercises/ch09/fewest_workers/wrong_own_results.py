"""Wrong on purpose: takes the work for what the stage hands on.

Belief: each stage has results of its own.
Truth:  a result is what comes out at the end.
Verdict: have worked on four items
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {
        row.stage: max(1, ceil(target * row.working_s / max(1, row.items_out) * (1 - 1e-6))) for row in stats
    }

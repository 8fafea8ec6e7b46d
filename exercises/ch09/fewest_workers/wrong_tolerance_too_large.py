"""Wrong on purpose: forgives three millionths.

Belief: a few millionths more or less are all the same.
Truth:  the task says how much is forgiven.
Verdict: more than a millionth
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {row.stage: max(1, ceil(target * row.working_s / results * (1 - 3e-6))) for row in stats}

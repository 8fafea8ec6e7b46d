"""Wrong on purpose: gives workers to the slowest stage alone.

Belief: only the bottleneck matters.
Truth:  behind it stands the next one.
Verdict: too few
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    need = {row.stage: target * row.working_s / results * (1 - 1e-6) for row in stats}
    slowest = max(need, key=need.get)
    return {stage: max(1, ceil(work)) if stage == slowest else 1 for stage, work in need.items()}

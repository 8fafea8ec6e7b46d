"""Wrong on purpose: rounds to the nearest number.

Belief: half a worker more or less makes no difference.
Truth:  with two workers where 2.5 are needed, the stage is the limit.
Verdict: too few
"""


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {row.stage: max(1, round(target * row.working_s / results)) for row in stats}

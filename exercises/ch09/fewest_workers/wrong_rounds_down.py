"""Wrong on purpose: leaves out what is less than a worker.

Belief: less than a worker is none.
Truth:  what is left over has to be done as well.
Verdict: too few
"""


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {row.stage: max(1, int(target * row.working_s / results)) for row in stats}

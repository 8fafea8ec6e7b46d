"""Wrong on purpose: adds a worker for safety.

Belief: more workers always help.
Truth:  a worker more than needed waits.
Verdict: would do
"""


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {row.stage: int(target * row.working_s / results) + 1 for row in stats}

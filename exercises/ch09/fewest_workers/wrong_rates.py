"""Wrong on purpose: returns what each stage lets through.

Belief: the bound is the answer.
Truth:  workers were asked for.
Verdict: workers are a whole number
"""


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {row.stage: row.workers * results / row.working_s if row.working_s else 0.0 for row in stats}

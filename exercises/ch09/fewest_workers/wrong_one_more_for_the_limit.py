"""Wrong on purpose: adds one worker at the bottleneck of the run.

Belief: the next worker goes to the bottleneck, and then it is done.
Truth:  the target may need more than one, and in several stages.
Verdict: too few
"""


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    slowest = max(stats, key=lambda row: row.working_s / row.workers)
    return {row.stage: row.workers + (row is slowest) for row in stats}

"""Wrong on purpose: divides the work by the workers of the run.

Belief: working_s is the stage's time, so its workers have to be taken out of it.
Truth:  worker-seconds are what one worker would need for all of it.
Verdict: all workers of the stage, added up
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {
        row.stage: max(1, ceil(target * row.working_s / row.workers / results * (1 - 1e-6))) for row in stats
    }

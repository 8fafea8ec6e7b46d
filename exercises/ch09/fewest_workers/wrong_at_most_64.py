"""Wrong on purpose: never more than 64 workers.

Belief: a stage with hundreds of workers is nonsense.
Truth:  the law says what is needed; whether it pays is another question.
Verdict: too few. A stage that misses the target by more
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {row.stage: min(64, max(1, ceil(target * row.working_s / results * (1 - 1e-6)))) for row in stats}

"""Wrong on purpose: takes three digits for exact.

Belief: three digits behind the point are enough.
Truth:  3.00003 workers are not 3.
Verdict: more than a millionth
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {row.stage: max(1, ceil(round(target * row.working_s / results, 3))) for row in stats}

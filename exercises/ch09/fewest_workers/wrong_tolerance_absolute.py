"""Wrong on purpose: forgives a millionth of a worker, however many there are.

Belief: a millionth is 0.000001.
Truth:  a millionth of the target is more, where many workers are needed for it.
Verdict: less than a millionth of it reaches it
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {row.stage: max(1, ceil(target * row.working_s / results - 1e-6)) for row in stats}

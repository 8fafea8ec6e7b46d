"""Wrong on purpose: forgives a millionth of a result a second, however small the target is.

Belief: a millionth is 0.000001.
Truth:  of a target of 0.25 a millionth is less.
Verdict: 0.25: stage for 1 gets 1
"""

from itertools import count


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    forgiven = max(1e-6, 1e-6 * target)
    return {
        row.stage: next(n for n in count(1) if n * results >= row.working_s * (target - forgiven))
        for row in stats
    }

"""Wrong on purpose: keeps what it has computed.

Belief: a stage needs what it needs.
Truth:  with another target it needs another number.
Verdict: called a second time with twice the target
"""

from math import ceil


KNOWN = {}


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    for row in stats:
        key = (row.stage, row.items_in, row.working_s, row.workers)
        KNOWN.setdefault(key, max(1, ceil(target * row.working_s / results * (1 - 1e-6))))
    return {row.stage: KNOWN[row.stage, row.items_in, row.working_s, row.workers] for row in stats}

"""Wrong on purpose: takes the time on a core for the work.

Belief: only what uses a core is work.
Truth:  a worker that waits for a server can do nothing else.
Verdict: too few
"""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {row.stage: max(1, ceil(target * row.cpu_s / results * (1 - 1e-6))) for row in stats}

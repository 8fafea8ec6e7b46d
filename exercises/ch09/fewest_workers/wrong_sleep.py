"""Wrong on purpose: waits before it reads the rows.

Belief: figures need a moment to settle.
Truth:  the run is over, and the rows do not change.
Verdict: there is nothing to wait for
"""

from math import ceil
from time import sleep


def fewest_workers(stats, target):
    sleep(0.5)
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    return {row.stage: max(1, ceil(target * row.working_s / results * (1 - 1e-6))) for row in stats}

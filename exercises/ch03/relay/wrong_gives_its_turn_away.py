"""Wrong on purpose: sleeps for no time at all behind each item.

Belief: others get no turn unless it is given to them.
Truth:  get and put give it away by waiting.
Verdict: right results, and it sleeps
"""

import time

from pipeline_core import SENTINEL


def relay(source, target, change):
    while (item := source.get()) is not SENTINEL:
        target.put(change(item))
        time.sleep(0)
    target.put(SENTINEL)

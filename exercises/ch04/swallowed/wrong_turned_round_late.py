"""Wrong on purpose: it keeps the failures newest first, and turns them round at the end of the loop.

Belief: the loop comes to its end.
Truth:  what leaves the stage leaves the loop as well, and the order is the wrong one.
Verdict: in the order of the items
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                failures.insert(0, (item, error))
                continue
            target.put(result)
        failures.reverse()
    finally:
        target.put(SENTINEL)

"""Wrong on purpose: leaves put in the try.

Belief: whatever is raised while an item is handled is a failure of that item.
Truth:  a full disk is the fault of no item: it will fail for the next one, too, and somebody has to know.
Verdict: noted it as a failure of an item
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                target.put(work(item))
            except Exception as error:
                failures.append((item, error))
    finally:
        target.put(SENTINEL)

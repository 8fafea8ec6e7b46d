"""Wrong on purpose: puts each failure in front of the others.

Belief: they are all there.
Truth:  the task says in which order, and so does whoever reads them beside the items.
Verdict: and not in the order of the items
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                failures.insert(0, (item, error))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)

"""Wrong on purpose: keeps every group of errors.

Belief: a group holds what went wrong with the item.
Truth:  one with a KeyboardInterrupt in it is no Exception: it is an order to leave.
Verdict: work raised BaseExceptionGroup, an order to leave
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except (Exception, BaseExceptionGroup) as error:
                failures.append((item, error))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)

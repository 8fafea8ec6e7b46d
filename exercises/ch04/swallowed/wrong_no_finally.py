"""Wrong on purpose: passes the end on only when all went well.

Belief: the line behind the loop is reached in any case.
Truth:  an exception that leaves the loop skips it, and the next stage waits for ever.
Verdict: an end that was never passed on
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    while (item := source.get()) is not SENTINEL:
        try:
            result = work(item)
        except Exception as error:
            failures.append((item, error))
        else:
            target.put(result)
    target.put(SENTINEL)

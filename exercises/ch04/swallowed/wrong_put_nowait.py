"""Wrong on purpose: passes the end on without waiting for room.

Belief: on the way out nothing may block, and put_nowait can't.
Truth:  behind a full queue the end is lost, and the next stage waits for ever.
Verdict: did not wait until it had some
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
            else:
                target.put(result)
    finally:
        target.put_nowait(SENTINEL)

"""Wrong on purpose: lets errors out that look grave.

Belief: who has no memory left is lost anyway.
Truth:  MemoryError and RecursionError are Exceptions: one item was too big, and the next may be small.
Verdict: MemoryError('too big') left the stage
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except (MemoryError, RecursionError):
                raise
            except Exception as error:
                failures.append((item, error))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)

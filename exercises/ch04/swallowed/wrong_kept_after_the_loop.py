"""Wrong on purpose: keeps the failures in a list of its own, and hands them over after the loop.

Belief: the stage is left at the end of its loop.
Truth:  put and get raise too, and then what follows the loop is never reached.
Verdict: and that has to be there, as (item, error)
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    failed = []
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                failed.append((item, error))
            else:
                target.put(result)
        failures.extend(failed)
    finally:
        target.put(SENTINEL)

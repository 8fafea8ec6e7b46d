"""Wrong on purpose: takes a warning for no failure.

Belief: a warning is not an error.
Truth:  one that is raised is an Exception: there is no result, and nobody hears why.
Verdict: 12 items failed, and failures holds 11 pairs
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Warning:
                continue
            except Exception as error:
                failures.append((item, error))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)

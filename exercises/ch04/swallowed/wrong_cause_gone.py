"""Wrong on purpose: it takes from each error what lies behind it.

Belief: only the last error is of interest.
Truth:  the first one is the reason, and whoever looks later looks for that.
Verdict: from which other error
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                error.__cause__ = None
                failures.append((item, error))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)

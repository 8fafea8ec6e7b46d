"""Wrong on purpose: hides what else was going on when work raised.

Belief: the error itself is what counts.
Truth:  whoever looks later sees no longer from which other error it came.
Verdict: where that is not suppressed
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while True:
            item = source.get()
            if item is SENTINEL:
                break
            try:
                result = work(item)
            except Exception as error:
                error.__suppress_context__ = True
                failures.append((item, error))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)

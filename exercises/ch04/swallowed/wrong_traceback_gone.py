"""Wrong on purpose: throws the traceback away.

Belief: the exception is what counts, and a traceback keeps whole frames alive.
Truth:  it says in which line of work it was: the exception is kept as it was raised.
Verdict: from which line it came
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error.with_traceback(None)))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)

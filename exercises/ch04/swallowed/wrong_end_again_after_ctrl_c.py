"""Wrong on purpose: it passes the end on, and once more if that raises.

Belief: a put that raised has put nothing.
Truth:  Ctrl-C may come just behind it, and the end is there twice.
Verdict: the end was passed on 2 times
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
        target.put(SENTINEL)
    except BaseException:
        target.put(SENTINEL)
        raise

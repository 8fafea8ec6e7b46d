"""Wrong on purpose: keeps the error that lies behind.

Belief: the first one is the cause, and the last one only says so.
Truth:  what work raised is kept, as it is: it leads to the first one by itself.
Verdict: pairs were expected, (item, error), and each error the exception itself
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error.__context__ or error))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)

"""Wrong on purpose: keeps the text of the exception.

Belief: the message is what one needs to know.
Truth:  type and traceback are gone then; whoever has the exception has the text as well.
Verdict: each error the exception itself
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, str(error)))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)

"""Wrong on purpose: lets the usual orders out, and keeps all the rest.

Belief: there are three orders to leave, so the rest are failures.
Truth:  what is no Exception is an order, and asyncio has one of its own, CancelledError.
Verdict: work raised CancelledError, an order to leave, and your stage noted it
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except (SystemExit, KeyboardInterrupt, GeneratorExit):
                raise
            except BaseException as error:
                failures.append((item, error))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)

"""Wrong on purpose: catches BaseException.

Belief: the more is caught, the safer.
Truth:  SystemExit and KeyboardInterrupt are orders to leave; a stage that catches them can't be stopped.
Verdict: an order to leave
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except BaseException as error:
                failures.append((item, error))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)

"""Wrong on purpose: notes an order to leave among the failures, and leaves.

Belief: what work raises is a failure of the item, whatever it is.
Truth:  SystemExit says nothing about the item: somebody wants the program to end.
Verdict: noted it as a failure of an item
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except BaseException as error:
                failures.append((item, error))
                if not isinstance(error, Exception):
                    raise
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)

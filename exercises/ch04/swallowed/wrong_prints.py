"""Wrong on purpose: prints the failure, and goes on.

Belief: a line on the screen is a record.
Truth:  nobody reads the screen of a program that runs at night; what is to be known must be in the data.
Verdict: neither among the results nor in failures
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                print("could not do", item, error)
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)

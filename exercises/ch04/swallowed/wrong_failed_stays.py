"""Wrong on purpose: it sets a flag when an item fails, and never back.

Belief: a variable set in the loop begins anew with each round.
Truth:  it keeps its value.
Verdict: the next stage got ['1'] instead of ['1', '3', '4', '6']
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    failed = False
    try:
        while True:
            item = source.get()
            if item is SENTINEL:
                break
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
                failed = True
            if not failed:
                target.put(result)
    finally:
        target.put(SENTINEL)

"""Wrong on purpose: compares with ==.

Belief: == and is come to the same.
Truth:  == asks the item, and an item may call itself equal to anything; then the rest is swallowed.
Verdict: taken for the end
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while True:
            item = source.get()
            if item == SENTINEL:
                break
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)

"""Wrong on purpose: keeps the failures in a dict until the end, by their errors.

Belief: every exception can be a key.
Truth:  one that says when it is equal to another can't: that raises TypeError, in the except.
Verdict: left the stage
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    kept = {}
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                kept[len(kept), error] = item
            else:
                target.put(result)
    finally:
        failures.extend((item, error) for (_, error), item in kept.items())
        target.put(SENTINEL)

"""Wrong on purpose: takes a result that is a tuple for a failure.

Belief: a result is a price, and no pair.
Truth:  work may return anything, and a pair of its own is a result.
Verdict: By what do you know that work has raised?
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    def tried(item):
        try:
            return work(item)
        except Exception as error:
            return (item, error)

    try:
        while (item := source.get()) is not SENTINEL:
            result = tried(item)
            if isinstance(result, tuple):
                failures.append(result)
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)

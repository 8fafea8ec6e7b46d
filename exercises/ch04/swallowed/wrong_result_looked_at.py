"""Wrong on purpose: it knows a failure by what came of the item.

Belief: an exception that is there was raised.
Truth:  work may return one: a result like any other.
Verdict: lists and a returned error among them
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    def attempt(item):
        try:
            return work(item)
        except Exception as error:
            return error

    try:
        while (item := source.get()) is not SENTINEL:
            result = attempt(item)
            if isinstance(result, Exception):
                failures.append((item, result))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)

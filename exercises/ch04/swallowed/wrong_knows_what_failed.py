"""Wrong on purpose: remembers which items have failed, and drops what work makes of them later.

Belief: an item that has failed once has no result.
Truth:  it may come again, and work may make something of it then.
Verdict: work raised for the first x and the second y
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    failed = set()
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
                failed.add(id(item))
            if id(item) not in failed:
                target.put(result)
    finally:
        target.put(SENTINEL)

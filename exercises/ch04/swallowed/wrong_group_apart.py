"""Wrong on purpose: takes a group of exceptions apart.

Belief: what is in it are the errors, and the group is only paper round them.
Truth:  work raised the group, for one item: that is one failure.
Verdict: pairs:
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except ExceptionGroup as group:
                failures.extend((item, error) for error in group.exceptions)
            except Exception as error:
                failures.append((item, error))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)

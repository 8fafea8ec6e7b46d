"""Wrong on purpose: collects the failures in a list of the module, which each call clears.

Belief: each call begins with an empty list.
Truth:  two stages at the same time have one list, and one clears what the other has kept.
Verdict: called twice at the same time
"""

from pipeline_core import SENTINEL


BAD = []


def careful_stage(source, target, work, failures):
    BAD.clear()
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                BAD.append((item, error))
            else:
                target.put(result)
    finally:
        failures.extend(BAD)
        target.put(SENTINEL)

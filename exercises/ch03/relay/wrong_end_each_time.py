"""Wrong on purpose: puts the end behind every result.

Belief: better one end too many than none.
Truth:  the stage behind leaves at the first one.
Verdict: an end was handed on in front of a result
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    while (item := source.get()) is not SENTINEL:
        target.put(change(item))
        target.put(SENTINEL)

"""Wrong on purpose: leaves a None in source, so that whoever comes after knows that it is over.

Belief: None is as good an end.
Truth:  whoever takes from source next takes it for an item.
Verdict: what was put back into source is no end
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    while (item := source.get()) is not SENTINEL:
        target.put(change(item))
    source.put(None)
    target.put(SENTINEL)

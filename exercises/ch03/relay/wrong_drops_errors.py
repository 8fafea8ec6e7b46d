"""Wrong on purpose: an item that is an exception goes on as it is.

Belief: an exception in a queue tells of a failure of the stage before.
Truth:  it is an item like any other, and change is called for each.
Verdict: with exceptions, functions, classes, iterators
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    while (item := source.get()) is not SENTINEL:
        target.put(item if isinstance(item, Exception) else change(item))
    target.put(SENTINEL)

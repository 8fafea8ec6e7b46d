"""Wrong on purpose: goes on as long as the item is not equal to the sentinel.

Belief: != says that it is not the end.
Truth:  != asks the item: a grid of answers is neither true nor false, and raises.
Verdict: an item that is equal to everything was taken for the end
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    item = source.get()
    while item != SENTINEL:
        target.put(change(item))
        item = source.get()
    target.put(item)

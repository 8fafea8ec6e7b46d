"""Wrong on purpose: takes the next item before it hands on the result, where the source has room for more.

Belief: with room in the source the next item is there, or comes at once.
Truth:  whoever puts it may wait for the result first.
Verdict: waits for more
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    item = source.get()
    while item is not SENTINEL:
        result = change(item)
        if source.maxsize > 1:
            item = source.get()
            target.put(result)
        else:
            target.put(result)
            item = source.get()
    target.put(SENTINEL)

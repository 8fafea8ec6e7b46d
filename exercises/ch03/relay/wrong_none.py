"""Wrong on purpose: takes None for the end.

Belief: None is a fine end marker.
Truth:  None is data as soon as some stage makes it.
Verdict: None is data here
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    while True:
        item = source.get()
        if item is SENTINEL or item is None:
            break
        target.put(change(item))
    target.put(SENTINEL)

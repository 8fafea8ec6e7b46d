"""Wrong on purpose: lets iter compare with the sentinel.

Belief: iter(get, SENTINEL) is the short way to write this loop.
Truth:  it compares with ==, and an item that is equal to everything ends it.
Verdict: equal to everything was taken for the end
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    for item in iter(source.get, SENTINEL):
        target.put(change(item))
    target.put(SENTINEL)

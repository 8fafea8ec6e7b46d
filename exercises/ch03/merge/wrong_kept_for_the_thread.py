"""Wrong on purpose: how many producers are left is kept in a threading.local.

Belief: what belongs to a thread belongs to a call.
Truth:  a thread may call it twice, and finds what the first call left.
Verdict: what the second of two calls in a thread handed on
"""

from threading import local

from pipeline_core import SENTINEL

mine = local()


def merge(source, target, producers):
    mine.left = getattr(mine, "left", producers)
    while mine.left:
        item = source.get()
        if item is SENTINEL:
            mine.left -= 1
        else:
            target.put(item)
    target.put(SENTINEL)

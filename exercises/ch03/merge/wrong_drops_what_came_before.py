"""Wrong on purpose: hands on no object twice.

Belief: an item that comes again is a mistake of its shop.
Truth:  two lines may say the same, and both are lines of the log.
Verdict: an item that comes again is another item
"""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    known = set()
    while producers:
        item = source.get()
        if item is SENTINEL:
            producers -= 1
        elif id(item) not in known:
            known.add(id(item))
            target.put(item)
    target.put(SENTINEL)

"""Wrong on purpose: it iterates with iter(source.get, object()), sure that nothing equals a private object.

Belief: no item can be equal to an object that nobody else has.
Truth:  iter() compares with ==, and the item is asked too, so an item that is equal to everything ends
        the loop.
Verdict: an item that is equal to everything was taken for the end, and it was none
"""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    for item in iter(source.get, object()):
        if item is SENTINEL:
            producers -= 1
            if producers == 0:
                break
        else:
            target.put(item)
    target.put(SENTINEL)

"""Wrong on purpose: compares with == where there is one producer.

Belief: with one producer the two-argument iter is all that is needed.
Truth:  iter compares with ==, and an item that is equal to everything ends the line.
Verdict: that is equal to everything was taken for the end
"""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    if producers == 1:
        for item in iter(source.get, SENTINEL):
            target.put(item)
    else:
        while producers:
            item = source.get()
            if item is SENTINEL:
                producers -= 1
            else:
                target.put(item)
    target.put(SENTINEL)

"""Wrong on purpose: takes everything, and hands on when it has all of it.

Belief: a stage gets its input, works, and gives its output, like a function.
Truth:  a stage works item by item: else the others wait, and memory holds the whole stream.
Verdict: Hand on each result before you take the next item
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    items = []
    while (item := source.get()) is not SENTINEL:
        items.append(item)
    for item in items:
        target.put(change(item))
    target.put(SENTINEL)

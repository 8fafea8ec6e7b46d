"""Wrong on purpose: works first and asks afterwards.

Belief: the check belongs to the end of the loop.
Truth:  the end comes through the queue like an item, and nobody can work on it.
Verdict: ask before you work
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    while True:
        item = source.get()
        result = change(item)
        if item is SENTINEL:
            break
        target.put(result)
    target.put(SENTINEL)

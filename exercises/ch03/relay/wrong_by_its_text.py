"""Wrong on purpose: knows the sentinel by its text.

Belief: Nothing else is written SENTINEL.
Truth:  A text that says SENTINEL is an item.
Verdict: with texts that look like an end
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    item = source.get()
    while str(item) != str(SENTINEL):
        target.put(change(item))
        item = source.get()
    target.put(SENTINEL)

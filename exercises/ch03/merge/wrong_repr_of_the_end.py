"""Wrong on purpose: it knows the end by its text.

Belief: only the sentinel looks like SENTINEL.
Truth:  the text "SENTINEL" is an item as good as any other, and so is any object with that text.
Verdict: with texts that look like an end
"""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    ends = 0
    while ends != producers:
        item = source.get()
        if str(item) == str(SENTINEL):
            ends += 1
        else:
            target.put(item)
    target.put(SENTINEL)

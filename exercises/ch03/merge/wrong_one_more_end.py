"""Wrong on purpose: passes the last end on twice.

Belief: the end is in hand already, so putting it and the one behind the loop does no harm.
Truth:  the consumer takes one; the other lies in the queue for whoever uses it next.
Verdict: 2 ends were handed on
"""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    ends = 0
    while ends < producers:
        item = source.get()
        if item is SENTINEL:
            ends += 1
            if ends < producers:
                continue
        target.put(item)
    target.put(SENTINEL)

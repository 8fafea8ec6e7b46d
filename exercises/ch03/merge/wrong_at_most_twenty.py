"""Wrong on purpose: waits for twenty ends at most.

Belief: nobody has more producers than that.
Truth:  how many there are is said by the caller.
Verdict: 20 items were handed on in front of the end
"""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    left = min(producers, 20)
    while left:
        item = source.get()
        if item is SENTINEL:
            left -= 1
        else:
            target.put(item)
    target.put(SENTINEL)

"""Wrong on purpose: how many producers are left stands on the queue itself.

Belief: a queue belongs to one call, so what is noted on it does as well.
Truth:  it can be used again, and then says that nobody is left.
Verdict: called again with the same queues
"""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    source.left = getattr(source, "left", producers)
    while source.left:
        item = source.get()
        if item is SENTINEL:
            source.left -= 1
        else:
            target.put(item)
    target.put(SENTINEL)

"""Wrong on purpose: it notes the ends in a list that is a default argument.

Belief: a default argument is made anew for each call.
Truth:  it is made once, with the function, and keeps what it got.
Verdict: merge left, and 'ash' was still to come: it took nothing from source
"""

from pipeline_core import SENTINEL


def merge(source, target, producers, ends=[]):
    while len(ends) < producers:
        item = source.get()
        if item is SENTINEL:
            ends.append(item)
        else:
            target.put(item)
    target.put(SENTINEL)

"""Wrong on purpose: hands on a copy of each result.

Belief: a copy is the result, and safer.
Truth:  nobody has said that a result can be copied, or that its receiver takes another for it.
Verdict: is not what change returned for it in this call
"""

from copy import copy

from pipeline_core import SENTINEL


def relay(source, target, change):
    while (item := source.get()) is not SENTINEL:
        target.put(copy(change(item)))
    target.put(SENTINEL)

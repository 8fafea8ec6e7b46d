"""Wrong on purpose: hands on what an iterator yields, one by one.

Belief: a generator is several results.
Truth:  what change returned is one result, whatever it is.
Verdict: exceptions, functions, classes, iterators
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    while (item := source.get()) is not SENTINEL:
        result = change(item)
        for each in result if hasattr(result, "__next__") else [result]:
            target.put(each)
    target.put(SENTINEL)

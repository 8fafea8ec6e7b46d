"""Wrong on purpose: hands on what is in a list, one by one.

Belief: a list of results is several results.
Truth:  what change returned is one result, whatever it is.
Verdict: lists and a returned error among them
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    while (item := source.get()) is not SENTINEL:
        result = change(item)
        for each in result if isinstance(result, list) and result else [result]:
            target.put(each)
    target.put(SENTINEL)

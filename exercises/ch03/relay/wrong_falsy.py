"""Wrong on purpose: hands on only results that are something.

Belief: None means that there is no result.
Truth:  None is an ordinary value; whoever comes behind decides what it means.
Verdict: None is a result like any other
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    while True:
        item = source.get()
        if item is SENTINEL:
            break
        result = change(item)
        if result:
            target.put(result)
    target.put(SENTINEL)

"""Wrong on purpose: hands on another end than the one that came.

Belief: any object that is no item says that it is over.
Truth:  the stage behind knows one end, the SENTINEL.
Verdict: behind the last result comes something that is no end
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    while (item := source.get()) is not SENTINEL:
        target.put(change(item))
    target.put(object())

"""Wrong on purpose: waits a while after the first end, and takes what is there then.

Belief: the producers are about equally fast, so a short sleep is enough for the others.
Truth:  how late another thread is, nobody knows; its end says it.
Verdict: you stopped while a producer was still at work
"""

from time import sleep

from pipeline_core import SENTINEL


def merge(source, target, producers):
    while (item := source.get()) is not SENTINEL:
        target.put(item)
    sleep(0.5)
    while not source.empty():
        item = source.get()
        if item is not SENTINEL:
            target.put(item)
    target.put(SENTINEL)

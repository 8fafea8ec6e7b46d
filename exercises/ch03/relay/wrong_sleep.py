"""Wrong on purpose: naps before it looks whether the queue is empty.

Belief: after a short nap the next item is there, if there is one.
Truth:  the producer may be slower than any nap; get waits exactly as long as it must.
Verdict: you stopped while the producer was still at work
"""

from time import sleep

from pipeline_core import SENTINEL


def relay(source, target, change):
    sleep(0.1)
    while not source.empty():
        item = source.get()
        if item is SENTINEL:
            break
        target.put(change(item))
        sleep(0.1)
    target.put(SENTINEL)

"""Wrong on purpose: a thread hands on, and nobody waits for it.

Belief: what was given to a thread is as good as done.
Truth:  merge has returned, and the end is still on its way.
Verdict: merge returned while a thread of it was still running
"""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def merge(source, target, producers):
    taken = Queue(1)

    def hand_on():
        while True:
            item = taken.get()
            target.put(item)
            if item is SENTINEL:
                return

    Thread(target=hand_on).start()
    while producers:
        item = source.get()
        if item is SENTINEL:
            producers -= 1
        else:
            taken.put(item)
    taken.put(SENTINEL)

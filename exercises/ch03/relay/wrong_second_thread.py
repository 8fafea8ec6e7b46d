"""Wrong on purpose: a second thread hands on, and meanwhile the next item is taken.

Belief: the waiting for room is best left to somebody else.
Truth:  then one more item is in hand than the task allows, and nobody in front of it knows.
Verdict: an item is taken while the one before is not in target yet
"""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def relay(source, target, change):
    results = Queue(1)

    def hand_on():
        while (result := results.get()) is not SENTINEL:
            target.put(result)
        target.put(SENTINEL)

    thread = Thread(target=hand_on)
    thread.start()
    while (item := source.get()) is not SENTINEL:
        results.put(change(item))
    results.put(SENTINEL)
    thread.join()

"""Wrong on purpose: a new thread for each item, and waits for the oldest before there are too many of them.

Belief: who has workers threads has a pool.
Truth:  a thread that is done behind a slow head takes nothing new, so there are fewer at work than may be.
Verdict: s are enough
"""

from collections import deque
from threading import Thread

from pipeline_core import SENTINEL


class Task(Thread):
    def __init__(self, work, item):
        super().__init__()
        self.work, self.item = work, item

    def run(self):
        self.result = self.work(self.item)


def pool_map(source, target, work, workers, most):
    line = deque()

    def hand_on():
        task = line.popleft()
        task.join()
        target.put(task.result)

    while (item := source.get()) is not SENTINEL:
        line.append(Task(work, item))
        line[-1].start()
        if len(line) == min(most, workers):
            hand_on()
    while line:
        hand_on()
    target.put(SENTINEL)

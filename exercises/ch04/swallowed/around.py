"""Who stands around the stage of 4.2: a producer, a consumer, and what they see.

Apart from the check, whose lines are watched: so the story of a run tells of the learner's lines only.
"""

import queue
import time
from threading import Thread

from exercises.engine.verdict import Refusal
from pipeline_core import SENTINEL


class Disk(queue.Queue):
    """A target behind which the disk is full, for one item."""

    def put(self, item, block=True, timeout=None):
        if item == "FULL":
            raise OSError(28, "the disk is full")
        super().put(item, block, timeout)


class Tight(queue.Queue):
    """A target of one place whose consumer is late; notes whether a put gave up."""

    gave_up = False

    def __init__(self):
        super().__init__(1)

    def put(self, item, block=True, timeout=None):
        try:
            super().put(item, block, timeout)
        except queue.Full:
            self.gave_up = True
            raise

    def get(self, block=True, timeout=None):
        time.sleep(1)
        return super().get(block, timeout)


class Source(queue.Queue):
    """A source whose connection is gone, once, where an item says so."""

    def get(self, block=True, timeout=None):
        item = super().get(block, timeout)
        if isinstance(item, str) and item == "torn":
            raise OSError(104, "the connection is gone")
        return item


for kind in (Disk, Tight, Source):  # messages of Python's own speak of what was handed in
    kind.__name__ = kind.__qualname__ = "Queue"


class Seen:
    """What one run of the stage left behind."""

    def __init__(self, target, items):
        self.items = items
        self.target, self.failures, self.left_by = target, [], None
        self.results, self.ends = [], 0

    def told(self):
        """Results, failures, and how often the end came: for a run under many schedules."""
        return self.results, len(self.failures), self.ends


def seen_of(answer, items, work, target=queue.Queue, kept=None):
    """Producer, stage and consumer, until the end; then what is left in the target is looked at, too."""
    source, seen = Source(), Seen(target(), items)
    if kept is not None:
        kept.append(seen)

    def produce():
        for item in [*items, SENTINEL]:
            source.put(item)

    def stage():
        try:
            answer(source, seen.target, work, seen.failures)
        except Refusal:
            raise
        # What leaves the stage is looked at by the check.
        except (Exception, SystemExit, KeyboardInterrupt) as error:
            seen.left_by = error

    threads = [Thread(target=produce, name="producer"), Thread(target=stage, name="stage")]
    for thread in threads:
        thread.start()
    while (result := seen.target.get()) is not SENTINEL:
        seen.results.append(result)
    for thread in threads:
        thread.join()
    seen.ends = 1 + sum(each is SENTINEL for each in seen.target.queue)
    seen.results += [each for each in seen.target.queue if each is not SENTINEL]
    return seen

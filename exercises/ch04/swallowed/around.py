"""Who stands around the stage of 4.2: a producer, a consumer, and what they see.

Apart from the check, whose lines are watched: so the story of a run tells of the learner's lines only.
"""

import asyncio
import queue
import time
from threading import Thread

from exercises.engine.inputs import left_in
from exercises.engine.verdict import Refusal
from pipeline_core import SENTINEL

# what may leave a stage; the lab's own way out of a run is no error
LEAVE = (
    *(Exception, SystemExit, KeyboardInterrupt, GeneratorExit, asyncio.CancelledError, BaseExceptionGroup),
)


def its_own(error, block, timeout):
    """Whether who called so has asked for such an error itself, and may go on."""
    return isinstance(error, queue.Full | queue.Empty) and (timeout is not None or not block)


class Disk(queue.Queue):
    """A target that raises, once, for one item: behind it the disk is full, say.

    ``late``: it takes the item, and raises then, as when somebody presses Ctrl-C just behind it.
    """

    def __init__(self, error=None, at="FULL", *, late=False):
        super().__init__()
        self.error, self.at = error or OSError(28, "the disk is full"), at
        self.late = late

    def put(self, item, block=True, timeout=None):
        if item is self.at or (type(item) is str and item == self.at):
            self.at = object()  # who tries again has swallowed the first
            if self.late:
                super().put(item, block, timeout)
            if not its_own(self.error, block, timeout):
                raise self.error
        super().put(item, block, timeout)


class Tight(queue.Queue):
    """A target of one place whose consumer is late; notes whether a put gave up."""

    gave_up = False

    def __init__(self, late=1):
        super().__init__(1)
        self.late = late

    def put(self, item, block=True, timeout=None):
        try:
            super().put(item, block, timeout)
        except queue.Full:
            self.gave_up = True
            raise

    def get(self, block=True, timeout=None):
        time.sleep(self.late)
        return super().get(block, timeout)


class Source(queue.Queue):
    """A source that raises, once, where an item says so: its connection is gone, say."""

    def __init__(self, error=None):
        super().__init__()
        self.error = error

    def get(self, block=True, timeout=None):
        item = super().get(block, timeout)
        if isinstance(item, str) and item == "torn" and not its_own(self.error, block, timeout):
            raise self.error
        return item


for kind in (Disk, Tight, Source):  # messages of Python's own speak of what was handed in
    kind.__name__ = kind.__qualname__ = "Queue"


class Seen:
    """What one run of the stage left behind."""

    def __init__(self, target, items):
        self.items = items
        self.target, self.failures, self.left_by = target, [], None
        self.results, self.ends = [], 0

    def stage(self, answer, source, work):
        """Run the stage; what leaves it is looked at by the check."""
        try:
            answer(source, self.target, work, self.failures)
        except Refusal:
            raise
        except LEAVE as error:
            self.left_by = error

    def what_is_left(self):
        """Count what nobody has taken."""
        left = left_in(self.target)
        self.ends += sum(each is SENTINEL for each in left)
        self.results += [each for each in left if each is not SENTINEL]

    def told(self):
        """Results, failures, and how often the end came: for a run under many schedules."""
        return self.results, len(self.failures), self.ends


def seen_of(answer, items, work, target=queue.Queue, kept=None, torn=None):
    """Producer, stage and consumer, until the end; then what is left in the target is looked at, too."""
    source, seen = Source(torn), Seen(target(), items)
    if kept is not None:
        kept.append(seen)

    def produce():
        for item in [*items, SENTINEL]:
            source.put(item)

    threads = [
        Thread(target=produce, name="producer"),
        Thread(target=seen.stage, args=(answer, source, work), name="stage"),
    ]
    for thread in threads:
        thread.start()
    while (result := seen.target.get()) is not SENTINEL:
        seen.results.append(result)
    for thread in threads:
        thread.join()
    seen.ends = 1
    seen.what_is_left()
    return seen


def seen_without_an_end(answer, items, work, target, kept):
    """The stage alone, as with a target that does not take the end nobody can wait for it."""
    source, seen = Source(), Seen(target(), items)
    kept.append(seen)
    for item in [*items, SENTINEL]:
        source.put(item)
    stage = Thread(target=seen.stage, args=(answer, source, work), name="stage")
    stage.start()
    stage.join()
    seen.what_is_left()
    return seen


def beside_another(answer):
    """A stage waits for an item, then for room; each time another one, with queues of its own, is called."""
    source, target = queue.Queue(), queue.Queue(1)
    slow = Thread(target=answer, args=(source, target, str.upper, []), name="the first stage")
    slow.start()
    for items in (["a", "b", SENTINEL], []):
        time.sleep(1)
        own = queue.Queue()
        for item in ("x", SENTINEL):
            own.put(item)
        answer(own, queue.Queue(), str.upper, [])
        for item in items:
            source.put(item)
    while target.get() is not SENTINEL:
        pass
    slow.join()


def put(item):
    """A work that is called like what may leave the stage."""
    if item == "bad":
        raise ValueError(item)
    return item.upper()


def get(item):
    """As ``put``."""
    return put(item)


def stock(item):
    """A work that looks into a queue of its own, which is empty for a bad item."""
    return queue.Queue().get_nowait() if item == "bad" else item.upper()


LIKE_A_QUEUE = put, get, stock

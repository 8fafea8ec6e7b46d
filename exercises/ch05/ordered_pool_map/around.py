"""Who stands around the stage of 5.2, and what they count.

Apart from the check, whose lines are watched: so the story of a run tells of the learner's lines only.
"""

import threading
import time
from threading import Thread

from exercises.engine.inputs import left_in
from exercises.engine.spy_queue import SpyQueue
from pipeline_core import SENTINEL


class Counting(SpyQueue):
    """A queue that tells the ``flight`` of each item that goes out of it, or comes in."""

    def __init__(self, maxsize=0):
        super().__init__(maxsize)
        self.flight = None

    def handed_out(self, item):
        if self.flight is not None and item is not SENTINEL:
            self.flight.taken()
        return item


class Target(SpyQueue):
    """A queue that tells the ``flight`` of each result that comes in."""

    def __init__(self, flight, maxsize=0):
        super().__init__(maxsize)
        self.flight = flight
        self.ended = False

    def handed_in(self, item):
        if item is SENTINEL:
            self.ended = True
        else:
            self.flight.handed_on()


class Flight:
    """How many items are in flight, and how many were at most."""

    def __init__(self):
        self.now = self.most = 0

    def taken(self):
        self.now += 1
        self.most = max(self.most, self.now)

    def handed_on(self):
        self.now -= 1


class Slow:
    """The work: it takes so many seconds for each item; notes how many it worked on at once."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.asked = []
        self.at_work = self.most = 0

    def __call__(self, item):
        self.asked.append(item)
        self.at_work += 1
        self.most = max(self.most, self.at_work)
        time.sleep(self.seconds[item])
        self.at_work -= 1
        return f"{item}!"


class Seen:
    """What one run of the stage showed; it is made before, as a run that fails is asked for it, too.

    When the answer returned: ``ended``, whether the end was in target; ``left``, its threads that were alive.
    """

    def __init__(self):
        self.flight = Flight()
        self.taken = []
        self.work = None
        self.ended = False
        self.left = []
        self.held = 0

    def run(self, answer, seconds, workers, most, pause=0.0, late=0.0, away=0.0):
        """Items 0, 1, 2 …, each with its seconds; the producer and the consumer may take their time.

        The consumer may be ``away`` first; ``held`` says how many items were in flight when it came.
        """
        source, target = Counting(), Target(self.flight, 1 if pause or away else 0)
        source.flight = self.flight
        self.work = Slow(seconds)

        def produce():
            for item in range(len(seconds)):
                time.sleep(late)
                source.put(item)
            source.put(SENTINEL)

        def stage():
            answer(source, target, self.work, workers, most)
            self.ended = target.ended
            others = (threading.main_thread(), *threads)
            self.left = [each.name for each in threading.enumerate() if each not in others]

        threads = [Thread(target=produce, name="producer"), Thread(target=stage, name="stage")]
        for thread in threads:
            thread.start()
        time.sleep(away)
        self.held = self.flight.now
        while (result := target.get()) is not SENTINEL:
            self.taken.append(result)
            time.sleep(pause)
        for thread in threads:
            thread.join()
        self.taken += [SENTINEL, *left_in(target)]
        return [str(each) if each is not SENTINEL else "SENTINEL" for each in self.taken]


Counting.__name__ = Counting.__qualname__ = Target.__name__ = Target.__qualname__ = "Queue"

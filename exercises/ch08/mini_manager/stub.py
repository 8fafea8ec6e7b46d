from queue import Empty, Queue
from threading import Event, Thread

from pipeline_core import SENTINEL, robust_put


class MiniManager:
    """Stages joined by queues, a thread for each, fed from one source.

    Given:  maxsize, a whole number of at least 1: the most items that wait in front of a stage.
            What you wrote in 3.3, 4.1 and 4.4 has most of the lines.
    Never:  sleep, ask more than 20 times a second, or leave a thread behind.
    Size:   about 45 lines.   Stuck: the hints below, one at a time
    """

    def __init__(self, maxsize):
        raise NotImplementedError('exercise 8.2: write MiniManager, then run check("8.2", MiniManager)')

    def add_worker(self, work):
        """One more stage, behind those that are there."""

    def run(self, source):
        """The results, or what was raised."""

    def stop(self):
        """Everybody leaves; run returns what has come out."""

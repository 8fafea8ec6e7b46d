"""What goes round in the loop of 7.3, and what is counted there.

Apart from the check, whose lines are watched: so the story of a run tells of the learner's lines only.
"""

from collections import Counter
from threading import Event, current_thread

from exercises.engine.inputs import key_of, switch_point
from exercises.engine.verdict import Refusal
from pipeline_core import SENTINEL
from pipeline_core.lab.text import brief


class Loop:
    """``items`` are taken one by one; ``improve`` and ``good`` note who calls them, and with what.

    ``rounds``: after how many improvements an item is good, for each or for all; ``seconds``: what each of
    the two functions takes. ``most_on_their_way``: how many were taken and not good, at most.
    """

    def __init__(self, items, rounds=1, seconds=0.0):
        self._items = list(items)
        self._keys = {key_of(item) for item in self._items}
        self._rounds = rounds if isinstance(rounds, list) else [rounds] * len(self._items)
        self._due = {key_of(item): due for item, due in zip(self._items, self._rounds, strict=True)}
        self._improved = Counter()
        self.seconds = seconds
        self.taken, self.most_on_their_way, self.good_ones = 0, 0, []
        self.improvers, self.judges = set(), set()

    def items(self):
        """The items, noted as they are taken."""
        for item in self._items:
            self.taken += 1
            self.most_on_their_way = max(self.most_on_their_way, self.taken - len(self.good_ones))
            yield item

    def improve(self, item):
        """One round more for this item, which stays the object that it is."""
        self._look_at(item, "improve")
        self.improvers.add(current_thread())
        self._improved[key_of(item)] += 1
        self._take_time()
        return item

    def good(self, item):
        """Whether it has been improved often enough."""
        self._look_at(item, "good")
        self.judges.add(current_thread())
        self._take_time()
        is_good = self._improved[key_of(item)] >= self._due[key_of(item)]
        if is_good:
            self.good_ones.append(item)
        return is_good

    def _look_at(self, item, name):
        if item is SENTINEL:
            raise Refusal(f"{name} was given SENTINEL: the end is no item. Look before you work.")
        if key_of(item) not in self._keys:
            raise Refusal(f"{name} was given {brief(item)}, which is none of the items.")

    def _take_time(self):
        switch_point()
        if self.seconds:
            Event().wait(self.seconds)  # no sleep, so that each sleep is the answer's

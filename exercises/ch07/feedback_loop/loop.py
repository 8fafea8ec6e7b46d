"""What goes round in the loop of 7.3, and what is counted there.

Apart from the check, whose lines are watched: so the story of a run tells of the learner's lines only.
"""

from collections import Counter
from threading import Event, current_thread

from exercises.engine.inputs import key_of, switch_point
from exercises.engine.verdict import Refusal
from pipeline_core import SENTINEL
from pipeline_core.lab.text import brief


class Text:
    """A text in one of its versions: to improve it makes a new one."""

    def __init__(self, name, version=0):
        self.name, self.version = name, version

    def __repr__(self):
        return f"<{self.name}, version {self.version}>"


class Loop:
    """``items`` are taken one by one; ``improve`` and ``good`` note who calls them, and with what.

    ``rounds``: after how many improvements an item is good, for each or for all; one that comes again needs
    as many again. ``seconds``: what each of the two functions takes. ``most_on_their_way``: how many were
    taken and not good, at most; ``most_inside``: how many of them had been given to ``improve``: nobody has
    them in hand to let in.
    """

    def __init__(self, items, rounds=1, seconds=0.0):
        self._items = list(items)
        self._keys = {known_by(item) for item in self._items}
        self._rounds = rounds if isinstance(rounds, list) else [rounds] * len(self._items)
        self._due = {known_by(item): due for item, due in zip(self._items, self._rounds, strict=True)}
        self._improved, self._judged, self._found_good = Counter(), Counter(), Counter()
        self.seconds = seconds
        self.taken, self.most_on_their_way, self.good_ones = 0, 0, []
        self.most_inside = 0
        self.improvers, self.judges = set(), set()

    def items(self):
        """The items, noted as they are taken."""
        for item in self._items:
            self.taken += 1
            self.most_on_their_way = max(self.most_on_their_way, self.taken - len(self.good_ones))
            yield item

    def improve(self, item):
        """One round more: a new version of a text; any other item stays the object that it is."""
        self._look_at(item, "improve")
        self.improvers.add(current_thread())
        self._improved[known_by(item)] += 1
        self.most_inside = max(self.most_inside, len(self._improved) - len(self.good_ones))
        self._take_time()
        return Text(item.name, item.version + 1) if type(item) is Text else item

    def good(self, item):
        """Whether it has been improved often enough."""
        self._look_at(item, "good")
        self.judges.add(current_thread())
        self._take_time()
        key = known_by(item)
        self._judged[key] += 1
        # of one that comes again others are improved meanwhile, and are to be judged first
        rounds = min(self._improved[key], self._judged[key])
        is_good = rounds >= self._due[key] * (self._found_good[key] + 1)
        if is_good:
            self._found_good[key] += 1
            self.good_ones.append(item)
        return is_good

    def _look_at(self, item, name):
        if item is SENTINEL:
            raise Refusal(f"{name} was given SENTINEL: the end is no item. Look before you work.")
        if known_by(item) not in self._keys:
            raise Refusal(f"{name} was given {brief(item)}, which is none of the items.")
        if type(item) is Text and item.version != self._improved[item.name]:
            told = (
                f"{name} was given {item!r}, and improve has made version {self._improved[item.name]} of it"
            )
            raise Refusal(f"{told}: what improve returns is what goes on.")

    def _take_time(self):
        switch_point()
        if self.seconds:
            Event().wait(self.seconds)  # no sleep, so that each sleep is the answer's


def known_by(item):
    """What an item is told by: a text, in any version, by its name; any other by its identity."""
    return item.name if type(item) is Text else key_of(item)

"""The pipelines of 9.3: what an item takes in each stage, in megabytes and in seconds, and the prediction.

Inside:  ``Line``: its ``rate`` by the tandem line; ``Table``: any; ``Counted``: either, with a count of
         its calls; ``Asked``, ``RUNS``.
Outside: what is judged (``check``), whose lines are watched.
"""

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from operator import index

from pipeline_core.lab import Settings, StageSettings
from pipeline_core.lab.pipelines.prediction import tandem

ITEMS = 24
EQUAL = 1 - 1e-9  # rates that differ by less are one: what rounding makes of equal sums
CALLS = 1000  # of rate for one budget: a few for each combination, those that do not fit included


class Line:
    """A pipeline by its stages' (seconds an item, spread); ``rate`` of queue sizes, computed once."""

    def __init__(self, stages):
        self.settings = Settings(
            tuple(
                StageSettings(f"stage {place}", seconds, spread)
                for place, (seconds, spread) in enumerate(stages, 1)
            ),
            ITEMS,
        )
        self.items = ITEMS
        self._times = {stage.name: self.settings.times(stage.name) for stage in self.settings.stages}
        self._known = {}

    def times(self, stage):
        return self._times[stage]

    def rate(self, sizes):
        """Results a second with these sizes; 0 is no bound, as in ``queue.Queue``."""
        key = tuple(map(index, sizes))
        if len(key) != len(self._times) or min(key) < 0:
            raise TypeError(f"rate takes {len(self._times)} whole numbers of at least 0, not {sizes!r}")
        if key not in self._known:
            pairs = zip(self.settings.stages, key, strict=True)
            self.stages = [replace(stage, maxsize=size) for stage, size in pairs]
            _, out = tandem(self)
            self._known[key] = ITEMS / out[-1]
        return self._known[key]


class Table:
    """A prediction of its own: the rates of some sizes, and what all others have."""

    def __init__(self, rates, others):
        self._rates, self._others = rates, others

    def rate(self, sizes):
        return self._rates.get(tuple(sizes), self._others)


class Counted:
    """A line that counts how often its rate is asked for."""

    def __init__(self, line):
        self._line = line
        self.calls = 0

    def rate(self, sizes):
        self.calls += 1
        return self._line.rate(sizes)


@dataclass(frozen=True)
class Asked:
    """A pipeline in words; megabytes; its line; the budget; what to look at if it is wrong."""

    words: str
    megabytes: tuple[int, ...]
    line: Line | Table = field(repr=False)
    budget: int
    reason: str = ""

    def memory(self, sizes):
        """Most megabytes that can be inside."""
        return sum(each * (size + 1) for each, size in zip(self.megabytes, sizes, strict=True))

    @cached_property
    def fitting(self):
        """All sizes that fit; none if nothing does."""
        left = self.budget - self.memory([1] * len(self.megabytes))
        ranges = (range(1, left // each + 2) for each in self.megabytes)
        return [sizes for sizes in product(*ranges) if self.memory(sizes) <= self.budget]

    @cached_property
    def best(self):
        """The highest rate that fits, and the least memory with which it does."""
        top = max(map(self.line.rate, self.fitting))
        alike = [sizes for sizes in self.fitting if self.line.rate(sizes) >= top * EQUAL]
        return top, min(map(self.memory, alike))


def asked(words, stages, budget, reason=""):
    """``stages``: (megabytes, seconds of an item, spread)."""
    line = Line([times for _, *times in stages])
    megabytes = tuple(each for each, *_ in stages)
    return Asked(words, megabytes, line, budget, reason)


FIT = "It may be used up to the last megabyte."
WHOLE = "Where does a place pay, and is one place more the only thing to try?"
JUMPS = "Some places more may gain nothing, and one more after them much."
OTHER = Table({(2, 1, 1): 90.0}, 50.0)
ODD = Table({(1, 2): 50.0, (3, 1): 50.0, (2, 2): 30.0, (3, 2): 20.0}, 40.0)
EXACT = "Compare the rates as they are, not rounded."
SLOW = 1 / 2500
HAIR = Table({(1, 2): SLOW * (1 + 1.2e-6)}, SLOW)
LEVEL = Table({(1, places): 90.0 for places in (9, 10, 11)}, 50.0)
GROWS = Table({(most, places): 10 + min(places, 140) / 4 for most in (1, 2) for places in range(1, 151)}, 0.0)
RUNS = [
    asked("two stages, items of 4 MB", [(4, 0.010, 1.0), (4, 0.010, 1.0)], 36, "Which queue evens out what?"),
    asked(
        "small items, then large ones",
        [(1, 0.010, 1.4), (2, 0.012, 1.4), (6, 0.010, 0.5)],
        28,
        "A place costs as much as an item takes there.",
    ),
    asked(
        "times that never vary",
        [(2, 0.004, 0.0), (2, 0.010, 0.0), (2, 0.004, 0.0)],
        20,
        "Places that gain nothing are left out: of equal rates, the least memory.",
    ),
    asked("the middle varies most", [(8, 0.012, 1.0), (3, 0.010, 1.4), (6, 0.012, 1.4)], 54, WHOLE),
    asked("two alike, and a small one", [(3, 0.010, 1.4), (3, 0.010, 1.4), (1, 0.012, 0.5)], 24, WHOLE),
    asked("four stages", [(3, 0.010, 0.5), (1, 0.012, 1.4), (3, 0.012, 1.4), (2, 0.010, 0.5)], 23, WHOLE),
    asked("a budget for one place each", [(3, 0.010, 1.0), (8, 0.010, 1.0)], 22, FIT),
    asked("a budget for two places in the second queue", [(3, 0.010, 1.0), (7, 0.010, 1.0)], 27, FIT),
    asked("a single stage", [(10, 0.030, 1.0)], 75, "A queue in front of the first stage evens out nothing."),
    Asked("a rate that surprises", (2, 12), ODD, 46, "Whatever rate says is true."),
    asked("two ways less than one result apart", [(2, 0.010, 0.5), (3, 0.012, 0.5)], 20, EXACT),
    Asked("a result in 2500 seconds", (5, 3), HAIR, 30, EXACT),
    Asked("a rate that stays level, and jumps", (4, 2), LEVEL, 40, JUMPS),
    Asked("small items behind large ones", (100, 1), GROWS, 351, "How many places of the small ones fit?"),
]
NOTHING = asked("a megabyte too few for one place each", [(3, 0.010, 1.0), (8, 0.010, 1.0)], 21)

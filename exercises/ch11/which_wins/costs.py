"""What 11.2 asks about: the work, the ways, and how long each way takes by the rule that the task states.

Inside:  ``Work``, ``asked``: the lines of a variant; ``seconds``; ``winner``; ``told``.
Outside: the questions (``check``).
"""

import random
from dataclasses import dataclass
from functools import cache
from math import ceil

START = 2.0
THREAD, PROCESS, CLUSTER = 0.05e-3, 0.4e-3, 5e-3  # seconds of a journey
THREADS, CORES, CLUSTER_CORES, BATCH = 64, 4, 40, 100
WAYS = {
    "a": "a loop",
    "b": "64 threads",
    "c": "4 processes, item by item",
    "d": "4 processes, in batches of 100",
    "e": "the cluster, item by item",
}
CLEAR = 1.25  # the first is by this factor before the second


@dataclass(frozen=True)
class Work:
    """So many items, each with so many seconds of "waiting", of "python", or of "c" (lets go of the GIL)."""

    items: int
    each: float
    kind: str

    @property
    def whole(self):
        return self.items * self.each


def seconds(way, work):
    """How long a way takes."""
    if way == "a":
        return work.whole
    if way == "b":
        at_once = {"waiting": THREADS, "python": 1, "c": CORES}[work.kind]
        return max(work.items * THREAD, shared(work.items, at_once, work.each))
    if way == "e":
        return max(work.items * CLUSTER, shared(work.items, CLUSTER_CORES, work.each))
    size = 1 if way == "c" else min(BATCH, work.items)
    journeys = ceil(work.items / size)
    return START + max(journeys * PROCESS, shared(journeys, CORES, size * work.each))


def shared(parts, at_once, each):
    """How long so many parts take, so many at once: in rounds, as nobody does half of one."""
    return ceil(parts / at_once) * each


def winner(work):
    return min(WAYS, key=lambda way: seconds(way, work))


def is_clear(work):
    """Nobody has to compute to the last digit."""
    first, second = sorted(seconds(way, work) for way in WAYS)[:2]
    return second >= CLEAR * first


def told(work):
    return "; ".join(f"{name} {short(seconds(way, work))}" for way, name in WAYS.items())


def short(value):
    return f"{value:,.0f} s" if value >= 100 else f"{value:.2g} s"


@cache
def asked(variant):
    """The five lines, by name."""
    if not variant:
        return {
            "small": Work(20_000, 10e-6, "python"),
            "python": Work(1_000_000, 100e-6, "python"),
            "pages": Work(400, 0.25, "waiting"),
            "zip": Work(3_000, 4e-3, "c"),
            "long": Work(1_000, 10.0, "python"),
        }
    dice = random.Random(variant)  # noqa: S311 - a class gets the same again
    return {
        "small": Work(dice.choice((10_000, 20_000, 40_000)), dice.choice((5, 10, 15)) * 1e-6, "python"),
        "python": Work(
            dice.choice((500_000, 1_000_000, 2_000_000)), dice.choice((80, 100, 160)) * 1e-6, "python"
        ),
        "pages": Work(dice.choice((300, 400, 500)), dice.choice((0.2, 0.25, 0.3)), "waiting"),
        "zip": Work(dice.choice((2_000, 3_000)), dice.choice((3, 4)) * 1e-3, "c"),
        "long": Work(dice.choice((800, 1_000, 2_000)), dice.choice((8.0, 10.0, 20.0)), "python"),
    }


def one_by_one(work):
    """Seconds of processes, item by item."""
    return seconds("c", work)


def least_batch(work):
    """The size at which the journeys take as long as the work that four share."""
    return PROCESS * CORES / work.each

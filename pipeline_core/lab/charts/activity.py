"""What every thread of a run did when, as plain data: the layer under all pictures.

Inside:  spans, lanes, queue depths, items, and what is computed from them.
Outside: reading them out of a core's trace or a lab run (read); drawing (plots).

All times are in seconds, from the start of the run. Nothing here needs matplotlib.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, pairwise
from typing import NamedTuple


class Span(NamedTuple):
    """A time in which a thread was in one state, with one item (``number``) in hand, or none."""

    start: float
    end: float
    state: str  # "working", "starved", "blocked", "waiting" or "sleeping"
    number: int | None = None


@dataclass
class Lane:
    """One thread: its name, the stage it works for, its spans in order."""

    name: str
    stage: str
    spans: list[Span] = field(default_factory=list)

    def add(self, start: float, end: float, state: str, number: int | None = None) -> None:
        """Add a span behind the others, unless it is empty; join it to the last one if it continues it."""
        if end <= start:
            return
        if self.spans:
            last = self.spans[-1]
            if last.end == start and last.number == number and last.state == state:
                start = self.spans.pop().start
        self.spans.append(Span(start, end, state, number))

    def total(self, *states: str) -> float:
        """Seconds in any of these states."""
        return sum(span.end - span.start for span in self.spans if span.state in states)


@dataclass
class Depth:
    """How many items are in one queue: ``steps`` of (time, items from then on), empty before the first.

    ``maxsize``: its limit; 0 without one, None if it is not known.
    """

    name: str
    steps: list[tuple[float, int]] = field(default_factory=list)
    maxsize: int | None = None

    @cached_property
    def lasting(self) -> list[tuple[float, int]]:
        """The steps without those that were over at the moment they began, as in virtual time many are."""
        steps = self.steps
        found = [step for step, after in pairwise(steps) if after[0] > step[0]]
        return found + steps[-1:]

    @property
    def peak(self) -> int:
        """Most items inside for any time at all."""
        return max((depth for _, depth in self.lasting), default=0)

    def mean(self, start: float, end: float) -> float:
        """The average over time, from ``start`` to ``end``."""
        if end <= start:
            return 0.0
        area = 0.0
        last = start
        depth = 0
        for time, after in self.steps:
            moment = min(max(time, start), end)
            area += depth * (moment - last)
            last = moment
            depth = after
        return (area + depth * (end - last)) / (end - start)


class Item(NamedTuple):
    """One item: when it entered and left (None: never); ``fate``: "hand_on", "skip", "fail" or None."""

    entered: float
    left: float | None
    fate: str | None


class Bound(NamedTuple):
    """The most that one part lets through: ``rate`` results a second, from the work it did.

    ``each``: seconds of work an item; ``workers``: how many work at once.
    """

    part: str
    rate: float
    each: float
    workers: int


@dataclass
class Activity:
    """What a run did.

    Attributes:
        lanes: in the order of the flow: the source, each stage's workers, the consumer.
        queues: in the order of the flow.
        items: in the order they entered.
        seconds: the end of the run.
        exits: when each result was there, if that is not when the items left.
        bounds: one for each part that worked.
        bottleneck: the stage (as ``Lane.stage``) that limits, or "" if none can be named.
        verdict: the sentence about it.
        failures: (time, name of the lane) of items that failed; ``stuck``: lanes that wait for ever.
        noun: what an item is called; ``where``: what it enters and leaves.
    """

    lanes: list[Lane]
    queues: list[Depth]
    items: list[Item]
    seconds: float
    bounds: list[Bound] = field(default_factory=list)
    bottleneck: str = ""
    verdict: str = ""
    failures: list[tuple[float, str]] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    exits: list[float] | None = None
    noun: str = "item"
    where: str = "pipeline"

    @property
    def finished(self) -> list[float]:
        """When each result was there, in order of time."""
        if self.exits is not None:
            return self.exits
        return sorted(item.left for item in self.items if item.left is not None and item.fate == "hand_on")

    @property
    def latencies(self) -> list[tuple[int, float]]:
        """(number, seconds from entry to exit) of each item that came out, or was dropped on the way."""
        return [(n, item.left - item.entered) for n, item in enumerate(self.items) if item.left is not None]

    @property
    def bound(self) -> Bound | None:
        """The lowest of the bounds."""
        return min(self.bounds, key=lambda bound: bound.rate, default=None)

    def inside(self) -> Depth:
        """How many items are in the pipeline, over time: entered, and not yet out."""
        moves = [(item.entered, 1) for item in self.items]
        moves += [(item.left, -1) for item in self.items if item.left is not None]
        depth = 0
        steps = []
        for time, change in sorted(moves):
            depth += change
            steps.append((time, depth))
        return Depth(f"in the {self.where}", steps)

    def little(self) -> tuple[float, float, float]:
        """Little's law: the mean number inside as measured, λ (exits a second) and W (seconds an item).

        Over the time from the first entry to the last exit. L = λ × W holds exactly when all that entered
        has left.
        """
        times = [item.left for item in self.items if item.left is not None]
        if not times:
            return 0.0, 0.0, 0.0
        start = min(item.entered for item in self.items)
        end = max(times)
        waits = [wait for _, wait in self.latencies]
        rate = len(waits) / (end - start) if end > start else 0.0
        return self.inside().mean(start, end), rate, sum(waits) / len(waits)


def shares(lanes: Sequence[Lane], edges: Sequence[float]) -> dict[str, list[float]]:
    """What part of each bin the lanes spent in each state, on average over the lanes.

    Args:
        lanes: one, or several to be seen as one.
        edges: the bins' borders, equally far apart, from the first to the last.

    Returns:
        state -> one number from 0 to 1 for each bin, for the states that occur.
    """
    bins = len(edges) - 1
    begin = edges[0]
    width = (edges[-1] - begin) / bins
    whole = width * len(lanes)
    found: dict[str, list[float]] = {}
    for start, end, state, _ in chain.from_iterable(lane.spans for lane in lanes):
        row = found.get(state)
        if row is None:
            row = found[state] = [0.0] * bins
        place = min(bins - 1, int((start - begin) / width))
        if end <= edges[place + 1]:
            row[place] += (end - start) / whole
            continue
        last = min(bins - 1, int((end - begin) / width))
        row[place] += (edges[place + 1] - start) / whole
        for between in range(place + 1, last):
            row[between] += width / whole
        row[last] += (end - edges[last]) / whole
    return found


def extremes(steps: Sequence[tuple[float, int]], edges: Sequence[float]) -> tuple[list[int], list[int]]:
    """The least and the most of a depth in each bin."""
    times = [time for time, _ in steps]
    low = []
    high = []
    for begin, end in pairwise(edges):
        first = bisect_right(times, begin)
        after = bisect_left(times, end)
        before = steps[first - 1][1] if first else 0
        seen = [before, *(depth for _, depth in steps[first:after])]
        low.append(min(seen))
        high.append(max(seen))
    return low, high


def rates(finished: Sequence[float], seconds: float) -> list[tuple[float, float, float]]:
    """How many results a second came out, as (start, end, rate), from one exit to another.

    A stretch ends at an exit, so each counts whole numbers of results. There are 12 to 60 of them, at about
    ten results each if there are enough; exits at one moment count together.
    """
    found = []
    begin = 0.0
    count = 0
    most = min(60, max(12, len(finished) // 10))
    for place, time in enumerate(finished):
        count += 1
        another = place + 1 < len(finished) and finished[place + 1] == time
        if time > begin and time - begin >= seconds / most and not another:
            found.append((begin, time, count / (time - begin)))
            begin = time
            count = 0
    if count and finished[-1] > 0:  # too short a rest to stand alone
        start, end, rate = found.pop() if found else (0.0, 0.0, 0.0)
        found.append((start, finished[-1], (rate * (end - start) + count) / (finished[-1] - start)))
    return found


def bins(seconds: float, number: int) -> list[float]:
    """The borders of so many equal bins, from 0 to ``seconds``."""
    return [seconds * place / number for place in range(number + 1)]


def mean(values: Iterable[float]) -> float:
    """The average, and 0 of nothing."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0

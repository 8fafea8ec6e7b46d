"""What a pipeline will do, predicted without running it: the bottleneck's law, Little's law, the tandem line.

Inside:  Settings of a pipeline of sleeping stages, its service times, and the three predictions.
Outside: running it and drawing it (tuning_panel).

The tandem line with finite buffers is a recursion. A worker takes item n when the item is there and it has
handed on the one before; it hands on when it is done and the next queue has room, which is when that queue's
consumer has taken the item ``maxsize`` places ahead (blocking after service). See Buzacott and Shanthikumar,
"Stochastic Models of Manufacturing Systems", 1993.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heapreplace
from typing import Any, NamedTuple

from pipeline_core.lab.arguments import named, whole

SEED = 2
ALIKE = 1.01  # bounds that differ by less than 1 % are one bound


@dataclass(frozen=True, slots=True)
class StageSettings:
    """One stage: ``workers``, the ``maxsize`` of its input queue (0: no limit), and how long an item takes.

    ``mean``: seconds on average; ``spread``: the standard deviation over the mean, 0 for always the same,
    1 for as irregular as the gaps between phone calls (exponential).

    Raises:
        TypeError, ValueError: a value is not of its kind, or out of its range.
    """

    name: str
    mean: float
    spread: float = 0.0
    workers: int = 1
    maxsize: int = 4

    def __post_init__(self) -> None:
        if not isinstance(self.name, str):
            raise TypeError(f"name of a stage must be a text that is not empty, not {named(self.name)}")
        if not self.name:
            raise ValueError("name of a stage must be a text that is not empty, not ''")
        amount(f"mean of stage {self.name!r}", self.mean)
        amount(f"spread of stage {self.name!r}", self.spread)
        whole(f"workers of stage {self.name!r}", self.workers, 1)
        whole(f"maxsize of stage {self.name!r}", self.maxsize, 0)

    @property
    def bound(self) -> float:
        """Most results a second in the long run: workers over mean time; infinite if it takes no time."""
        return self.workers / self.mean if self.mean else math.inf


@dataclass(frozen=True, slots=True)
class Settings:
    """A pipeline of sleeping stages, as a ``TuningPanel``'s sliders say it; ``items`` go through.

    Raises:
        TypeError, ValueError: ``stages`` is not a tuple or list of one stage or more, each with a name of its
            own, or ``items`` is not a whole number of at least 0.
    """

    stages: tuple[StageSettings, ...]
    items: int = 60

    def __post_init__(self) -> None:
        if not isinstance(self.stages, (tuple, list)):
            raise TypeError(f"stages must be a tuple of StageSettings, not {named(self.stages)}")
        for stage in self.stages:
            if not isinstance(stage, StageSettings):
                raise TypeError(f"stages must be a tuple of StageSettings; {named(stage)} in it is none")
        if not self.stages:
            raise ValueError(f"stages must hold at least one StageSettings, not {self.stages!r}")
        names = [stage.name for stage in self.stages]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"each stage must have a name of its own; {names.count(name)} are {name!r}")
        whole("items", self.items, 0)
        object.__setattr__(self, "stages", tuple(self.stages))

    def times(self, stage: str) -> list[float]:
        """Seconds that each item takes in a stage: drawn by lot, the same for the same settings.

        Gamma-distributed with the stage's spread, and scaled so that their average is the stage's mean to the
        digit. Another stage's settings change nothing here, so that one slider changes one thing.

        Raises:
            ValueError: there is no such stage.
        """
        place = self._place(stage)
        its = self.stages[place]
        if its.spread == 0:
            return [its.mean] * self.items
        draw = random.Random(SEED * 1000 + place)
        shape = its.spread**-2
        drawn = [draw.gammavariate(shape, 1.0) for _ in range(self.items)]
        scale = its.mean * self.items / sum(drawn) if self.items else 0.0
        return [scale * time for time in drawn]

    def with_stage(self, name: str, **changes: float) -> Settings:
        """The same settings with some of one stage changed; ValueError if there is no such stage."""
        stages = list(self.stages)
        place = self._place(name)
        stages[place] = replace(stages[place], **changes)  # type: ignore[arg-type]
        return replace(self, stages=tuple(stages))

    def slowest(self) -> tuple[str, ...]:
        """The stages whose bound is the lowest, or within 1 % of it, in the order of the flow."""
        lowest = min(stage.bound for stage in self.stages)
        return tuple(stage.name for stage in self.stages if stage.bound <= lowest * ALIKE)

    def _place(self, name: str) -> int:
        names = [stage.name for stage in self.stages]
        if name not in names:
            raise ValueError(f"there is no stage {name!r}; the stages are {', '.join(map(repr, names))}")
        return names.index(name)


def amount(name: str, value: Any) -> None:
    """TypeError or ValueError unless ``value`` is a finite number of at least 0."""
    wanted = f"{name} must be a finite number of at least 0, not {named(value)}"
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise TypeError(wanted)
    if not 0 <= value <= sys.float_info.max:
        raise ValueError(wanted)


class Prediction(NamedTuple):
    """What to expect of a run.

    ``bound``: most results a second in the long run (bottleneck law: workers over mean time, the lowest of
    all stages; infinite if none takes any time), and ``bottleneck``, whose it is; ``rate``: results a second
    of this run, by the tandem line; ``seconds``: its length; ``latency``: mean seconds from entering the
    first queue to the end; ``inside``: mean number of items inside (Little's law: entry rate × latency).
    """

    bound: float
    bottleneck: str
    rate: float
    seconds: float
    latency: float
    inside: float


def predict(settings: Settings) -> Prediction:
    """Predict a run from its settings; nothing is run, and nothing waits.

    Exact for stages of one worker each. With several, workers are taken to be free as soon as their item is
    done, which leaves out that one of them hands on for all.

    Raises:
        TypeError: these are no ``Settings``.
    """
    if not isinstance(settings, Settings):
        raise TypeError(f"predict takes the Settings of a pipeline, not {named(settings)}")
    put, out = tandem(settings)
    slowest = min(settings.stages, key=lambda stage: stage.bound)
    bound = slowest.bound
    if not out or out[-1] == 0:
        return Prediction(bound, slowest.name, 0.0, 0.0, 0.0, 0.0)
    waits = [end - begin for begin, end in zip(put, out, strict=True)]
    latency = sum(waits) / len(waits)
    rate = len(out) / out[-1]
    return Prediction(bound, slowest.name, rate, out[-1], latency, rate * latency)


def tandem(settings: Settings) -> tuple[list[float], list[float]]:
    """When each item enters the first queue, and when it leaves the last stage, in seconds."""
    line = [Station(stage, settings.times(stage.name)) for stage in settings.stages]
    entered: list[float] = []
    for number in range(settings.items):
        ready = max(entered[-1] if entered else 0.0, line[0].room(number))
        entered.append(ready)
        for place, station in enumerate(line):
            after = line[place + 1] if place + 1 < len(line) else None
            ready = station.pass_on(number, ready, after.room(number) if after else 0.0)
    return entered, line[-1].handed_on


class Station:
    """One stage of the line: when it took and handed on each item so far."""

    def __init__(self, stage: StageSettings, times: Sequence[float]) -> None:
        self.stage = stage
        self.times = times
        self.taken: list[float] = []
        self.handed_on: list[float] = []
        self.free = [0.0] * stage.workers
        heapify(self.free)

    def room(self, number: int) -> float:
        """When its queue has room for this item."""
        ahead = number - self.stage.maxsize
        return self.taken[ahead] if self.stage.maxsize and ahead >= 0 else 0.0

    def permit(self, number: int) -> float:
        """When the re-order buffer has room for this item: it holds ``maxsize`` beyond the workers' hands."""
        ahead = number - self.stage.maxsize - self.stage.workers
        return self.handed_on[ahead] if self.stage.maxsize and self.stage.workers > 1 and ahead >= 0 else 0.0

    def pass_on(self, number: int, ready: float, room: float) -> float:
        """Take an item that is there at ``ready``, work, hand it on once there is room; say when that is."""
        begin = max(ready, self.free[0], self.permit(number))
        done = begin + self.times[number]
        before = self.handed_on[-1] if self.handed_on else 0.0
        out = max(done, before, room)
        heapreplace(self.free, out if self.stage.workers == 1 else done)
        self.taken.append(begin)
        self.handed_on.append(out)
        return out

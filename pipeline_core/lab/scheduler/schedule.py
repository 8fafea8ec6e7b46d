"""Schedules as short strings: what was decided differently from the usual, and at which step.

``line:12>1,40>2`` reads: switch points between lines; at step 12 thread 1 moves, at step 40
thread 2; everywhere else the thread that moved last goes on, and when it cannot, the one that has
waited longest. ``line~:…`` also lets timers fire early. ``line:seed=7`` is a random walk.

Inside:  the string, taken apart and put together.
Outside: playing it (strategies), whether it fits a program (simulation).
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from pipeline_core.lab.scheduler.strategies import Follow, RandomWalk, Strategy
from pipeline_core.lab.text import a

GRAINS = ("channel", "sync", "line", "opcode")
STEPPING = ("line", "opcode")  # those that also switch between lines
_FORM = re.compile(
    r"(channel|sync|line|opcode)(~?)(?::(?:seed=(-?\d+)|((?:[1-9]\d*>\d+)(?:,[1-9]\d*>\d+)*)))?\Z"
)


class ScheduleError(ValueError):
    """A schedule that cannot be read, or does not fit the program it is played on."""


class Schedule(NamedTuple):
    """A schedule, taken apart."""

    switch: str
    timers: str
    seed: int | None
    moves: dict[int, int]

    def __str__(self) -> str:
        tail = ",".join(f"{step}>{index}" for step, index in sorted(self.moves.items()))
        if self.seed is not None:
            tail = f"seed={self.seed}"
        return self.switch + ("~" if self.timers == "any" else "") + (":" + tail if tail else "")

    def strategy(self) -> Strategy:
        return Follow(self.moves) if self.seed is None else RandomWalk(self.seed)


def parse(text: Any) -> Schedule:
    """Read a schedule string; ScheduleError (TypeError if it is none) says what is wrong with it."""
    if not isinstance(text, str):
        cure = "run.schedule, not the run" if hasattr(text, "schedule") else "the string in run.schedule"
        raise TypeError(f"a schedule is a string, not {a(text)}: pass {cure}.")
    match = _FORM.match(text)
    if match is None:
        raise ScheduleError(
            f"not a schedule: {text[:80]!r}. A schedule looks like 'line:12>1,40>2' or 'sync:seed=7'; "
            "take it from run.schedule."
        )
    switch, early, seed, moves = match.groups()
    pairs = [pair.split(">") for pair in moves.split(",")] if moves else []
    if len({step for step, _ in pairs}) < len(pairs):
        raise ScheduleError(f"schedule {text[:80]!r} names a step twice; one thread moves at a step.")
    return Schedule(
        switch,
        "any" if early else "idle",
        int(seed) if seed is not None else None,
        {int(step): int(index) for step, index in pairs},
    )

"""Few preemptions first: all schedules that interrupt a running thread at most so often.

Inside:  the list of schedules still to try, ordered by how many preemptions they need.
Outside: budgets and verdicts (explore), equivalent schedules (reduce): here they are not merged.

A preemption is a switch away from a thread that could have gone on; switching when a thread waits
or ends is free. A thread is interrupted only before a step that touches something.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any


class Watched:
    """Plays given moves, then the usual, and notes where another thread could have moved."""

    quiet_until = 0

    def __init__(self, moves: dict[int, int], cost: int) -> None:
        self.moves, self.cost = moves, cost
        self.last = max(moves, default=0)
        self.turns: list[tuple[int, int, tuple[int, ...], bool]] = []  # step, chosen, others, free
        self.feet: list[Any] = []

    def choose(self, sched: Any, me: Any, runnable: tuple[int, ...]) -> int:
        step = sched.step
        self.feet.append(sched.footprint.take())
        named = self.moves.get(step)
        usual = sched.usual(me, runnable)
        index = usual if named is None else named
        if step > self.last and len(runnable) > 1:
            stays = me.index in runnable and not sched.sleeping(me)
            others = tuple(i for i in runnable if i != index)
            early = tuple(i for i in others if sched.sleeping(sched.actors[i]))
            self.turns.append((step, index, others, not stays))
            if early and not stays:
                self.turns[-1] = (step, index, tuple(i for i in others if i not in early), True)
                self.turns.append((step, index, early, False))
        return index


class Bounded:
    """The schedules with at most ``most`` preemptions, fewest first."""

    def __init__(self, most: int, timers: str) -> None:
        self.most = most
        self.waiting: deque[tuple[int, dict[int, int]]] = deque()
        self.levels: list[deque[tuple[int, dict[int, int]]]] = [deque() for _ in range(most + 1)]
        self.levels[0].append((0, {}))

    def choosers(self) -> Iterator[Watched]:
        while True:
            level = next((level for level in self.levels if level), None)
            self.waiting = level or deque()
            if level is None:
                return
            cost, moves = level.popleft()
            yield Watched(moves, cost)

    def absorb(self, chooser: Watched, sched: Any) -> None:
        """Add the schedules that turn off once more than the one just played."""
        feet = [*chooser.feet[1:], sched.footprint.last]
        for step, _, others, free in chooser.turns:
            cost = chooser.cost + (0 if free else 1)
            if cost > self.most or (not free and step - 1 < len(feet) and not feet[step - 1]):
                continue
            for index in others:
                self.levels[cost].append((cost, {**chooser.moves, step: index}))

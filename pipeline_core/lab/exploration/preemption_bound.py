"""Few preemptions first: all schedules that interrupt a running thread at most so often.

Inside:  the queue of schedules still to try, ordered by how many preemptions they need; the strategy that
         plays one and notes where another thread could have moved instead.
Outside: budgets and verdicts (search), equivalent schedules (dpor): here they are not merged, since a bound
         and a reduction disturb each other. Of two equivalent schedules one may need more preemptions than
         the bound allows, and the reduction could have kept just that one.

A preemption is a switch away from a thread that could have gone on; switching when a thread waits or ends is
free. A thread is interrupted only before a step that touches something. A timer that fires while others can
run costs a preemption too: the machine must have been slow just then. Iterative context bounding, Musuvathi
and Qadeer (2007).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from pipeline_core.lab.scheduler.actor import Actor
from pipeline_core.lab.scheduler.footprint import Touches
from pipeline_core.lab.scheduler.scheduler import Scheduler


class Turn(NamedTuple):
    """A step at which others could have moved."""

    step: int
    others: tuple[int, ...]
    free: bool  # to let one of them go is no preemption


class PreemptionRecorder:
    """Plays given moves, then the usual, and notes where another thread could have moved."""

    quiet_until = 0

    def __init__(self, moves: dict[int, int], cost: int) -> None:
        self.moves = moves
        self.cost = cost  # preemptions among them
        self.last = max(moves, default=0)
        self.turns: list[Turn] = []
        self.raw: list[Touches | None] = []  # what each step touched

    def choose(self, sched: Scheduler, me: Actor, runnable: tuple[int, ...]) -> int:
        step = sched.step
        self.raw.append(sched.footprint.take())
        named = self.moves.get(step)
        usual = sched.usual(me, runnable)
        index = usual if named is None else named
        if step > self.last and len(runnable) > 1:  # turns before the last given move were noted by others
            stays = me.index in runnable and not sched.sleeping(me)
            others = tuple(i for i in runnable if i != index)
            early = tuple(i for i in others if sched.sleeping(sched.actors[i]))
            if early and not stays:
                self.turns.append(Turn(step, tuple(i for i in others if i not in early), True))
                self.turns.append(Turn(step, early, False))
            else:
                self.turns.append(Turn(step, others, not stays))
        return index


class PreemptionBound:
    """The schedules with at most ``most`` preemptions, fewest first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.levels: list[deque[dict[int, int]]] = [deque() for _ in range(most + 1)]  # moves, by their cost
        self.levels[0].append({})

    def recorders(self) -> Iterator[PreemptionRecorder]:
        """One after the other, until none is left; ``absorb`` adds to them meanwhile."""
        while True:
            cost = next((cost for cost, level in enumerate(self.levels) if level), None)
            if cost is None:
                return
            yield PreemptionRecorder(self.levels[cost].popleft(), cost)

    def absorb(self, recorder: PreemptionRecorder, sched: Scheduler) -> None:
        """Add the schedules that turn off once more than the one just played."""
        raw = [*recorder.raw[1:], sched.footprint.last]
        for step, others, free in recorder.turns:
            cost = recorder.cost + (0 if free else 1)
            if cost > self.most or (not free and step - 1 < len(raw) and not raw[step - 1]):
                continue
            for index in others:
                self.levels[cost].append({**recorder.moves, step: index})

"""Strategies: who moves at a step. The scheduler asks; these answer.

Inside:  following a schedule, a random walk.
Outside: trying all orders, and drawing some (exploration), a learner's moves (stepper), what can move at
         all (scheduler).
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pipeline_core.lab.scheduler.actor import Actor
    from pipeline_core.lab.scheduler.scheduler import Scheduler

NEVER = 1 << 60


class Strategy(Protocol):
    """Whoever decides the moves of a run.

    ``quiet_until`` is the first step at which it wants to be asked although the same actor could go on; up to
    there the scheduler does not ask, which is what makes simulating fast.
    """

    quiet_until: int

    def choose(self, sched: Scheduler, me: Actor, runnable: tuple[int, ...]) -> int:
        """The index of the actor that moves at ``sched.step``; ``me`` moved last."""


class Follow:
    """Play a schedule: at the steps it names, whom it names; everywhere else the usual."""

    def __init__(self, moves: dict[int, int] | None = None) -> None:
        self.moves = moves or {}
        self.order = sorted(self.moves, reverse=True)
        self.quiet_until = self.order[-1] if self.order else NEVER

    def choose(self, sched: Scheduler, me: Actor, runnable: tuple[int, ...]) -> int:
        order = self.order
        while order and order[-1] <= sched.step:
            order.pop()
            self.quiet_until = order[-1] if order else NEVER
        named = self.moves.get(sched.step)
        return sched.usual(me, runnable) if named is None else named


class RandomWalk:
    """Each move at random among those who can go without a timer; the same seed gives the same walk."""

    quiet_until = 0

    def __init__(self, seed: int) -> None:
        self.random = Random(seed).random  # stable across Python versions, unlike randrange

    def choose(self, sched: Scheduler, me: Actor, runnable: tuple[int, ...]) -> int:
        prompt = [i for i in runnable if not sched.sleeping(sched.actors[i])]
        if not prompt:
            return sched.usual(me, runnable)
        return prompt[int(self.random() * len(prompt))]

"""A run played again with some of its steps in another order: does it go well then?

Inside:  who moved at each step of a run; the same steps in another order, as a strategy.
Outside: which lines are worth trying (turning_point), what "well" means (retelling, exploration/search).
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline_core.lab.scheduler.actor import Actor
from pipeline_core.lab.scheduler.scheduler import Scheduler
from pipeline_core.lab.scheduler.strategies import Strategy

MOST_STEPS = 30_000  # of all runs that are played for one story: no time, so that all machines tell the same
MORE = 200  # steps that a thread which was stuck gets besides, to go on where it is not


class Recorded:
    """A strategy, with a record of who moved at each step, and who else could have."""

    quiet_until = 0

    def __init__(self, strategy: Strategy) -> None:
        self.strategy = strategy
        self.moved: list[int] = []  # by step, from 1 on
        self.could: list[tuple[int, ...]] = []

    def choose(self, sched: Scheduler, me: Actor, runnable: tuple[int, ...]) -> int:
        index = self.strategy.choose(sched, me, runnable)
        self.moved.append(index)
        self.could.append(tuple(i for i in runnable if not sched.sleeping(sched.actors[i])))
        return index


class InOrder:
    """The moves of a list, one after the other; who cannot move comes as soon as it can."""

    quiet_until = 0

    def __init__(self, order: list[int]) -> None:
        self.order = order
        self.missed = 0  # the first step at which the one whose turn it was could not move

    def choose(self, sched: Scheduler, me: Actor, runnable: tuple[int, ...]) -> int:
        for place, index in enumerate(self.order):
            if index in runnable:
                del self.order[place]
                return index
            self.missed = self.missed or sched.step
        return sched.usual(me, runnable)


class OtherOrders:
    """What becomes of a run whose steps come in another order."""

    def __init__(
        self,
        recorded: Recorded,
        play: Callable[[Strategy], Scheduler],
        ends_well: Callable[[Scheduler], bool],
    ) -> None:
        """``recorded``: of the run; ``play`` plays a strategy under the same conditions."""
        self.moved = recorded.moved
        self.could = recorded.could
        self.play = play
        self.ends_well = ends_well
        self.left = MOST_STEPS

    def sooner(self, index: int, first: int, last: int | None) -> bool:
        """Does it go well if from step ``first`` on thread ``index`` goes on alone?

        Up to what it did at step ``last``; None: as long as it can.
        """
        if last is None:
            mine = [index] * (self.moved[first - 1 :].count(index) + MORE)
            rest = [i for i in self.moved[first - 1 :] if i != index]
            return self.goes_well(self.moved[: first - 1] + mine + rest)
        return self.goes_well(self.order(index, first, last))

    def later(self, index: int, first: int, last: int) -> bool:
        """Does it go well if thread ``index`` waits at step ``first`` for what the others do up to ``last``?

        If they cannot move there, as it holds a lock they need, it waits where its turn had begun.
        """
        while True:
            order = InOrder([])
            others = [i for i in self.moved[first - 1 : last] if i != index]
            well = self.goes_well(self.order(None, first, last, but=index), order)
            if well or not first <= order.missed < first + len(others):
                return well
            begin = first
            while begin > 1 and self.moved[begin - 2] == index:
                begin -= 1
            if begin == first:
                return False
            first = begin

    def order(self, index: int | None, first: int, last: int, but: int | None = None) -> list[int]:
        """The moves, but in these steps those of one thread come first, or those of all ``but`` one."""
        part = self.moved[first - 1 : last]
        begins = [i for i in part if i == index or (index is None and i != but)]
        ends = [i for i in part if not (i == index or (index is None and i != but))]
        return [*self.moved[: first - 1], *begins, *ends, *self.moved[last:]]

    def could_go_on(self, index: int, first: int, last: int) -> bool:
        """Did another thread move in these steps although this one could have?"""
        steps = zip(self.moved[first - 1 : last], self.could[first - 1 : last], strict=True)
        return any(mover != index and index in could for mover, could in steps)

    def goes_well(self, moves: list[int], strategy: InOrder | None = None) -> bool:
        """Play these moves; False as well if nothing changed, or too much was tried already."""
        if moves == self.moved or self.left < len(self.moved):
            return False
        strategy = strategy or InOrder([])
        strategy.order = moves
        sched = self.play(strategy)
        self.left -= sched.step
        return self.ends_well(sched)

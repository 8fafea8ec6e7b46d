"""A run played again with some of its steps in another order: does it go well then?

Inside:  who moved at each step of a run; the same steps in another order, as a strategy.
Outside: which lines are worth trying (turning_point), what "well" means (retelling, exploration/search).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from pipeline_core.lab.scheduler.actor import Actor
from pipeline_core.lab.scheduler.scheduler import Scheduler
from pipeline_core.lab.scheduler.strategies import Strategy

MOST_STEPS = 30_000  # of all runs that are played for one story: no time, so that all machines tell the same


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
    """The first steps as they were; then others than before, called the block; then the rest as it can be.

    In the rest whoever cannot move comes as soon as it can, since a thread may go another way by now.
    """

    quiet_until = 0

    def __init__(self, first: list[int], block: list[int], rest: list[int], alone: int | None = None) -> None:
        """``alone``: instead of a block, this thread goes on for as long as it can."""
        self.exact = deque(first + block)
        self.rest = list(rest)
        self.alone = alone
        self.fits = True  # every step of the block could be made

    def choose(self, sched: Scheduler, me: Actor, runnable: tuple[int, ...]) -> int:
        if self.exact and self.fits:
            index = self.exact.popleft()
            self.fits = index in runnable
            return index if self.fits else sched.usual(me, runnable)
        if self.alone is not None and self.alone in runnable:
            return self.alone
        self.alone = None
        for place, index in enumerate(self.rest):
            if index in runnable:
                del self.rest[place]
                return index
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
        before = self.moved[: first - 1]
        part = self.moved[first - 1 : last]
        others = [i for i in part if i != index]
        if last is None:
            return self.goes_well(InOrder(before, [], others, alone=index))
        mine = [index] * (len(part) - len(others))
        return len(mine) < len(part) and self.goes_well(InOrder(before, mine, others + self.moved[last:]))

    def later(self, index: int, first: int, last: int) -> bool:
        """Does it go well if thread ``index`` waits at step ``first`` for what the others do up to ``last``?

        If they cannot move there, as it holds a lock they need, it waits where its turn had begun.
        """
        while True:
            part = self.moved[first - 1 : last]
            others = [i for i in part if i != index]
            mine = [index] * (len(part) - len(others))
            order = InOrder(self.moved[: first - 1], others, mine + self.moved[last:])
            well = self.goes_well(order)
            begin = first
            while begin > 1 and self.moved[begin - 2] == index:
                begin -= 1
            if order.fits or begin == first:
                return well
            first = begin

    def could_go_on(self, index: int, first: int, last: int) -> bool:
        """Did another thread move in these steps although this one could have?"""
        steps = zip(self.moved[first - 1 : last], self.could[first - 1 : last], strict=True)
        return any(mover != index and index in could for mover, could in steps)

    def goes_well(self, order: InOrder) -> bool:
        """Play these moves; False as well if that is no other order, or too much was tried already."""
        if self.left < len(self.moved):
            return False
        sched = self.play(order)
        self.left -= sched.step
        return order.fits and self.ends_well(sched)

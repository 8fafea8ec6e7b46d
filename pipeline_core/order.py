"""What is in flight in a stage, between take and hand on: how much at most, and in which order it leaves.

Inside:  Order (the re-order buffer and its permits), Line (the same for items that an executor has).
Outside: who works on the items (worker, pool), and what becomes of them (stage).
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from pipeline_core.channel import Channel, StopEvent
from pipeline_core.errors import PipelineStopped
from pipeline_core.meter import BLOCKED, STARVED, WORKING, Meter


class Order:
    """The re-order buffer of a stage that has several items in flight.

    At most ``limit`` items are between take and hand on (0 for no limit). Permits are given out in the order
    of the items, so the head of the line always has one, and a slow head never lets the rest grow. Permits
    are a channel: to ask for one is to put, and stop ends that wait like any other. Who leaves may keep the
    one in hand, since no item comes any more. Without ``ordered`` there is the bound and no order.
    """

    def __init__(self, limit: int, stop_event: StopEvent, ordered: bool = True, stage: str = "") -> None:
        self.permits: Channel[None] = Channel(limit, stop_event, f"permits of {stage}" if stage else "")
        self._ordered = ordered
        self._finished: dict[int, Any] = {}
        self._next = 0
        self._turn = threading.Lock()  # held to hand on; nobody ever waits for it

    def hand_on(self, number: int, result: Any, emit: Callable[[int, Any], None]) -> None:
        """Put one result in its place, and hand on all that is next in line.

        Whoever finds the turn taken leaves the work to its holder, who looks once more after giving it up: so
        nothing stays behind, and a worker goes on to its next item instead of waiting.
        """
        if not self._ordered:
            emit(number, result)
            self.permits.get_nowait()
            return
        # First laid down, then looked at. A holder of the turn that missed this result, since it looked just
        # before, gives the turn up and looks once more, in the condition of the outer loop.
        self._finished[number] = result
        while self._next in self._finished and self._turn.acquire(blocking=False):
            try:
                while self._next in self._finished:
                    emit(self._next, self._finished.pop(self._next))
                    self._next += 1
                    self.permits.get_nowait()
            finally:
                self._turn.release()


@dataclass(slots=True, eq=False)
class SubTask:
    """One item on its way through an executor: ``since`` it was submitted, ``done`` when it was finished.

    ``refused``: the executor does not take items any more.
    """

    number: int
    item: Any
    future: Future[Any]
    since: float
    done: float = 0.0
    refused: bool = False


class Line:
    """The items that an executor has: one thread adds them, one takes the finished ones and hands them on.

    An executor's own threads must not be made to wait for room in a queue of ours. So all that happens in
    them is a put into ``finished``, which has no limit and needs none: the permits bound what is in flight.

    Attributes:
        finished: the sub-tasks that are done, as they finish.
        order: puts them in order, and bounds how many are in flight.
        has_lost: whether one was cancelled, and not by this pipeline.
    """

    def __init__(self, limit: int, stop_event: StopEvent, ordered: bool, stage: str) -> None:
        self.finished: Channel[Any] = Channel(0, stop_event, f"sub-tasks of {stage}")
        self.order = Order(limit, stop_event, ordered, stage)
        self.has_lost = False
        self._tasks: dict[int, SubTask] = {}  # in flight, by number of the item
        self._working = 0.0
        self._blocked = 0.0

    def add(self, number: int, item: Any, future: Future[Any], *, refused: bool = False) -> None:
        """Wait for one more future."""
        task = SubTask(number, item, future, time.perf_counter(), refused=refused)
        self._tasks[number] = task
        # By its number: a callback that held the task, which holds the future, would keep the item alive
        # until the garbage collector comes.
        future.add_done_callback(partial(self._finish, number))

    def left(self, task: SubTask) -> None:
        """Note that an item has been handed on or dropped, and is in flight no more."""
        if self._tasks.pop(task.number, None) is not None:
            now = time.perf_counter()
            done = task.done or now
            self._working += done - task.since
            self._blocked += now - done

    def wait(self, meter: Meter) -> None:
        """Wait until no item is in flight.

        It asks for a permit before each take, so it holds one when what it takes is the end. Every item in
        flight holds one of the others until it is handed on. So this thread has all of them, by asking for
        the rest, only when no item is left. No permit is given back: nothing comes after the end.
        """
        permits = self.order.permits
        for _ in range(permits.maxsize - 1):
            permits.put(None, None, meter)

    def cancel(self) -> None:
        """Let go of all that is in flight, once no more is added; what has not begun never will."""
        for task in list(self._tasks.values()):
            task.future.cancel()
            self.left(task)

    def states(self) -> list[str]:
        """Return a state for each item that may be in flight: worked on, waiting to leave, not there."""
        states = [BLOCKED if task.done else WORKING for task in list(self._tasks.values())]
        return states + [STARVED] * (self.order.permits.maxsize - len(states))

    def seconds(self) -> tuple[float, float]:
        """Return for how long items were worked on, and how long they waited to leave, added up."""
        now = time.perf_counter()
        working = self._working
        blocked = self._blocked
        for task in list(self._tasks.values()):
            done = task.done or now
            working += done - task.since
            blocked += now - done
        return working, blocked

    def _finish(self, number: int, _: object) -> None:
        """Called in whatever thread has finished the sub-task, perhaps this one."""
        task = self._tasks.get(number)
        if task is None:  # let go of
            return
        task.done = time.perf_counter()
        with suppress(PipelineStopped):  # then nobody waits for it any more
            self.finished.put(task)

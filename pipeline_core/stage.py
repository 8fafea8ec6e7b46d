"""A stage: what the workers of one step share, and each worker's way in and out.

Inside:  Stage (queues, policy, who is still there), Order (the re-order buffer), Port (take and hand on, for
         one thread), SharedPort (the same where several workers share the items).
Outside: the loop that uses a port (worker), wiring (pipeline_manager).
"""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from pipeline_core.channel import Channel, NumberedChannel, StopEvent
from pipeline_core.errors import Failure, PipelineStopped
from pipeline_core.trace import BLOCKED, ENDED, STARVED, WORKING, Meter, Stats, Trace
from pipeline_core.utils import SENTINEL, SKIP, Mark

FAILED = Mark("FAILED")  # stands in the place of a result that never came, so that its gap closes


class Stage:
    """One step of the pipeline, as it was added.

    Attributes:
        inbox, outbox: the queues it takes from and hands on to.
        report: called with each Failure and whether it is fatal.
        ports: one for each worker.
    """

    def __init__(
        self, name: str, workers: int, maxsize: int, stop_event: StopEvent, *, ordered: bool, skip_failures: bool
    ) -> None:
        self.name, self.workers, self.stop_event = name, workers, stop_event
        self.ordered, self.skip_failures = ordered, skip_failures
        self.inbox: Channel[Any] = (NumberedChannel if workers > 1 else Channel)(maxsize, stop_event)
        self.outbox: Channel[Any]
        self.report: Callable[[Failure, bool], None]
        self.trace: Trace | None = None
        self.ports: list[Port] = []
        self.order: Order | None = None
        self._present = workers
        self._leaving = threading.Lock()  # held to count who is still there

    def wire(
        self, outbox: Channel[Any], report: Callable[[Failure, bool], None], trace: Trace | None
    ) -> None:
        """Connect the stage, and make a port for each worker."""
        self.outbox, self.report, self.trace = outbox, report, trace
        if self.workers > 1 and self.ordered:
            limit = self.inbox.maxsize
            self.order = Order(limit and limit + self.workers, self.stop_event)
        kind = SharedPort if self.workers > 1 else Port
        self.ports = [kind(self, f"{self.name}/{number}") for number in range(1, self.workers + 1)]

    def last_out(self) -> bool:
        """Count one worker out, and say whether it was the last."""
        with self._leaving:
            self._present -= 1
            return self._present == 0

    def stats(self) -> Stats:
        """Add up what the stage's workers have counted."""
        readings = [(port.capacity, *port.read()) for port in self.ports]
        starved, blocked = (sum(waited[state] for _, _, waited in readings) for state in (STARVED, BLOCKED))
        life = sum(capacity * seconds for capacity, seconds, _ in readings)
        return Stats(
            stage=self.name,
            workers=sum(port.capacity for port in self.ports) or self.workers,
            items_in=sum(port.items_in for port in self.ports),
            items_out=sum(port.items_out for port in self.ports),
            skipped=sum(port.skipped for port in self.ports),
            failed=sum(port.failed for port in self.ports),
            working_s=max(0.0, life - starved - blocked),
            starved_s=starved,
            blocked_s=blocked,
            depth=self.inbox.qsize(),
            depth_max=self.inbox.peak,
            maxsize=self.inbox.maxsize,
            cpu_s=sum(sum(port.cpu.values()) for port in self.ports),
        )


class Order:
    """The re-order buffer of a stage with several workers.

    At most ``limit`` items are between take and hand on (0 for no limit). Permits are given out in the order of
    the items, so the head of the line always has one, and a slow head never lets the rest grow.
    """

    def __init__(self, limit: int, stop_event: StopEvent) -> None:
        self.permits: Channel[None] = Channel(limit, stop_event)
        self.finished: dict[int, Any] = {}
        self.next = 0
        self.turn = threading.Lock()  # held to hand on; nobody ever waits for it

    def hand_on(self, index: int, result: Any, emit: Callable[[int, Any], None]) -> None:
        """Put one result in its place, and hand on all that is next in line.

        Whoever finds the turn taken leaves the work to its holder, who looks once more after giving it up: so
        nothing stays behind, and a worker goes on to its next item instead of waiting.
        """
        self.finished[index] = result
        while self.next in self.finished and self.turn.acquire(blocking=False):
            try:
                while self.next in self.finished:
                    result = self.finished.pop(self.next)
                    if type(result) is not Mark:
                        emit(self.next, result)
                    self.next += 1
                    self.permits.get_nowait()
            finally:
                self.turn.release()


class Port(Meter):
    """One worker thread's way in and out of its stage; only that thread calls it.

    Attributes:
        index: number of the item taken last.
        items_out, skipped, failed: counts, written by this thread only; ``items_out`` by the worker's loop.
        capacity: how many items it works on at once; more than one only in a pool.
        worker: the BaseWorker, once it is built.
    """

    capacity = 1
    worker: Any = None

    def __init__(self, stage: Stage, name: str) -> None:
        super().__init__(stage.name, name, stage.trace)
        self.stage = stage
        self.index = -1
        self.items_out = self.skipped = self.failed = 0
        self.send = stage.outbox.sender(self)
        if self.trace is None and type(self) is Port:
            self.hand_on = self.send  # type: ignore[method-assign]  # the same, and nothing in between

    @property
    def items_in(self) -> int:
        """How many items it has taken."""
        return self.index + 1

    def items(self) -> Iterator[tuple[int, Any]]:
        """Yield (number, item) until the end."""
        numbered = enumerate(self.stage.inbox.receiver(self))
        return numbered if self.trace is None else self._noting(numbered)

    def take(self) -> Any:
        """Return the next item or SENTINEL, or raise ``queue.Empty`` when the inbox was nudged."""
        item = self.stage.inbox.get(None, self)
        if item is not SENTINEL:
            self.index += 1
            self.note(self.name, "take", self.index)
        return item

    def hand_on(self, result: Any) -> None:
        """Put the result of the item taken last into the next queue, waiting for room."""
        self.emit(self.index, result)

    def drop(self, mark: Mark) -> None:
        """Count why the item taken last has no result: it was skipped, or it failed and is counted already."""
        if mark is SENTINEL:
            error = ValueError("process_item returned SENTINEL, which ends a pipeline; return SKIP to drop an item")
            self.fail(error, self.index, mark)
        self.skipped += mark is SKIP
        self.note(self.name, "skip" if mark is SKIP else "fail", self.index)

    def emit(self, index: int, result: Any) -> None:
        """Put the result of item number ``index`` into the next queue."""
        self.send(result)
        self.note(self.name, "hand_on", index)

    def fail(self, error: BaseException, index: int, item: Any) -> Mark:
        """Report that an item failed, and return what stands in its place.

        Raises:
            PipelineStopped: when the pipeline has been stopped, by this failure or before it.
        """
        if isinstance(error, PipelineStopped) and self.stage.stop_event.is_set():
            raise error
        self.failed += 1
        failure = Failure.of(error, stage=self.stage_name, worker=self.name, index=index, item=item)
        self.stage.report(failure, not self.stage.skip_failures)
        if self.stage.stop_event.is_set():
            raise PipelineStopped
        return FAILED

    def leave(self) -> None:
        """Go for good; the last worker out passes the end on."""
        if self.stage.last_out():
            self.stage.outbox.put(SENTINEL, None, self)

    def _noting(self, numbered: Iterable[tuple[int, Any]]) -> Iterator[tuple[int, Any]]:
        for index, item in numbered:
            self.note(self.name, "take", index)
            yield index, item


class SharedPort(Port):
    """A port of a stage with several workers, who number the items and keep their order between them."""

    _taken = 0

    @property
    def items_in(self) -> int:
        """How many items it has taken."""
        return self._taken

    def items(self) -> Iterator[tuple[int, Any]]:
        """As ``Port.items``; each item goes to one worker."""
        inbox, order = self.stage.inbox, self.stage.order
        assert isinstance(inbox, NumberedChannel)  # what a stage with several workers has
        permit = None if order is None else order.permits.sender(self)
        for index, item in inbox.numbered(self, permit):
            self._taken += 1
            self.note(self.name, "take", index)
            yield index, item

    def hand_on(self, result: Any) -> None:
        """As ``Port.hand_on``; where order matters, in its turn and perhaps by another worker."""
        order = self.stage.order
        if order is None:
            self.emit(self.index, result)
        else:
            order.hand_on(self.index, result, self.emit)

    def drop(self, mark: Mark) -> None:
        """As ``Port.drop``; where order matters, the gap closes."""
        super().drop(mark)
        if self.stage.order is not None:
            self.stage.order.hand_on(self.index, mark, self.emit)


def who_waits(source: Meter, stages: Sequence[Stage], results: Channel[Any]) -> str:
    """Return a line for each thread: what it does or waits for, and since when."""
    lines, now = [], time.perf_counter()
    fronts = [(stage.name, stage.inbox) for stage in stages] + [("results", results)]
    crews: list[Sequence[Meter]] = [[source], *(stage.ports for stage in stages)]
    for number, crew in enumerate(crews):
        for meter in crew:
            state, seconds = meter.state, now - meter.since
            name, queue = fronts[number if state == BLOCKED else max(0, number - 1)]
            room = f"queue {name!r} ({queue.qsize()}/{queue.maxsize or '∞'})"
            said = {
                STARVED: f"has waited {seconds:.1f} s for an item from {room}",
                BLOCKED: f"has waited {seconds:.1f} s for room in {room}",
                WORKING: f"has been working for {seconds:.1f} s since its last wait",
            }
            lines.append(f"  {meter.name} {said.get(state, 'has left' if state == ENDED else 'is starting')}")
    return "\n".join(lines)

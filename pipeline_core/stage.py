"""A stage: what the workers of one step share, and each worker's way in and out.

Inside:  Stage (queues, policy, who is still there), Order (the re-order buffer), Port (one thread's way).
Outside: the loop that uses a port (worker), wiring (pipeline_manager).
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline_core.channel import Channel, NumberedChannel, StopEvent
from pipeline_core.errors import Failure, PipelineStopped
from pipeline_core.trace import BLOCKED, ENDED, STARVED, WORKING, Meter, Stats, Trace
from pipeline_core.utils import SENTINEL, SKIP, Mark

FAILED = Mark("FAILED")  # stands in the place of a result that never came, so that its gap closes


@dataclass
class Stage:
    """One step of the pipeline, as it was added; see ``PipelineManager.add_worker`` for the settings.

    Attributes:
        worker_class, worker_args: what each of its threads builds.
        inbox, outbox: the queues it takes from and hands on to.
        report: called with each Failure and whether it is fatal.
        ports: one for each worker, once it is wired.
    """

    name: str
    worker_class: type
    worker_args: Mapping[str, Any]
    stop_event: StopEvent
    workers: int = 1
    maxsize: int = 0
    ordered: bool = True
    on_error: str = "raise"

    def __post_init__(self) -> None:
        kind = Channel if self.workers == 1 else NumberedChannel
        self.inbox: Channel[Any] = kind(self.maxsize, self.stop_event)
        self.order: Order | None = None
        if self.ordered and self.workers > 1:
            self.order = Order(self.maxsize and self.maxsize + self.workers, self.stop_event)
        self.ports: list[Port] = []
        self._present = self.workers
        self._leaving = threading.Lock()  # held to count who is still there

    def wire(
        self, outbox: Channel[Any], report: Callable[[Failure, bool], None], trace: Trace | None
    ) -> None:
        """Connect the stage, and make a port for each worker."""
        self.outbox, self.report = outbox, report
        numbers = [""] if self.name == "source" else [f"/{n}" for n in range(1, self.workers + 1)]
        self.ports = [Port(self, self.name + number, trace) for number in numbers]

    def last_out(self) -> bool:
        """Count one worker out, and say whether it was the last."""
        with self._leaving:
            self._present -= 1
            return self._present == 0

    def stats(self) -> Stats:
        """Add up what the stage's workers have counted."""
        ports, readings = self.ports, [port.read() for port in self.ports]
        life = sum(port.capacity * reading[0] for port, reading in zip(ports, readings, strict=True))
        starved, blocked = (sum(reading[column] for reading in readings) for column in (1, 2))
        return Stats(
            self.name,
            workers=sum(port.capacity for port in ports) or self.workers,
            items_in=sum(port.items_in for port in ports),
            items_out=sum(port.items_out for port in ports),
            skipped=sum(port.skipped for port in ports),
            failed=sum(port.failed for port in ports),
            working_s=max(0.0, life - starved - blocked),
            starved_s=starved,
            blocked_s=blocked,
            depth=self.inbox.qsize(),
            depth_max=self.inbox.peak,
            maxsize=self.inbox.maxsize,
        )


class Order:
    """The re-order buffer of a stage with several workers.

    At most ``limit`` items are between take and hand on (0 for no limit). Permits are given out in the order
    of the items, so the head of the line always has one, and a slow head never lets the rest grow. Permits
    are a channel: to ask for one is to put, and stop ends that wait like any other. Who leaves may keep the
    one in hand, since no item comes any more.
    """

    def __init__(self, limit: int, stop_event: StopEvent) -> None:
        self.permits: Channel[None] = Channel(limit, stop_event)
        self._finished: dict[int, Any] = {}
        self._next = 0
        self._turn = threading.Lock()  # held to hand on; nobody ever waits for it

    def hand_on(self, number: int, result: Any, emit: Callable[[int, Any], None]) -> None:
        """Put one result in its place, and hand on all that is next in line.

        Whoever finds the turn taken leaves the work to its holder, who looks once more after giving it up: so
        nothing stays behind, and a worker goes on to its next item instead of waiting.
        """
        self._finished[number] = result
        while self._next in self._finished and self._turn.acquire(blocking=False):
            try:
                while self._next in self._finished:
                    emit(self._next, self._finished.pop(self._next))
                    self._next += 1
                    self.permits.get_nowait()
            finally:
                self._turn.release()


class Port(Meter):
    """One worker thread's way in and out of its stage; only that thread calls it.

    Attributes:
        items_in, items_out, skipped, failed: counts, written by this thread only; the worker's loop counts
            what goes in and out.
        number: the item in hand, where the loop's own count does not say it.
        capacity: how many items are worked on at once; more than one only in a pool.
        worker: the BaseWorker, once it is built; ``is_set_up``: whether its ``setup`` has returned.
    """

    number: int | None = None
    capacity = 1
    worker: Any = None
    is_set_up = False

    def __init__(self, stage: Stage, name: str, trace: Trace | None) -> None:
        super().__init__(stage.name, name, trace)
        self.stage = stage
        self.items_in = self.items_out = self.skipped = self.failed = 0
        self._send = stage.outbox.sender(self)
        if trace is None and stage.order is None:
            self.hand_on = self._send  # type: ignore[method-assign,assignment]  # nothing in between

    def items(self) -> Iterator[Any]:
        """Yield the items until the end."""
        order = self.stage.order
        permit = None
        if order is not None:
            permit = order.permits.sender(self)
        items = self.stage.inbox.receiver(self, permit)
        if self.stage.workers == 1:
            return items if self.trace is None else self._noted(enumerate(items))
        return self._noted(items)

    def _noted(self, numbered: Iterator[tuple[int, Any]]) -> Iterator[Any]:
        for self.number, item in numbered:
            self.note("take", self.number)
            yield item

    def hand_on(self, result: Any) -> None:
        """Put the result of the item in hand into the next queue, waiting for room."""
        number = self._in_hand()
        if self.stage.order is None:
            self._emit(number, result)
        else:
            self.stage.order.hand_on(number, result, self._emit)

    def drop(self, mark: Mark) -> None:
        """Let go of the item in hand, which was skipped or has failed, and close its gap in the order."""
        if mark is SENTINEL:
            self.fail(
                ValueError("process_item returned SENTINEL, the end; return SKIP to drop an item"), mark
            )
        self.skipped += mark is SKIP
        Port.hand_on(self, mark)  # the method, since an instance may have the bare sender in its place

    def fail(self, error: BaseException, item: Any) -> Mark:
        """Report that the item in hand failed, and return what stands in the place of its result.

        Raises:
            PipelineStopped: when the pipeline has been stopped, by this failure or before it.
        """
        if isinstance(error, PipelineStopped) and self.stage.stop_event.is_set():
            raise error
        self.failed += 1
        failure = Failure.of(error, stage=self.stage.name, worker=self.name, index=self._in_hand(), item=item)
        self.stage.report(failure, self.stage.on_error == "raise")
        if self.stage.stop_event.is_set():
            raise PipelineStopped
        return FAILED

    def leave(self) -> None:
        """Go for good; the last worker out passes the end on."""
        if self.stage.last_out():
            self.stage.outbox.put(SENTINEL, None, self)

    def _in_hand(self) -> int:
        return self.items_in - 1 if self.number is None else self.number

    def _emit(self, number: int, result: Any) -> None:
        kind = "hand_on"
        if type(result) is Mark:
            kind = "skip" if result is SKIP else "fail"
        else:
            self._send(result)
        self.note(kind, number)


def who_waits(stages: Sequence[Stage], results: Channel[Any]) -> str:
    """Return a line for each thread, the source's first: what it waits for, and since when."""
    lines, now = [], time.perf_counter()
    fronts = [(stage.name, stage.inbox) for stage in stages] + [("results", results)]
    for place, stage in enumerate(stages):
        for port in stage.ports:
            name, queue = fronts[place + (port.state == BLOCKED)]
            in_line = (stage.order is not None or port.capacity > 1) and not queue.full()
            where = f"queue {name!r} ({queue.qsize()}/{queue.maxsize or 'no limit'})"
            does = {
                WORKING: "has been working since its last wait",
                STARVED: f"waits for an item in {where}",
                BLOCKED: "waits for a slower item in front" if in_line else f"waits for room in {where}",
                ENDED: "has left",
            }.get(port.state, "is starting")
            lines.append(f"  {port.name} {does}, {now - port.since:.1f} s")
    return "\n".join(lines)

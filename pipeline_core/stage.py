"""A stage: what the threads of one step share, and each thread's way in and out.

Inside:  Stage (queues, policy, who is still there), Port (one thread's way).
Outside: what is in flight (order), the loop that uses a port (worker, pool), wiring (pipeline_manager).
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipeline_core.channel import Channel, NumberedChannel, StopEvent
from pipeline_core.diagnosis import Stats
from pipeline_core.errors import SOURCE, Failure, PipelineStopped
from pipeline_core.meter import BLOCKED, ENDED, STARVED, WORKING, Meter, Trace
from pipeline_core.order import Line, Order
from pipeline_core.utils import SENTINEL, SKIP, Mark


class Size(NamedTuple):
    """How many threads a stage has, and how many items may be between take and hand on (0 for no limit).

    ``elsewhere``: an executor works on them, and the threads only submit and hand on.
    """

    threads: int = 1
    in_flight: int = 0
    elsewhere: bool = False


@dataclass
class Stage:
    """One step of the pipeline, as it was added; see ``PipelineManager.add_worker`` for the settings.

    Attributes:
        worker_class, worker_args: what each of its threads builds.
        inbox, outbox: the queues it takes from and hands on to.
        order: the re-order buffer for the results of several threads, if they are to be in order.
        line: the sub-tasks that an executor has, in place of it, if the stage has one.
        permits: those of the one or the other; a channel in which to put is to ask for one.
        report: called with each Failure and whether it is fatal.
        ports: one for each thread, once it is wired.
    """

    name: str
    worker_class: type
    worker_args: Mapping[str, Any]
    stop_event: StopEvent
    size: Size
    maxsize: int = 0
    ordered: bool = True
    on_error: str = "raise"

    def __post_init__(self) -> None:
        several = self.size.threads > 1 and not self.size.elsewhere  # threads that take
        kind: type[Channel[Any]] = NumberedChannel if several else Channel
        self.inbox = kind(self.maxsize, self.stop_event, self.name)
        self.order: Order | None = None
        self.line: Line | None = None
        self.permits: Channel[None] | None = None
        if self.size.elsewhere:
            self.line = Line(self.size.in_flight, self.stop_event, self.ordered, self.name)
            self.permits = self.line.order.permits
        elif self.ordered and several:
            self.order = Order(self.size.in_flight, self.stop_event, stage=self.name)
            self.permits = self.order.permits
        self.ports: list[Port] = []
        self._present = self.size.threads
        self._leaving = threading.Lock()  # held to count who is still there

    @property
    def dropped(self) -> int:
        """How many items have ended here."""
        failed = 0 if self.on_error == "keep" else sum(port.failed for port in self.ports)
        return failed + sum(port.skipped for port in self.ports)

    @property
    def may_get_failures(self) -> bool:
        """Whether a stage in front keeps them."""
        return any(stage.on_error == "keep" for stage in self.in_front)

    def counts_as_the_source(self) -> bool:
        """Whether the number of an item here is its number in the source."""
        return all(stage.in_order and not stage.dropped for stage in self.in_front)

    @property
    def in_order(self) -> bool:
        """Whether its results leave in the order the items came."""
        return self.ordered or self.size.threads == 1 or (self.size.elsewhere and self.size.in_flight == 1)

    @property
    def workers(self) -> int:
        """How many items it can work on at once."""
        return self.size.in_flight if self.size.elsewhere else self.size.threads

    @property
    def is_source(self) -> bool:
        """Whether it makes the items: nothing comes in, and its one thread bears its name."""
        return self.name == SOURCE

    def wire(
        self,
        in_front: Sequence["Stage"],
        outbox: Channel[Any],
        report: Callable[[Failure, bool], None],
        trace: Trace | None,
    ) -> None:
        """Connect the stage, and make a port for each thread."""
        self.in_front = in_front
        self.outbox = outbox
        self.report = report
        numbers = [""] if self.is_source else [f"/{n}" for n in range(1, self.size.threads + 1)]
        self.ports = [Port(self, Meter(self.name, self.name + number, trace)) for number in numbers]

    def last_out(self) -> bool:
        """Count one thread out, and say whether it was the last."""
        with self._leaving:
            self._present -= 1
            return self._present == 0

    def states(self) -> list[str]:
        """Return what is done now with each item that it can work on: a state for each."""
        states = [port.meter.state for port in self.ports]
        if self.line is None:
            return states
        return [ENDED] * self.workers if states[0] == ENDED else self.line.states()

    def stats(self) -> Stats:
        """Add up what the stage's threads have counted."""
        ports = self.ports
        readings = [port.meter.read() for port in ports]
        life, starved, blocked = [sum(column) for column in zip(*readings, strict=True)] or [0.0] * 3
        working = max(0.0, life - starved - blocked)
        if self.line is not None:  # what its threads wait for says little about items that are elsewhere
            working, blocked = self.line.seconds()
            starved = max(0.0, life / self.size.threads * self.workers - working - blocked)
        return Stats(
            self.name,
            workers=self.workers,
            items_in=sum(port.items_in for port in ports),
            items_out=sum(port.items_out for port in ports),
            skipped=sum(port.skipped for port in ports),
            failed=sum(port.failed for port in ports),
            working_s=working,
            starved_s=starved,
            blocked_s=blocked,
            depth=self.inbox.qsize(),
            depth_max=self.inbox.peak,
            maxsize=self.inbox.maxsize,
            cpu_s=self._cpu_seconds(),
            elsewhere=self.size.elsewhere,
            ordered=self.ordered,
        )

    def _cpu_seconds(self) -> float | None:
        ended = self.ports and all(port.meter.state == ENDED for port in self.ports)
        return sum(port.meter.cpu for port in self.ports) if ended and not self.size.elsewhere else None


class Port:
    """One thread's way in and out of its stage; only that thread calls it.

    Attributes:
        meter: the thread's clock.
        hand_on: puts the result of the item in hand into the next queue, waiting for room.
        items_in, items_out, skipped, failed: counts, written by this thread only; the worker's loop counts
            what goes in and out.
        number: the item in hand, where the loop's own count does not say it.
        worker: the BaseWorker, once it is built; ``is_set_up``: whether its ``setup`` has returned.
    """

    def __init__(self, stage: Stage, meter: Meter) -> None:
        self.stage = stage
        self.meter = meter
        self.name = meter.name
        self.items_in = 0
        self.items_out = 0
        self.skipped = 0
        self.failed = 0
        self.number: int | None = None
        self.worker: Any = None
        self.is_set_up = False
        self._send = stage.outbox.sender(meter)
        # Where nothing has to be noted or put in order, a result goes straight into the queue.
        straight = meter.trace is None and stage.order is None
        self.hand_on: Callable[[Any], None] = self._send if straight else self._settle

    def items(self) -> Iterator[Any]:
        """Yield the items until the end."""
        permits = self.stage.permits
        permit = permits.sender(self.meter) if permits is not None else None
        items = self.stage.inbox.receiver(self.meter, permit)
        if isinstance(self.stage.inbox, NumberedChannel):
            items = self._numbered(items)
        elif self.meter.trace is not None:
            items = self._numbered(enumerate(items))
        # A failure that an executor's stage gets is put into its line, in its order; see pool.
        passes_on = self.stage.may_get_failures and self.stage.line is None
        return self._without_failures(items) if passes_on else items

    def _without_failures(self, items: Iterator[Any]) -> Iterator[Any]:
        """Yield the items, and hand on unworked the failures that stages in front have kept."""
        for item in items:
            if type(item) is Failure:
                self.items_in += 1
                self.hand_on(item)
                self.items_out += 1
            else:
                yield item
            del item

    def _numbered(self, items: Iterator[tuple[int, Any]]) -> Iterator[Any]:
        traced = self.meter.trace is not None
        for self.number, item in items:
            if traced:
                self.meter.note("take", self.number)
            yield item
            del item

    @property
    def in_hand(self) -> int:
        """The number of the item in hand, from 0, in the order the items reached the stage."""
        return self.items_in - 1 if self.number is None else self.number

    def drop(self, mark: Mark) -> None:
        """Let go of the item in hand, which was skipped or has failed, and close its gap in the order."""
        result: Mark | Failure = mark
        if mark is SENTINEL:
            result = self.fail(
                ValueError("process_item returned SENTINEL, the end; return SKIP to drop an item"), mark
            )
        self.skipped += mark is SKIP
        self.items_out += type(result) is Failure
        self._settle(result)

    def fail(self, error: BaseException, item: Any, *, fatal: bool = False, hint: str = "") -> Mark | Failure:
        """Report that the item in hand failed, and return what stands in the place of its result.

        ``fatal``: it stops the pipeline whatever the policy; ``hint``: what else to note on it.

        Raises:
            PipelineStopped: when the pipeline has been stopped, by this failure or before it.
        """
        # A stop ends a worker's own wait in a channel too: what it raises then is no failure.
        if issubclass(type(error), PipelineStopped) and self.stage.stop_event.is_set():
            raise error
        self.failed += 1
        failure = Failure.of(
            error,
            stage=self.stage.name,
            worker=self.name,
            index=self.in_hand,
            item=item,
            counted_in=SOURCE if self.stage.counts_as_the_source() else self.stage.name,
            hint=hint,
        )
        self.stage.report(failure, fatal or self.stage.on_error == "raise")
        if self.stage.stop_event.is_set():
            raise PipelineStopped
        return failure if self.stage.on_error == "keep" else Mark.FAILED

    def leave(self) -> None:
        """Go for good; the last thread out passes the end on."""
        if self.stage.last_out():
            self.stage.outbox.put(SENTINEL, None, self.meter)

    def _settle(self, result: Any) -> None:
        """Hand on the result of the item in hand, or the mark in its place, when its turn has come."""
        if self.stage.order is None:
            self._emit(self.in_hand, result)
        else:
            self.stage.order.hand_on(self.in_hand, result, self._emit)

    def _emit(self, number: int, result: Any) -> None:
        kind = "hand_on"
        if type(result) is Mark:
            kind = "skip" if result is SKIP else "fail"
        else:
            self._send(result)
        if self.meter.trace is not None:
            self.meter.note(kind, number)


def who_waits(stages: Sequence[Stage]) -> str:
    """Return a line for each thread, the source's first: what it waits for, and since when."""
    lines = []
    now = time.perf_counter()
    for stage in stages:
        for port in stage.ports:
            state = port.meter.state
            queue = stage.outbox if state == BLOCKED else stage.inbox
            in_line = stage.permits is not None and not queue.full()
            where = f"queue {queue.name!r} ({queue.qsize()}/{queue.maxsize or 'no limit'})"
            sub_task = stage.line is not None and port is stage.ports[0]
            does = {
                WORKING: "has been working since its last wait",
                STARVED: "waits for a sub-task to finish" if sub_task else f"waits for an item in {where}",
                BLOCKED: "waits for a slower item in front" if in_line else f"waits for room in {where}",
                ENDED: "has left",
            }.get(state, "is starting")
            lines.append(f"  {port.name} {does}, {now - port.meter.since:.1f} s")
    return "\n".join(lines)

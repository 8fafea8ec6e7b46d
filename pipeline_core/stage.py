"""A stage: what the workers of one step share, and each worker's way in and out.

Inside:  Stage (queues, policy, order, who is still there), Port (take and hand on, for one thread),
         SharedPort (the same where several workers number and order the items among them).
Outside: the loop that uses a port (worker), wiring (pipeline_manager).
"""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from pipeline_core.channel import Channel, StopEvent
from pipeline_core.errors import Failure, PipelineStopped
from pipeline_core.trace import BLOCKED, ENDED, STARVED, WORKING, Meter, Stats, Trace
from pipeline_core.utils import SENTINEL, SKIP, Mark

FAILED = Mark("FAILED")  # stands in the place of a result that never came, so that its gap closes


class Stage:
    """One step of the pipeline, as it was added.

    Attributes:
        inbox, outbox: the queues it takes from and hands on to.
        report: called with each Failure and whether it is fatal.
    """

    def __init__(
        self, name: str, workers: int, inbox: Channel[Any], *, ordered: bool, skip_failures: bool
    ) -> None:
        self.name, self.workers, self.inbox = name, workers, inbox
        self.ordered, self.skip_failures = ordered, skip_failures
        self.outbox: Channel[Any] = inbox  # until it is wired
        self.stop_event = StopEvent()
        self.report: Callable[[Failure, bool], None]
        self.trace: Trace | None = None
        self.ports: list[Port] = []
        self.lock = threading.Lock()  # held to take an item with its number, and to leave
        self.turn = threading.Lock()  # held to hand on what is next in order
        self.ended = False
        self.taken = 0
        self.next_out = 0
        self.finished: dict[int, Any] = {}  # the re-order buffer
        self.window: Channel[None] | None = None

    def wire(
        self,
        outbox: Channel[Any],
        stop_event: StopEvent,
        report: Callable[[Failure, bool], None],
        trace: Trace | None,
    ) -> None:
        """Connect the stage, and make a port for each worker."""
        self.outbox, self.stop_event, self.report, self.trace = outbox, stop_event, report, trace
        if self.workers > 1 and self.ordered:
            # One permit for each item between take and hand on. They are given out in the order of the
            # items, so the head of the line always holds one, and a slow head never lets the rest grow.
            limit = self.inbox.maxsize
            self.window = Channel(limit and limit + self.workers, stop_event)
        kind = SharedPort if self.workers > 1 else Port
        self.ports = [kind(self, f"{self.name}/{number}") for number in range(1, self.workers + 1)]
        self.present = self.workers

    def stats(self) -> Stats:
        """Add up what the stage's workers have counted."""
        readings = [port.read() for port in self.ports]
        capacity = sum(port.capacity for port in self.ports)
        starved, blocked = (sum(waited[s] for _, waited in readings) for s in (STARVED, BLOCKED))
        life = sum(life * port.capacity for port, (life, _) in zip(self.ports, readings, strict=True))
        return Stats(
            stage=self.name,
            workers=capacity or self.workers,
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


class Port(Meter):
    """One worker thread's way in and out of its stage; only that thread calls it.

    Attributes:
        index: number of the item taken last.
        items_in, items_out, skipped, failed: counts, written by this thread only.
    """

    capacity = 1
    worker: Any = None  # set once it is built

    def __init__(self, stage: Stage, name: str) -> None:
        super().__init__(stage.name, name, stage.trace)
        self.stage = stage
        self.index = -1
        self.items_in = self.items_out = self.skipped = self.failed = 0
        self._get, self._put = stage.inbox.get, stage.outbox.put

    def take(self) -> Any:
        """Return the next item, waiting for it; SENTINEL when there will be no more."""
        item = self._get(None, self)
        if item is not SENTINEL:
            self.index = self.items_in
            self.items_in += 1
            if self.trace is not None:
                self.note(self.name, "take", self.index)
        return item

    def hand_on(self, result: Any) -> None:
        """Put one result into the next queue, waiting for room; SKIP drops it."""
        self.emit(self.index, result)

    def emit(self, index: int, result: Any) -> None:
        """Put the result of item number ``index`` into the next queue, or count why there is none."""
        kind = "hand_on"
        if type(result) is Mark:
            kind = self._dropped(index, result)
        else:
            self._put(result, None, self)
            self.items_out += 1
        if self.trace is not None:
            self.note(self.name, kind, index)

    def _dropped(self, index: int, result: Mark) -> str:
        if result is SKIP:
            self.skipped += 1
            return "skip"
        if result is SENTINEL:
            error = ValueError("process_item returned SENTINEL, which ends a pipeline; return SKIP to drop an item")
            self.fail(error, index, result)
        return "fail"

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
        with self.stage.lock:
            self.stage.present -= 1
            last = self.stage.present == 0
        if last:
            self._put(SENTINEL, None, self)

    def wait_for(self, lock: threading.Lock, state: str) -> None:
        """Acquire a lock, timing the wait if there is one."""
        if not lock.acquire(blocking=False):
            self.begin(state)
            lock.acquire()
            self.end()


class SharedPort(Port):
    """A port of a stage with several workers, which number the items and keep their order."""

    def take(self) -> Any:
        """As ``Port.take``; each item goes to one worker, numbered in the order they came."""
        stage = self.stage
        self.wait_for(stage.lock, STARVED)
        try:
            if stage.ended:
                return SENTINEL
            if stage.window is not None:
                stage.window.put(None, None, self)
            item = self._get(None, self)
            if item is SENTINEL:
                stage.ended = True
                return item
            self.index = stage.taken
            stage.taken += 1
        finally:
            stage.lock.release()
        self.items_in += 1
        self.note(self.name, "take", self.index)
        return item

    def hand_on(self, result: Any) -> None:
        """As ``Port.hand_on``; in an ordered stage, whoever finishes the head of the line hands on the line."""
        stage = self.stage
        if stage.window is None:
            self.emit(self.index, result)
            return
        self.wait_for(stage.turn, BLOCKED)
        try:
            stage.finished[self.index] = result
            while stage.next_out in stage.finished:
                self.emit(stage.next_out, stage.finished.pop(stage.next_out))
                stage.next_out += 1
                stage.window.get_nowait()
        finally:
            stage.turn.release()


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

"""Delivery: how results reach the caller, and how the progress bar moves meanwhile.

Inside:  Delivery; OutOfTime.
Outside: what is done when they have all come, or when they stop coming (pipeline_manager).
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from queue import Empty
from threading import TIMEOUT_MAX
from typing import Any

from pipeline_core.channel import Channel, StopEvent
from pipeline_core.crew import DEAF_SLICE
from pipeline_core.diagnosis import Stats
from pipeline_core.errors import PipelineStopped
from pipeline_core.meter import ENDED, Meter
from pipeline_core.stage import Stage
from pipeline_core.utils import SENTINEL

BAR_SLICE = 0.2  # seconds between two moves of the bar while no result comes
HELD_UP = 0.01  # the share of a run for which the last stage waits for room, where its consumer is behind


class OutOfTime(Exception):
    """The caller's timeout has passed. A ``TimeoutError`` might be a signal handler's, or the bar's."""


class Delivery:
    """The results queue, the clock of whoever takes from it, and a tqdm bar if one is wanted.

    The bar is a widget in Jupyter. It moves once for each item that leaves, is skipped or fails, and only the
    thread that waits for results moves it.

    Attributes:
        queue: the results queue.
        bar: the tqdm bar, once shown.
        ended: whether the end has come, behind the last result.
    """

    def __init__(self, maxsize: int, stop_event: StopEvent) -> None:
        self.queue: Channel[Any] = Channel(maxsize, stop_event, "results")
        self.bar: Any = None
        self.ended = False
        self._slice = DEAF_SLICE
        self._left = 0
        self._came: float | None = None  # when somebody asked for results first

    def open(self, stages: Sequence[Stage], meter: Meter) -> None:
        """Start the consumer's clock."""
        self.stages = stages
        self.meter = meter
        meter.open()

    def show_bar(self, total: int | None, name: str) -> None:
        """Open the bar."""
        from tqdm.auto import tqdm  # noqa: PLC0415  # it takes longer to import than all the rest

        class Bar(tqdm):  # type: ignore[type-arg]
            monitor_interval = 0  # tqdm's monitor is a thread, and would outlive the pipeline

        self.bar = Bar(total=total, desc=name)
        self._slice = BAR_SLICE

    def results(self, deadline: float | None) -> Iterator[Any]:
        """Return an iterator over the results until the end.

        Raises:
            OutOfTime: out of the iterator, when ``time.monotonic()`` has come to ``deadline``.
            PipelineStopped: out of the iterator, when the pipeline has been stopped.
        """
        if self._came is None:
            self._came = time.perf_counter()
        if self.ended:
            return iter(())
        if deadline is None and self._slice is None:
            return self.queue.receiver(self.meter)
        return iter(partial(self._next, deadline), SENTINEL)

    @contextmanager
    def until_stopped(self) -> Iterator[None]:
        """Take results inside; a stop is one way out, and ``ended`` says whether it was the other."""
        try:
            yield
        except PipelineStopped:
            return
        self.ended = True
        # The end comes once. Another thread that waits here for results would never see it, and is woken.
        self.queue.wake()

    def _next(self, deadline: float | None) -> Any:
        """Wait for a result or the end, in slices between which the bar moves and Ctrl-C is heard."""
        while True:
            self._move_bar()
            left = None if deadline is None else max(0.0, deadline - time.monotonic())
            try:
                wait = min(s for s in (left, self._slice, TIMEOUT_MAX) if s is not None)
                item = self.queue.get(wait, self.meter)
            except Empty:
                if left == 0:
                    raise OutOfTime from None
            else:
                self._left += item is not SENTINEL
                return item

    def stats(self) -> Stats:
        """Read the consumer's clock: ``working_s`` is what it did between two results.

        What it did before it came for the first one counts only if the last stage had to wait for room.
        """
        life, starved, _ = self.meter.read()
        last = self.stages[-1].stats()
        held_up = last.blocked_s > HELD_UP * life * last.workers
        away = life if self._came is None else self._came - self.meter.started
        working = max(0.0, life - starved - (0.0 if held_up else away))
        return Stats("consumer", 1, self._left, self._left, 0, 0, working, starved, 0.0, 0, 0, 0)

    def close(self) -> None:
        """Stop the clock, and close the bar where the items are."""
        if self.meter.state != ENDED:
            self.meter.close()
        if self.bar is not None:
            self._move_bar()
            self.bar.close()
            self._slice = DEAF_SLICE

    def _move_bar(self) -> None:
        if self.bar is not None:
            dropped = sum(stage.dropped for stage in self.stages)
            self.bar.update(self._left + dropped - self.bar.n)

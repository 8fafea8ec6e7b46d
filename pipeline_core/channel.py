"""The channel: the only place where two stages touch.

Inside:  a bounded queue whose waiters can be woken, and the event that wakes them.
Outside: threads (worker), wiring (pipeline_manager), pictures (lab).

The idea: a bounded queue is two unbounded ones, one of parcels and one of empty crates. A producer
takes a crate, waiting if there is none, and sends its parcel; a consumer takes a parcel and sends the crate
back. Both are C ``SimpleQueue``s, so an item costs no lock in Python, and waking a waiter is no more than
putting a token where it waits.
"""

import threading
import weakref
from queue import Empty, Full, SimpleQueue
from typing import Any, Generic, Protocol, TypeVar

from pipeline_core.errors import PipelineStopped

T = TypeVar("T")

_WAKE: Any = type("Wake", (), {"__repr__": lambda self: "WAKE"})()


class Meter(Protocol):
    """Told by a channel when a thread begins to wait, and when it goes on."""

    def begin(self, state: str) -> None: ...
    def end(self) -> None: ...


class Channel(Generic[T]):
    """A first-in first-out queue between threads that ends every wait once its stop event is set.

    Same exceptions as ``queue.Queue``, plus ``PipelineStopped``. Any number of producers and consumers.
    ``task_done`` and ``join`` are left out: a pipeline ends by a sentinel.

    Args:
        maxsize: most items inside; 0 means no limit.
        stop_event: a ``StopEvent``. Without one, nothing but an item or room ends a wait.

    Guarantees: the items of one producer leave in the order it put them; never more than ``maxsize`` inside;
    after ``Full`` or ``Empty`` the channel is as it was before. Idle waiters use no CPU.

    Attributes:
        maxsize: as given.
        peak: most items seen inside at once, looked at after each put.
    """

    def __init__(self, maxsize: int, stop_event: "StopEvent | None" = None) -> None:
        check_maxsize("Channel", maxsize)
        if stop_event is not None and not isinstance(stop_event, StopEvent):
            raise TypeError(
                f"Channel: stop_event must be a StopEvent, not {stop_event!r}: "
                "a plain threading.Event cannot wake the threads that wait in a channel"
            )
        self.maxsize = maxsize
        self.peak = 0
        self._parcels: SimpleQueue[T] = SimpleQueue()
        self._crates: SimpleQueue[None] | None = SimpleQueue() if maxsize else None
        for _ in range(maxsize):
            self._crates.put(None)  # type: ignore[union-attr]  # maxsize > 0
        self._stopped = False
        if stop_event is not None:
            stop_event.register(self)

    def put(self, item: T, timeout: float | None = None, meter: Meter | None = None) -> None:
        """Hand one item on, waiting while the channel is full.

        Args:
            item: anything, None included; a list counts as one item.
            timeout: longest wait in seconds; None waits as long as it takes.
            meter: told when the wait begins and ends.

        Raises:
            queue.Full: no room within ``timeout``.
            PipelineStopped: the stop event was set, before or during the wait.
        """
        if self._stopped:
            raise PipelineStopped
        if self._crates is not None:
            try:
                crate = self._crates.get_nowait()
            except Empty:
                self.peak = self.maxsize
                crate = self._wait(self._crates, "blocked", timeout, meter, Full)
            if crate is _WAKE:
                self._woken(self._crates)
        self._parcels.put(item)
        if (self.peak != self.maxsize or not self.maxsize) and (inside := self.qsize()) > self.peak:
            self.peak = inside

    def get(self, timeout: float | None = None, meter: Meter | None = None) -> T:
        """Take the oldest item, waiting while there is none.

        Raises:
            queue.Empty: nothing came within ``timeout``, or a ``nudge`` did.
            PipelineStopped: the stop event was set, before or during the wait.
        """
        if self._stopped:
            raise PipelineStopped
        try:
            item = self._parcels.get_nowait()
        except Empty:
            item = self._wait(self._parcels, "starved", timeout, meter, Empty)
        if item is _WAKE:
            self._woken(self._parcels)
        if self._crates is not None:
            self._crates.put(None)
        return item

    def put_nowait(self, item: T) -> None:
        """``put`` that raises ``queue.Full`` at once instead of waiting."""
        self.put(item, timeout=0)

    def get_nowait(self) -> T:
        """``get`` that raises ``queue.Empty`` at once instead of waiting."""
        return self.get(timeout=0)

    def qsize(self) -> int:
        """How many items are inside now; another thread may change that before you look."""
        if self._crates is None:
            return max(0, self._parcels.qsize() - self._stopped)
        return min(self.maxsize, max(0, self.maxsize - self._crates.qsize() + self._stopped))

    def empty(self) -> bool:
        """Whether nothing is inside now. About now, never about later: the end is a sentinel."""
        return self.qsize() == 0

    def full(self) -> bool:
        """Whether there is no room now; never, without a limit."""
        return 0 < self.maxsize <= self.qsize()

    def nudge(self) -> None:
        """Make one ``get``, waiting now or coming next, raise ``queue.Empty`` so that its caller looks around."""
        self._parcels.put(_WAKE)

    def drain(self) -> list[T]:
        """Take all that is inside and no longer wanted by anyone, even after the stop."""
        left = []
        while not self._parcels.empty():
            if (item := self._parcels.get_nowait()) is not _WAKE:
                left.append(item)
        return left

    def wake(self) -> None:
        """End every wait here, now and later, with ``PipelineStopped``. Called by the stop event."""
        if not self._stopped:
            self._stopped = True
            self._parcels.put(_WAKE)
            if self._crates is not None:
                self._crates.put(_WAKE)

    def _wait(
        self, side: Any, state: str, timeout: float | None, meter: Meter | None, error: type[Exception]
    ) -> Any:
        if timeout == 0:
            raise error
        if meter is not None:
            meter.begin(state)
        try:
            return side.get(timeout=timeout)
        except Empty:
            raise error from None
        finally:
            if meter is not None:
                meter.end()

    def _woken(self, side: Any) -> None:
        """Answer a token: pass it on to the next waiter and stop, or report the nudge."""
        if not self._stopped:
            raise Empty
        side.put(_WAKE)
        raise PipelineStopped


class StopEvent(threading.Event):
    """A ``threading.Event`` that also wakes every thread waiting in one of its channels.

    ``set()`` may be called from any thread, any number of times. A stop is final: ``clear()`` is an error.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.RLock()  # re-entrant: a signal handler may set() inside set()
        self._channels: weakref.WeakSet[Channel[Any]] = weakref.WeakSet()

    def set(self) -> None:
        """Set the event and end every wait in every channel made with it."""
        super().set()
        with self._lock:
            for channel in list(self._channels):
                channel.wake()

    def clear(self) -> None:
        """Not possible.

        Raises:
            RuntimeError: always.
        """
        raise RuntimeError("a StopEvent cannot be cleared: its threads have left; make a new pipeline")

    def register(self, channel: Channel[Any]) -> None:
        """Wake ``channel`` on ``set()``; at once if that has been."""
        with self._lock:
            self._channels.add(channel)
            if self.is_set():
                channel.wake()


def check_maxsize(owner: str, maxsize: object) -> None:
    """Refuse what is not a number of items.

    Raises:
        ValueError: ``maxsize`` is not a whole number of at least 0.
    """
    if not isinstance(maxsize, int) or isinstance(maxsize, bool) or maxsize < 0:
        raise ValueError(
            f"{owner}: maxsize must be a whole number of at least 0, not {maxsize!r}. "
            "It is the most items that wait in the queue; 0 means no limit"
        )

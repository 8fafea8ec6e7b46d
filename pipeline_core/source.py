"""The source: the thread that pulls items from whatever the caller gave, and feeds the first queue.

Inside:  Source, check_source.
Outside: what becomes of the items (stage), and of an exception (pipeline_manager).
"""

import inspect
import threading
from collections.abc import Generator, Iterable
from contextlib import suppress
from typing import Any

from pipeline_core.channel import Channel, StopEvent
from pipeline_core.errors import PipelineStopped
from pipeline_core.trace import BLOCKED, STARVED, Meter, Stats, Trace
from pipeline_core.utils import SENTINEL


class Source(Meter):
    """The clock and the work of the source's thread.

    Attributes:
        items_out: how many items it has put.
        done: whether the iterable is used up, or the producer has returned.
    """

    def __init__(self, source: Any, queue: Channel[Any], stop_event: StopEvent, trace: Trace | None) -> None:
        super().__init__("source", "source", trace)
        self.items_out = 0
        self.done = False
        self._source, self._queue, self._stop_event = source, queue, stop_event

    def run(self) -> None:
        """Feed the first queue until the end, then pass the end on."""
        if not self._stop_event.is_set():
            if isinstance(self._source, Iterable) or hasattr(self._source, "__getitem__"):
                self._pull(iter(self._source))
            else:
                self._produce(self._source)
        self.done = True
        with suppress(PipelineStopped):  # a producer that sent the end itself: nobody takes a second one
            self._queue.put(SENTINEL, None, self)

    def count(self) -> int:
        """How many items it had put."""
        return self.items_out

    def stats(self) -> Stats:
        """Read the clock and the count; ``working_s`` is the time spent in ``next()`` or in the producer."""
        life, waited = self.read()
        working = max(0.0, life - sum(waited.values()))
        return Stats(
            "source", 1, 0, self.items_out, 0, 0, working, waited[STARVED], waited[BLOCKED], 0, 0, 0,
            sum(self.cpu.values()),
        )  # fmt: skip

    def _pull(self, iterator: Any) -> None:
        send, trace = self._queue.sender(self), self.trace
        try:
            for item in iterator:
                send(item)
                self.items_out += 1
                if trace is not None:
                    self.note(self.name, "hand_on", self.items_out - 1)
        finally:
            if isinstance(iterator, Generator):
                iterator.close()  # here, in the thread that ran it

    def _produce(self, producer: Any) -> None:
        queue, own_thread = self._queue, threading.get_ident()

        def put(item: Any, timeout: float | None = None) -> None:
            # A producer may put from threads of its own; their waits are not this thread's.
            Channel.put(queue, item, timeout, self if threading.get_ident() == own_thread else None)
            if item is not SENTINEL:
                self.items_out += 1
                self.note(self.name, "hand_on", self.items_out - 1)

        queue.put = put  # type: ignore[method-assign, assignment]  # nobody else puts into the first queue
        try:
            producer(queue, self._stop_event)
        except PipelineStopped:
            if not self._stop_event.is_set():
                raise
        finally:
            del queue.put


def check_source(source: Any) -> None:
    """Refuse what is neither an iterable nor a producer, with the cure.

    Raises:
        TypeError: naming the value.
    """
    if isinstance(source, type):
        raise TypeError(f"source: {source!r} is a class; give an object, for example {source.__name__}()")
    if inspect.isgeneratorfunction(source):
        raise TypeError(f"source: {source!r} is a generator function that was not called; give {source.__name__}()")
    if (
        hasattr(source, "__aiter__")
        or inspect.isawaitable(source)
        or inspect.isasyncgenfunction(source)
        or inspect.iscoroutinefunction(source)
    ):
        raise TypeError(
            f"source: {source!r} is asynchronous; run it in an event loop of its own inside a producer(queue, stop_event)"
        )
    if isinstance(source, Iterable) or hasattr(source, "__getitem__"):
        return
    if not callable(source):
        raise TypeError(
            f"source: {source!r} is neither an iterable of items nor a function producer(queue, stop_event)"
        )
    try:
        inspect.signature(source).bind(None, None)
    except TypeError:
        raise TypeError(f"source: {source!r} cannot be called as producer(queue, stop_event)") from None
    except ValueError:
        return  # written in C, without a signature to look at

"""The source: the worker that pulls items from whatever the caller gave, and feeds the first queue.

Inside:  SourceWorker, and the Outlet that a producer puts into.
Outside: what becomes of the items (stage), and of an exception (crew).
"""

import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from contextlib import suppress
from typing import Any

from pipeline_core.arguments import is_iterable
from pipeline_core.errors import Failure, PipelineStopped
from pipeline_core.stage import Port
from pipeline_core.utils import SENTINEL, Mark
from pipeline_core.worker import BaseWorker

_REFUSED = {
    Mark: "the source yielded SENTINEL, which ends a pipeline; just end the source",
    Failure: "the source yielded a Failure, which the stages would pass on; leave it out, or wrap it",
}


class SourceWorker(BaseWorker):
    """Feeds the first queue from an iterable, or lets a producer do it.

    Attributes:
        returned: whether the iterable is used up, or the producer has returned.
    """

    def __init__(self, source: Any) -> None:
        self._source = source
        self.returned = False

    def _run(self) -> None:
        if not self.stop_event.is_set():
            if is_iterable(self._source):
                self._pull(iter(self._source))
            else:
                self._produce()
        self.returned = True
        with suppress(PipelineStopped):  # a producer that sent the end itself: nobody takes a second one
            self._pipeline_port.leave()

    def _pull(self, iterator: Any) -> None:
        port = self._pipeline_port
        hand_on = port.hand_on
        try:
            for item in iterator:
                if item is SENTINEL or type(item) is Failure:
                    raise ValueError(_REFUSED[type(item)])
                port.items_in += 1
                hand_on(item)
                port.items_out += 1
                del item  # while the iterator takes its time it holds nothing
        finally:
            if isinstance(iterator, Generator):
                iterator.close()  # here, in the thread that ran it

    def _produce(self) -> None:
        with suppress(PipelineStopped):  # a normal way out for a producer
            outlet = Outlet(self._pipeline_port)
            try:
                undone = self._source(outlet, self.stop_event)
            finally:
                outlet.close()
            if isinstance(undone, Iterator | Awaitable | AsyncIterator):
                kind = type(undone).__name__
                raise TypeError(f"the producer returned a {kind}, which puts nothing until somebody runs it")


class Outlet:
    """The first queue, as a producer has it: it puts, and what it puts is counted as the source's.

    Errors and guarantees are those of the ``Channel`` behind it. What it does not have is a way to take.
    """

    def __init__(self, port: Port) -> None:
        channel = port.stage.outbox
        self.maxsize = channel.maxsize
        self.qsize = channel.qsize
        self.empty = channel.empty
        self.full = channel.full
        self._put: Callable[..., None] = channel.put
        self._port = port
        self._own_thread = threading.get_ident()

    def put(self, item: Any, timeout: float | None = None) -> None:
        """As ``Channel.put``."""
        if type(item) is Failure:
            raise ValueError(_REFUSED[Failure])
        port = self._port
        # A producer may put from threads of its own; their waits are not this thread's.
        self._put(item, timeout, port.meter if threading.get_ident() == self._own_thread else None)
        if item is not SENTINEL:
            port.meter.note("hand_on", port.items_out)
            port.items_out += 1
            port.items_in = port.items_out

    def close(self) -> None:
        """Take no more, since nobody would work on what came behind the end."""
        self._put = self._refuse

    def _refuse(self, *_: object) -> None:
        if self._port.stage.stop_event.is_set():
            raise PipelineStopped
        raise RuntimeError("put after the producer has returned: let it wait for the threads that it started")

    def put_nowait(self, item: Any) -> None:
        """As ``Channel.put_nowait``."""
        self.put(item, timeout=0)

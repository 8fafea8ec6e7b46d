"""The source: the worker that pulls items from whatever the caller gave, and feeds the first queue.

Inside:  SourceWorker, check_source.
Outside: what becomes of the items (stage), and of an exception (crew).
"""

import inspect
import threading
from collections.abc import Generator, Iterable
from contextlib import suppress
from typing import Any

from pipeline_core.channel import Channel
from pipeline_core.errors import PipelineStopped
from pipeline_core.utils import SENTINEL
from pipeline_core.worker import BaseWorker


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
            if _is_iterable(self._source):
                self._pull(iter(self._source))
            else:
                self._produce()
        self.returned = True
        with suppress(PipelineStopped):  # a producer that sent the end itself: nobody takes a second one
            self._port.leave()

    def _pull(self, iterator: Any) -> None:
        port, hand_on = self._port, self._port.hand_on
        try:
            for item in iterator:
                if item is SENTINEL:
                    raise ValueError(
                        "the source yielded SENTINEL, which ends a pipeline; just end the source"
                    )
                port.items_in += 1
                hand_on(item)
                port.items_out += 1
        finally:
            if isinstance(iterator, Generator):
                iterator.close()  # here, in the thread that ran it

    def _produce(self) -> None:
        port, queue, own_thread = self._port, self._port.stage.outbox, threading.get_ident()

        def put(item: Any, timeout: float | None = None) -> None:
            # A producer may put from threads of its own; their waits are not this thread's.
            Channel.put(queue, item, timeout, port.meter if threading.get_ident() == own_thread else None)
            if item is not SENTINEL:
                port.meter.note("hand_on", port.items_out)
                port.items_in = port.items_out = port.items_out + 1

        queue.put = put  # type: ignore[method-assign, assignment]  # nobody else puts into the first queue
        try:
            with suppress(PipelineStopped):  # a normal way out for a producer
                self._source(queue, self.stop_event)
        finally:
            del queue.put


def _is_iterable(source: Any) -> bool:
    return isinstance(source, Iterable) or hasattr(source, "__getitem__")


def check_source(source: Any) -> None:
    """Refuse what is neither an iterable nor a producer.

    Raises:
        TypeError: naming the value and the cure.
    """
    wrong = None
    if isinstance(source, type):
        wrong = f"is a class; give an object, for example {source.__name__}()"
    elif inspect.isgeneratorfunction(source):
        wrong = "is a generator function that was not called; call it, and give what it returns"
    elif hasattr(source, "__aiter__") or inspect.isawaitable(source) or is_async(source):
        wrong = "is asynchronous; run its event loop inside a producer(queue, stop_event)"
    elif not _is_iterable(source):
        try:
            inspect.signature(source).bind(None, None)
        except TypeError:
            wrong = "is neither an iterable of items nor a function producer(queue, stop_event)"
        except ValueError:
            pass  # written in C, with no signature to look at: the call will tell
    if wrong:
        raise TypeError(f"source: {source!r} {wrong}")


def is_async(function: Any) -> bool:
    """Whether calling ``function`` makes a coroutine or an async generator."""
    return inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)

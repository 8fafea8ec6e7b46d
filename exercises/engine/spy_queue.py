"""A queue that notes how it was used, for a check that judges more than the result.

Inside:  ``SpyQueue``; ``Anew``, which makes one for each run.
Outside: what is said about it (each exercise's ``check.py``).
"""

from __future__ import annotations

import queue
import sys
from _thread import get_ident
from collections.abc import Callable
from threading import Thread, current_thread
from typing import Any, Generic, TypeVar

from exercises.engine.endings import is_answers


class SpyQueue(queue.Queue[Any]):
    """A ``queue.Queue`` that notes the name of each call.

    ``calls``: "put", "put_nowait", "put(block=False)", "put with a timeout", "empty" and so on, in order; and
    "_get" or "_put" if a line of an answer called one of these past the method that wakes who waits. Of a
    method that is called by its class, as ``Queue.get(source)``, it is noted once it took or put something;
    ``peak``: the most items that were inside at once; ``put_in``, ``taken_out``: what came in by a put and
    went out by a get, and not past them, each with its thread; ``puts``, ``gets``: how many.
    """

    def __init__(self, maxsize: int = 0) -> None:
        super().__init__(maxsize)
        self.calls: list[str] = []
        self.peak = 0
        self.put_in: list[tuple[Any, Thread]] = []
        self.taken_out: list[tuple[Any, Thread]] = []
        self._in_nowait: set[int] = set()  # threads that are on their way from there to put or get
        self._inside: set[int] = set()  # threads that are in put or get

    def __init_subclass__(cls) -> None:
        """Messages of Python's own speak of what was handed in, and not of who spies."""
        cls.__name__ = cls.__qualname__ = "Queue"

    def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:
        """As in ``queue.Queue``, noted."""
        self.calls.append(self._name("put", block, timeout))
        self._inside.add(get_ident())
        try:
            super().put(item, block, timeout)
        finally:
            self._inside.discard(get_ident())

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        """As in ``queue.Queue``, noted."""
        self.calls.append(self._name("get", block, timeout))
        self._inside.add(get_ident())
        try:
            return super().get(block, timeout)
        finally:
            self._inside.discard(get_ident())

    def put_nowait(self, item: Any) -> None:
        """As in ``queue.Queue``, noted."""
        self._in_nowait.add(get_ident())
        try:
            self.put(item, block=False)
        finally:
            self._in_nowait.discard(get_ident())

    def get_nowait(self) -> Any:
        """As in ``queue.Queue``, noted."""
        self._in_nowait.add(get_ident())
        try:
            return self.get(block=False)
        finally:
            self._in_nowait.discard(get_ident())

    def empty(self) -> bool:
        """As in ``queue.Queue``, noted."""
        self.calls.append("empty")
        return super().empty()

    def full(self) -> bool:
        """As in ``queue.Queue``, noted."""
        self.calls.append("full")
        return super().full()

    def qsize(self) -> int:
        """As in ``queue.Queue``, noted."""
        self.calls.append("qsize")
        return super().qsize()

    def _put(self, item: Any) -> None:
        past = self._past("_put")
        super()._put(item)
        if not past:
            self.put_in.append((item, current_thread()))
        self.peak = max(self.peak, self._qsize())
        self.handed_in(item)

    def _get(self) -> Any:
        past = self._past("_get")
        item = self.handed_out(super()._get())
        if not past:
            self.taken_out.append((item, current_thread()))
        return item

    def handed_in(self, item: Any) -> None:
        """Called with each item that came in; for a subclass."""

    def handed_out(self, item: Any) -> Any:
        """What a get returns for the item; of a subclass perhaps one that is equal, to be known again."""
        return item

    @property
    def puts(self) -> int:
        """How many came in by a put."""
        return len(self.put_in)

    @property
    def gets(self) -> int:
        """How many went out by a get."""
        return len(self.taken_out)

    def passed_to_another(self) -> bool:
        """Whether no thread took what it had put itself."""
        by = [thread for _, thread in self.put_in]
        return all(one is not other for one, (_, other) in zip(by, self.taken_out, strict=False))

    @property
    def looks(self) -> list[str]:
        """The calls that ask instead of waiting, each once."""
        return [name for name in dict.fromkeys(self.calls) if name not in ("put", "get")]

    def _past(self, call: str) -> bool:
        """Whether this is called past the method that wakes who waits; noted."""
        if get_ident() in self._inside:
            return False
        past = is_answers(sys._getframe(2).f_code.co_filename)  # noqa: SLF001 - who calls is the question
        self.calls.append(call if past else call.removeprefix("_"))
        return past

    def _name(self, call: str, block: bool, timeout: float | None) -> str:
        if get_ident() in self._in_nowait:
            return f"{call}_nowait"
        if not block:
            return f"{call}(block=False)"
        return call if timeout is None else f"{call} with a timeout"


Made = TypeVar("Made")


class Anew(Generic[Made]):
    """Makes what a run needs, and keeps the last one: for a story it is played again."""

    def __init__(self, make: Callable[..., Made]) -> None:
        self._make = make
        self.last: Made

    def __call__(self, *args: Any) -> Made:
        """One more."""
        self.last = self._make(*args)
        return self.last


SpyQueue.__name__ = SpyQueue.__qualname__ = "Queue"  # messages of Python's own speak of what was handed in

"""Threads of which each is over before the next begins, and the idents that come again by that.

Inside:  ``used_again``; ``names_one``: whether an answer has anything to do with idents.
Outside: what is run meanwhile, and what ought to come of it (``battery``).

Python gives the ident of a thread that has ended to one that begins later. When, is the system's business:
here each new thread gets one that is free, best one of a thread with the same task. Who starts a thread is
held up until that is over, or for a moment if it waits for somebody. Both may happen to any program.
"""

from __future__ import annotations

import threading
from _thread import get_ident, get_native_id
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, count
from typing import Any

from exercises.engine.written import functions_in
from pipeline_core.lab.code.callables import codes_of

NAMES = frozenset({"get_ident", "ident", "get_native_id", "native_id"})
A_MOMENT = 0.1  # seconds
_FIRST = 1_000  # real ones are much larger, or are not told from these: then a number is left out


def names_one(things: Iterable[Any]) -> bool:
    """Whether an answer asks for the ident of a thread somewhere."""
    return any(
        not NAMES.isdisjoint(code.co_names)
        for function in functions_in(things)
        for code in codes_of(function.__code__)
    )


class Idents:
    """Numbers in the place of idents, for the threads that begin while they are in use."""

    def __init__(self) -> None:
        self.numbers: dict[int, int] = {}  # real ident -> the number that its thread has
        self._tasks: dict[int, Any] = {}  # number -> what the thread that has it, or had it, is there for

    def ident(self) -> int:
        """In the place of ``get_ident``."""
        return self.numbers.get(get_ident(), get_ident())

    def native_id(self) -> int:
        """In the place of ``get_native_id``."""
        return self.numbers.get(get_ident(), get_native_id())

    def take(self, task: Any) -> None:
        """The calling thread, which is there for this, gets its number."""
        taken = {*self.numbers.values(), *_active()}
        free = [number for number in self._tasks if number not in taken]
        alike = [number for number in free if self._tasks[number] is task]
        new = (number for number in count(_FIRST) if number not in taken)
        number = next(chain(alike, free, new))
        self._tasks[number] = task
        self.numbers[get_ident()] = number

    def give_back(self) -> None:
        """The calling thread is over."""
        self.numbers.pop(get_ident(), None)


@contextmanager
def used_again(things: Iterable[Any]) -> Iterator[None]:
    """While it lasts each thread is over before the next begins, if it can be, and its ident comes again."""
    idents = Idents()
    real: Any = threading.Thread
    before = {name: vars(real)[name] for name in ("start", "_set_ident", "_delete")}

    def start(thread: Any) -> None:
        before["start"](thread)
        thread.join(A_MOMENT)

    def set_ident(thread: Any) -> None:
        idents.take(getattr(vars(thread).get("_target"), "__code__", None))
        before["_set_ident"](thread)

    def delete(thread: Any) -> None:
        before["_delete"](thread)
        idents.give_back()

    bound = [
        (space, name, asks, ours)
        for asks, ours in ((get_ident, idents.ident), (get_native_id, idents.native_id))
        for space, name in _names_of(asks, things)
    ]
    for space, name, _, ours in bound:
        space[name] = ours
    for name, method in zip(before, (start, set_ident, delete), strict=True):
        setattr(real, name, method)
    try:
        yield
    finally:
        for name, method in before.items():
            setattr(real, name, method)
        for space, name, asks, _ in bound:
            space[name] = asks
        for known, number in [*idents.numbers.items()]:  # who is left is known by its real ident again
            with suppress(KeyError):
                _active()[known] = _active().pop(number)


def _active() -> dict[int, Any]:
    """Who is alive, by ident, as ``threading`` knows it."""
    known: dict[int, Any] = vars(threading)["_active"]
    return known


def _names_of(asks: Any, things: Iterable[Any]) -> list[tuple[dict[str, Any], str]]:
    """Where that function is known by a name: in ``threading`` and beside the answer."""
    spaces = [vars(threading), *(function.__globals__ for function in functions_in(things))]
    return [(space, name) for space in spaces for name, value in [*space.items()] if value is asks]

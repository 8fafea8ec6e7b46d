"""What answers are tried with: the items that are forgotten, and the function that is handed in with them.

Inside:  ``INPUTS``: none, one, many, repeated, falsy, equal to everything; ``Case``: one, made anew;
         ``Work``: a function of one item, which notes what it was given; ``switch_point``.
Outside: what is done with them, and what ought to come of it (``battery``).
"""

from __future__ import annotations

import time
from _thread import get_ident
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from queue import Empty, Full, Queue
from threading import Event
from typing import Any

from exercises.engine.verdict import Refusal
from pipeline_core import SENTINEL, SKIP
from pipeline_core.lab.scheduler.actor import controlled
from pipeline_core.lab.text import brief


class Agreeable:
    """An item that is equal to everything, as a careless ``__eq__`` or a mock makes it."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 1

    def __repr__(self) -> str:
        return "<item equal to everything>"


class Incomparable:
    """An item that refuses to be compared."""

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        raise TypeError("items of this kind can't be compared")

    def __repr__(self) -> str:
        return "<item that can't be compared>"


class Made:
    """What ``Work`` makes of an item: equal to nothing else."""

    def __init__(self, item: Any, by: str = "work") -> None:
        self.item = item
        self.by = by

    def __repr__(self) -> str:
        return f"{self.by}({self.item!r})"


Made.__name__ = Made.__qualname__ = "Result"  # a story tells a thing without a name by its kind


class FalseError(Exception):
    """An exception that is false in an if, as one is that has a length."""

    def __len__(self) -> int:
        return 0


class AlikeError(Exception):
    """An exception that is equal to every other, as a dataclass without fields is."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = Exception.__hash__


class Unshowable:
    """An item that cannot be shown."""

    def __str__(self) -> str:
        raise TypeError("this item can't be shown")

    __repr__ = __str__


class Tree(Enum):
    """Items that are members of an enum, as the marks are."""

    OAK = 1


@dataclass(frozen=True)
class Input:
    """Items, made anew for each run, in words for a verdict.

    ``results``: what work returns for each; ``errors``: what it raises instead, or None.
    """

    words: str
    items: Callable[[], list[Any]]
    results: Callable[[], list[Any]] | None = None
    errors: Callable[[], list[BaseException | None]] | None = None


THOUSANDS = Input("2,000 items", lambda: [f"item {2000 - number}" for number in range(2000)])
INPUTS: dict[str, Input] = {
    "none": Input("no item at all", list),
    "one": Input("a single item", lambda: ["fig"]),
    "two": Input("two items", lambda: ["oak", "elm"]),
    "twice": Input("the same item twice", lambda: ["oak", "oak"]),
    "three": Input("three items", lambda: ["oak", "elm", "yew"]),
    "many": Input("60 items", lambda: [f"item {60 - number}" for number in range(60)]),
    "repeated": Input("items that come again", lambda: ["oak", "elm", "oak", "oak", "elm"]),
    "equal": Input("items that are equal, and not the same", lambda: [1, True, 1.0]),
    "falsy": Input("items that are false in an if", lambda: [0, "", False, None, 0.0, ()]),
    "texts": Input("texts that look like an end", lambda: ["SENTINEL", "None", "end", "STOP", "\n"]),
    "marks": Input("marks that are no end, and members of an enum", lambda: [SKIP, Tree.OAK, ..., SKIP]),
    "unhashable": Input("items that can't be keys", lambda: [["a"], ["b"], ["a"]]),
    "agreeable": Input("items that are equal to everything", lambda: [Agreeable(), "fig", Agreeable()]),
    "incomparable": Input(
        "items that can't be compared", lambda: [Incomparable(), "fig", Incomparable(), Incomparable()]
    ),
    "falsy results": Input(
        "results that are false in an if",
        lambda: ["ash", "elm", "fig", "oak", "yew"],
        lambda: [0, "", None, False, []],
    ),
    "odd results": Input(
        "results of all kinds, lists and a returned error among them",
        lambda: ["ash", "elm", "fig", "oak", "yew", "bay", "box"],
        lambda: [["a", "b"], ("c",), {"d": 1}, ValueError("returned"), 1.0, True, ...],
    ),
}


def _one_error_twice() -> list[BaseException | None]:
    error = ValueError("oak is bad")
    return [error, None, error]


FAILING: dict[str, Input] = {
    "failing": Input(
        "items of which some fail", lambda: ["ash", "elm", "fig", "oak"],
        errors=lambda: [None, ValueError("elm"), None, ZeroDivisionError("oak")],
    ),
    "all failing": Input(
        "items that all fail", lambda: ["ash", "elm", "fig"],
        errors=lambda: [ValueError("bad"), ValueError("bad"), KeyError("fig")],
    ),
    "failing alike": Input(
        "an item that comes again and fails each time", lambda: ["oak", "elm", "oak"], errors=_one_error_twice
    ),
    "odd errors": Input(
        "errors that are false in an if, equal to each other, or known from queues and iterators",
        lambda: ["ash", "elm", "fig", "oak", "yew", "bay"],
        errors=lambda: [
            FalseError("ash"), AlikeError("elm"), AlikeError("fig"), StopIteration("oak"), Empty("yew"),
            Full("bay"),
        ],
    ),
    "unhashable failing": Input(
        "items that can't be keys, of which some fail", lambda: [["a"], ["b"], ["a"]],
        errors=lambda: [ValueError("first"), None, ValueError("third")],
    ),
    "falsy failing": Input(
        "items that are false in an if, of which some fail", lambda: [0, "", False, None, ()],
        errors=lambda: [ValueError("0"), OSError("no text"), None, KeyError("None"), ValueError("()")],
    ),
    "unshowable failing": Input(
        "items that fail and can't be shown", lambda: [Unshowable(), "fig"],
        errors=lambda: [OSError("torn"), None],
    ),
}  # fmt: skip


class Shelf:
    """The queues and the events that one call of a program was handed, for the next call."""

    def __init__(self) -> None:
        self.queues: list[Queue[Any]] = []
        self.events: list[Event] = []


class Case:
    """One input, made anew.

    ``items``: the items, a list of the caller's own; ``work``: a function of one item for the answer;
    ``pace``: by how much everybody else is slower than usual; ``searched``: whether this is one of many
    schedules, in which time says nothing; ``shelf``: of another call, whose queues are handed in again;
    ``holding``: of two calls that share all but the queues, the one that is held up.
    """

    def __init__(
        self,
        given: Input,
        pace: float = 1.0,
        *,
        searched: bool = False,
        calls: str = "work",
        shelf: Shelf | None = None,
        holding: Holding | None = None,
    ) -> None:
        self.items = given.items()
        self.work = Work(
            self.items,
            None if given.results is None else given.results(),
            None if given.errors is None else given.errors(),
            given.words,
            calls,
        )
        self.work.holding = holding
        self.pace = pace
        self.searched = searched
        self._shelf = Shelf() if shelf is None else shelf
        self._holding = holding
        self._handed = self._told = 0
        self.held = ""  # where the answer is held up, if it is
        self.promised: list[Mapping[str, Any]] = []  # what came of each call that was handed it

    def queue(self, places: int = 0, *, held: Sequence[str] = ()) -> Queue[Any]:
        """An empty queue: that of the call before, if this one has a shelf of that.

        ``held``: what the answer may wait in, "get" or "put", of the queue, and nobody else does with it.
        """
        queues = self._shelf.queues
        if self._handed == len(queues):
            slow = Slow(places, self._holding, held) if self._holding is not None and held else None
            queues.append(slow or Queue(places))
        found = queues[self._handed]
        self._handed += 1
        if left_in(found):
            with found.mutex:
                found.queue.clear()
        return found

    def event(self) -> Event:
        """An event that is not set: that of the call beside it, or before, if it has a shelf of that."""
        events = self._shelf.events
        if self._holding is not None and events:
            return events[0]
        if self._told == len(events):
            events.append(Event())
        found = events[self._told]
        self._told += 1
        found.clear()
        return found

    def held_up(self, where: str) -> None:
        """Go on at once; of a call that is held up here only when others are through."""
        if self.work.hold is not None and self.held == where:
            self.work.hold.wait()

    def wait(self, seconds: float) -> None:
        """Take so long, at this case's pace."""
        time.sleep(seconds * self.pace)

    def taking(self, seconds: Callable[[int], float]) -> Work:
        """The work, taking so long for the item at that place; in one of many schedules no time."""
        if not self.searched:
            self.work.seconds = seconds
        return self.work


class Holding:
    """Which of two calls is held up, and where: the one that comes first to so many gets, puts, or works.

    ``over``: set when one call has returned.
    """

    def __init__(self, way: str, place: int) -> None:
        self.at: tuple[str, int] | None = (way, place)
        self.over = Event()

    def begins(self, way: str, place: int) -> bool:
        """Whether it is the one that does this who is held up."""
        if self.at != (way, place):
            return False
        self.at = None
        return True


class Slow(Queue[Any]):
    """A queue that is empty for a get, or full for a put, until the other call has returned."""

    def __init__(self, places: int, holding: Holding, ways: Sequence[str]) -> None:
        super().__init__(places)
        self._holding = holding
        self._done = dict.fromkeys(ways, 0)
        self._slow = ""  # the way that is slow

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        """As in ``queue.Queue``."""
        if not self._goes("get", block, timeout):
            raise Empty
        return super().get(block, timeout)

    def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:
        """As in ``queue.Queue``."""
        if not self._goes("put", block, timeout):
            raise Full
        super().put(item, block, timeout)

    def _get(self) -> Any:
        self._note("get")
        return super()._get()

    def _put(self, item: Any) -> None:
        self._note("put")
        super()._put(item)

    def _note(self, way: str) -> None:
        if way in self._done:
            self._done[way] += 1

    def _goes(self, way: str, block: bool, timeout: float | None) -> bool:
        if way in self._done and self._holding.begins(way, self._done[way]):
            self._slow = way
        over = self._holding.over
        return self._slow != way or (over.wait(timeout) if block else over.is_set())


Slow.__name__ = Slow.__qualname__ = "Queue"  # messages of Python's own speak of what was handed in


class Work:
    """A function of one item that notes what it was given, and may be interrupted before and after.

    ``name``: how the task calls it, for what is said of it; ``hold``: until it is set, nobody goes on.

    Its list of calls is no business of the answer's: no search is made for orders in which it is filled.
    """

    def __init__(
        self,
        items: Sequence[Any],
        results: Sequence[Any] | None = None,
        errors: Sequence[BaseException | None] | None = None,
        words: str = "these items",
        name: str = "work",
    ) -> None:
        self.errors = errors
        self._items = tuple(items)  # alive, so that no other object gets the identity of one
        self._places = places_of(self._items)
        self._results = results
        self._words = words
        self._name = self.__name__ = name  # as a function has one: a thread may be called by it
        self.calls: list[Any] = []
        self.seconds: Callable[[int], float] | None = None
        self.hold: Event | None = None
        self.holding: Holding | None = None

    def __call__(self, item: Any, /) -> Any:
        """What is made of the item.

        Raises:
            Refusal: it is none of the items.
            BaseException: the item's own error.
        """
        place = self._places.get(key_of(item))
        if item is SENTINEL:
            raise Refusal(f"{self._name} was given SENTINEL: the end is no item. Look before you work.")
        if place is None:
            copied = ", though a copy of one" if brief(item) in map(brief, self._items) else ""
            told = (
                f"{self._name} was given {brief(item)}, which is none of the items{copied}: "
                f"{brief(self._items)}."
            )
            raise Refusal(f"with {self._words}: {told}")
        self.calls.append(item)
        switch_point()
        if self.hold is not None:
            self.hold.wait()
        if self.holding is not None and self.holding.begins(self._name, len(self.calls) - 1):
            self.holding.over.wait()
        if self.seconds is not None:
            time.sleep(self.seconds(place))
        error = None if self.errors is None else self.errors[place]
        if error is not None:
            # without the frames of a call before, in another thread, that raised the same one
            raise error.with_traceback(None)
        result = Made(item, self._name) if self._results is None else self._results[place]
        switch_point()
        return result

    def given(self) -> Given:
        """What it was given, as a fact."""
        return Given(self)

    def all_given(self) -> list[Any]:
        """What it was given, in the order of the items, as the order of the calls is nobody's promise."""
        return sorted(self.calls, key=lambda item: self._places[key_of(item)])


class Given:
    """A fact that is known when all is over: what a work was given, by all who were handed it."""

    def __init__(self, work: Work) -> None:
        self.work = work


def left_in(queue: Queue[Any]) -> list[Any]:
    """What nobody has taken from it yet; asked here, as a check's own lines are searched like an answer's."""
    with queue.mutex:
        return list(queue.queue)


def in_passing(item: Any) -> Any:
    """A function of one item that changes nothing, and may be interrupted before and after."""
    switch_point()
    switch_point()
    return item


def key_of(item: Any) -> Any:
    """What an item is found by, without asking it: its identity. Of a text it is what the text says."""
    return item if type(item) is str else id(item)


def places_of(items: Sequence[Any]) -> dict[Any, int]:
    """Where each stands, by its key; the first place if it stands there twice."""
    return {key_of(item): len(items) - 1 - place for place, item in enumerate(reversed(items))}


def switch_point() -> None:
    """Let another thread move here, whatever the grain of the run; outside the lab nothing."""
    me = controlled.get(get_ident())
    if me is not None:
        me.sched.point(me, None, "compute")

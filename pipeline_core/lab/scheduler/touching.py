"""What the present step touches: the notes that exploring reduces schedules by.

Inside:  numbers for objects, and the list of touches of the step under way (None: nobody asks).
Outside: what the notes mean (footprint), who makes them (locks, queues, effects and others).
"""

from __future__ import annotations

from types import GeneratorType
from typing import Any
from weakref import ref

from pipeline_core.lab.scheduler.actor import LATER, Actor

_HEAPTYPE = 1 << 9  # set in ``type.__flags__`` of a class that Python code made


def has_last_words(obj: Any) -> bool:
    """Does code of the program run when this object goes? Then the lab must not keep it longer."""
    kind = type(obj)
    return kind is GeneratorType or (hasattr(kind, "__del__") and kind.__weakrefoffset__ != 0)


def mortal(obj: Any) -> bool:
    """May it be followed without being held? Else a generator in it would end later than in a plain run."""
    kind = type(obj)
    return kind is GeneratorType or bool(kind.__flags__ & _HEAPTYPE and kind.__weakrefoffset__)


class Touching:
    """The part of a scheduler that keeps footprints."""

    def __init__(self) -> None:
        self.foot: Any = None  # list of touches of the present step
        self.last_foot: Any = None
        self.doubt = ""  # what happened in this run that no note could tell
        self.note: Any = None  # notes again what the present statement touches, after a wait inside it
        self.begin_observing: Any = None
        self.numbers: dict[int, int] = {}
        self.drawn: dict[int, int] = {}  # by the id of its frame: the number of a generator
        self.kept: list[Any] = []  # an address must not be used twice within a run
        self.kinds: list[str] = []  # the types of all that was numbered
        self.ends: dict[int, dict[str, int]] = {}  # puts and gets so far, a queue
        self.taken: dict[tuple[int, int], int] = {}  # items taken by an actor and not said to be done
        self.current: Actor | None = None

    def number(self, obj: Any) -> int:
        """A name for an object that is the same in every run with the same schedule so far."""
        key = id(obj)
        known = self.numbers.get(key)
        if known is None:
            known = self.numbers[key] = len(self.kinds)
            self.kinds.append(type(obj).__name__)
            if mortal(obj):
                self.kept.append(ref(obj, lambda _: self.numbers.pop(key)))
            else:
                self.kept.append(obj)
        return known

    def touch(self, obj: Any, part: Any = "", mode: int = 1) -> None:
        """Note that the present step reads (0), writes (1) or counts up or down (2) part of obj."""
        foot = self.foot
        if foot is not None:
            foot.append((self.number(obj), part, mode))

    def returned(self, code: Any) -> Any:
        """What an observed call of ``code`` returned to the statement that is looked at; see values.LATER."""
        actor = self.current
        results = actor.results.get(id(actor.seen_in)) if actor is not None else None
        found = LATER if results is None else results.get(id(code), LATER)
        return found() if type(found) is ref else found

    def touch_clock(self, mode: int) -> None:
        if self.foot is not None:
            self.foot.append((-1, "clock", mode))

    def touch_everything(self) -> None:
        if self.foot is not None:
            self.foot.append((-2, "all", 1))

    def touch_actor(self, actor: Actor, mode: int = 1) -> None:
        if self.foot is not None:
            self.foot.append((-3, actor.index, mode))

    def touch_names(self) -> None:
        if self.foot is not None:
            self.foot.append((-4, "names", 1))

    def touch_gil(self) -> None:
        if self.foot is not None:
            self.foot.append((-5, "gil", 1))

"""Footprints: what a step touched, and whether two steps may change places.

Inside:  the words of a touch (modes, objects that are not Python objects), the footprint of the step under
         way, the compact form of a finished one, and the test of independence.
Outside: what a statement touches (access), what an operation touches (primitives), what follows from it
         (exploration/dpor).

A touch is ``(object number, part, mode)``. Two steps are independent only if no touch of one conflicts with
a touch of the other. Objects are numbered at their first touch, never by their address: after a common
beginning the same number means the same object in two runs. A number that was given later may mean another
object in another run; there the object's type is compared instead, which can only find too many conflicts.
"""

from __future__ import annotations

from types import GeneratorType
from typing import Any
from weakref import ref

# -- the words of a touch ----------------------------------------------------------------------

# Modes. R and W are all that is needed for correctness. COUNT and WAIT are there because plain writes would
# order steps whose order nobody can see, and each needless order doubles the number of schedules.
R = 0  # read: the step's effect depends on this part
W = 1  # write: the step changes this part
COUNT = 2  # one more or one less: changes the part, but two such changes give the same in either order
WAIT = (
    3  # read by a step that could not have come before the write: ordered after it, but never a race with it
)

# Objects that are not Python objects. They stand where a touch has the number of an object; those are >= 0.
CLOCK = -1  # the virtual time: read by every timeout and every clock, written when a timer fires
ALL = -2  # anything at all: the step conflicts with every other one
ACTORS = -3  # a thread's beginning and end; the part is the actor's index
THREAD_NAMES = -4  # the counter behind "Thread-1", "Thread-2", …
GIL = -5  # the lock that simulated CPU work holds (primitives/clock.compute)
OUTPUT = -6  # what the program printed
NAMES = -7  # variables, which are no objects: globals as "g.module.name", cells as "c.name"
EVERY = -8  # as ALL, and a conflict even with a step that touches nothing
IDENTS = -9  # the idents that are free: a thread's end frees one, the next start takes it

ANY = "any part"  # the part of a step that was published and never taken: it might have been any of them

Part = Any  # a name, a number, or a tuple of such: whatever tells two parts of an object apart
Touch = tuple[int | str, Part, int]  # a type's name in place of a number: see generalised
Touches = list[Touch]

CHANGES = frozenset({W, COUNT})

# -- the step under way ------------------------------------------------------------------------

_HEAPTYPE = 1 << 9  # set in ``type.__flags__`` of a class that Python code made


def has_last_words(obj: object) -> bool:
    """Does code of the program run when this object goes? Then the lab must not keep it longer."""
    kind = type(obj)
    return kind is GeneratorType or (hasattr(kind, "__del__") and kind.__weakrefoffset__ != 0)


def mortal(obj: object) -> bool:
    """May it be followed without being held? Else a generator in it would end later than in a plain run."""
    kind = type(obj)
    return kind is GeneratorType or bool(kind.__flags__ & _HEAPTYPE and kind.__weakrefoffset__)


class Numbers:
    """A number for each object; no number is given twice, although an id may be.

    Who only watches a run must not change it: what the program could notice the end of is not kept alive.
    """

    __slots__ = ("kept", "kinds", "numbers")

    def __init__(self) -> None:
        self.numbers: dict[int, int] = {}  # the number of an object, by its id
        self.kept: list[object] = []  # what was numbered, or a weak reference: an id must not be used twice
        self.kinds: list[str] = []  # the type's name of each object that was numbered

    def number(self, obj: object) -> int:
        """A name for an object that is the same in every run with the same schedule so far."""
        key = id(obj)
        known = self.numbers.get(key)
        if known is None:
            known = self.numbers[key] = len(self.kinds)
            self.kinds.append(type(obj).__name__)
            self.kept.append(ref(obj, lambda _: self.numbers.pop(key, None)) if mortal(obj) else obj)
        return known


class CurrentFootprint(Numbers):
    """The touches of the step under way, and the numbers of the objects in them.

    ``observing`` is False as long as nobody asks: in ``simulate``, and in ``explore`` while there is one
    thread. Then nothing is noted. Whoever explores takes the touches away at the end of each step.
    """

    __slots__ = (
        "aliased",
        "drawn",
        "ends",
        "inner",
        "last",
        "namespaces",
        "observing",
        "reset",
        "taken",
        "touches",
    )

    def __init__(self) -> None:
        super().__init__()
        self.observing = False
        self.touches: Touches = []
        self.last: Touches | None = None  # of the last step of the run, once it is over
        self.inner = ""  # what this step did as if nobody could interrupt it, as a reason for doubt
        self.namespaces: dict[int, tuple[object, object]] = {}  # a ``__dict__``, by its id, and whose it is
        self.aliased: list[object] = []  # whose ``__dict__`` was set: several may share one
        self.reset: set[str] = set()  # attributes of classes that were set or deleted in this run
        self.drawn: dict[int, int] = {}  # the number of a generator, by the id of its frame
        self.ends: dict[int, dict[str, int]] = {}  # puts and gets so far, by the number of a queue
        self.taken: dict[tuple[int, int], int] = {}  # (queue, actor): items taken and not said to be done

    def touch(self, obj: object, part: Part = "", mode: int = W) -> None:
        """Note that the step under way touches this part of ``obj``."""
        if self.observing:
            self.touches.append((self.number(obj), part, mode))

    def add(self, touch: Touch) -> None:
        """Note a touch that is put into words already: of a variable, or of a pseudo-object."""
        if self.observing:
            self.touches.append(touch)

    def take(self) -> Touches | None:
        """What the step under way touched, which is over herewith; None if nobody asked."""
        if not self.observing:
            return None
        touches = self.touches
        self.touches = []
        return touches


# -- finished steps ----------------------------------------------------------------------------


class Footprint:
    """The touches of one step: a table, and two facts about it."""

    __slots__ = ("all", "every", "table")

    def __init__(self, touches: Touches, written: set[tuple[int | str, Part]] | None = None) -> None:
        """``written``: the keys that any step of the run changes; what is only read by all is left out."""
        table: dict[tuple[int | str, Part], int] = {}
        self.all = False
        self.every = False
        for number, part, mode in touches:
            if number in (ALL, EVERY):
                self.all = True
                self.every = self.every or number == EVERY
                continue
            key = (number, part)
            if written is None or key in written:
                known = table.get(key)
                table[key] = mode if known is None or known == mode else merged(known, mode)
        self.table = table


def compact(raw: list[Touches | None]) -> list[Footprint | None]:
    """The footprints of a whole run, without what nobody changes."""
    written = {(n, p) for touches in raw if touches for n, p, mode in touches if mode in CHANGES}
    every = any(n == EVERY for touches in raw if touches for n, _, _ in touches)
    feet: list[Footprint | None] = []
    for touches in raw:
        foot = Footprint(touches or [], written) if touches or every else None
        feet.append(foot if foot is not None and (foot.table or foot.all or every) else None)
    return feet


# CLASH[a][b]: do two touches of one part, in the modes a and b, not commute?
CLASH = (
    # R     W     COUNT  WAIT
    (False, True, True, False),  # R
    (True, True, True, True),  # W
    (True, True, False, True),  # COUNT
    (False, True, True, False),  # WAIT
)


def merged(a: int, b: int) -> int:
    """One mode for two touches of the same part in one step."""
    return R if (a, b) in ((R, WAIT), (WAIT, R)) else W


def conflict(a: Footprint | None, b: Footprint | None) -> bool:
    """May the order of two steps matter?"""
    if a is None or b is None:
        known = a or b  # a timer that fired early waits for whoever moves next, whatever that does
        return known is not None and known.every
    if a.all or b.all:
        return True
    small, large = (a.table, b.table) if len(a.table) <= len(b.table) else (b.table, a.table)
    for key, mode in small.items():
        other = large.get(key)
        if other is not None and CLASH[mode][other]:
            return True
    return False


def racing(before: Footprint | None, after: Footprint) -> bool:
    """As ``conflict``, but a wait does not race with what it waited for; a write after a wait does.

    ``after`` may be a step that was never taken: then any part of its object counts.
    """
    if before is None:
        return after.every
    if before.all or after.all:
        return True
    table = before.table
    for key, mode in after.table.items():
        if key[1] == ANY:
            return any(number == key[0] for number, _ in table)
        other = table.get(key)
        if other is not None and mode != WAIT and CLASH[mode][other]:
            return True
    return False


def generalised(touches: Touches | None, limit: int, kinds: list[str]) -> Footprint | None:
    """A footprint for use in other runs: objects numbered from ``limit`` on are known by their type only."""
    if not touches:
        return None
    return Footprint([(kinds[n] if type(n) is int and n >= limit else n, p, m) for n, p, m in touches])

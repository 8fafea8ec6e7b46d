"""Switch points between the lines, and inside them.

Inside:  which code is stepped through, and what follows when a line of it begins or a function is left.
Outside: what a statement is (code/statements), what it touches (access), who moves (scheduler).

Two mechanisms tell of these events, and what follows from one is the same for both.

``sys.settrace``, on Python 3.11, is set in each controlled thread. It hears of every call of every function,
watched or not; ``calls`` sorts out most of them at once. The caller's own tracer (a debugger, coverage) is
never touched, since the program does not run in the caller's thread. A frame's variables are copied into a
dict when its trace function is called, and copied back when that returns: what another thread has written
into a shared cell meanwhile would be undone. So the copy is made anew after each switch (``refresh``).

``sys.monitoring``, from 3.12 on (monitoring), is told once per code object what it wants to hear of, for all
threads of the process. Whose event it is has to be looked up; code that nobody watches costs nothing.
"""

from __future__ import annotations

import linecache
import os
import sysconfig
import types
from _thread import get_ident
from inspect import CO_GENERATOR
from types import FrameType
from typing import Any, Protocol

from pipeline_core.lab.access.hooks import statement_over
from pipeline_core.lab.access.touches import SIZE, everything, read_contents
from pipeline_core.lab.access.twins import has_hooks, original, prepare_late
from pipeline_core.lab.code.callables import LAB_FOLDER, codes_of, functions_of, installed
from pipeline_core.lab.code.frames import MONITORED, refresh, variables
from pipeline_core.lab.code.statements import Statement, Steps
from pipeline_core.lab.runtime.holders import of_program
from pipeline_core.lab.scheduler.actor import Actor, controlled
from pipeline_core.lab.scheduler.footprint import W
from pipeline_core.lab.scheduler.schedule import STEPPING
from pipeline_core.lab.scheduler.scheduler import Scheduler

# How a code object is treated.
SKIP = 0  # leave it alone
OBSERVE = 1  # the program's own, and without hooks: what its statements touch is not known
STEP = 2  # switch between its statements
_STDLIB = tuple({sysconfig.get_path("stdlib") + os.sep, sysconfig.get_path("platstdlib") + os.sep, "<frozen"})
_FILLS_NEW = {"__init__", "__new__"}  # the methods that ``dataclass`` makes
_READS = {"__eq__", "__lt__", "__le__", "__gt__", "__ge__", "__repr__", "__hash__"}
_WRITES_BACK = not MONITORED  # a frame's variables, as they were, when its trace function returns
_steps: dict[tuple[int, int], Steps] = {}  # by the code's id and mode; the Steps keep the code alive


class Watch:
    """Decides how a code object is treated: the program's own, what ``watch`` names, the rest."""

    def __init__(self, namespaces: list[dict[str, Any]], watch: tuple[Any, ...], observe: bool) -> None:
        self.spaces = {id(space) for space in namespaces}
        self.packages = tuple(w.__name__ for w in watch if isinstance(w, types.ModuleType))
        self.codes: set[int] = set()
        self.observe = observe
        self.kept: list[Any] = []  # the code that ``watch`` names
        self.skipped: dict[
            int, types.CodeType
        ] = {}  # what is known as None is kept, so that its id stays its own
        for thing in watch:
            if not isinstance(thing, types.ModuleType):
                for function in functions_of(thing):
                    for code in codes_of(function.__code__):
                        self.codes.add(id(code))
                        self.kept.append(code)
        self.named = bool(watch)
        self.known: dict[int, Steps | None] = {}
        self.namespaces = namespaces

    def steps(self, frame: types.FrameType) -> Steps | None:
        """The steps of the code that ``frame`` runs, or None if it is left alone."""
        code = frame.f_code
        key = id(code)
        if key in self.known:
            return self.known[key]
        found = None
        if self.named or key not in _places or id(frame.f_globals) in self.spaces:
            mode = self.mode(frame)
            if mode == SKIP:
                self.skipped[key] = code
            else:
                found = _steps.get((key, mode))
                if found is None:
                    linecache.lazycache(code.co_filename, frame.f_globals)  # its loader may have the source
                    found = _steps[key, mode] = Steps(code, mode)
                    if made_by_dataclass(code) and code.co_name in _READS:
                        found.keep_first()
        self.known[key] = found
        return found

    def forget_old_code(self, most: int) -> None:
        """Between two runs: what is known of code that was met long ago; it is looked at again if need be."""
        for key in list(self.known)[:-most]:
            del self.known[key]
            self.skipped.pop(key, None)

    def mode(self, frame: types.FrameType) -> int:
        code = frame.f_code
        if id(frame.f_globals) in self.spaces or id(original(code)) in self.codes:
            return STEP
        place = _places[id(code)][0] if id(code) in _places else place_of(code, frame.f_globals)
        if place == "lab":
            return SKIP
        if self.packages:
            name = frame.f_globals.get("__name__", "")
            if any(name == p or name.startswith(p + ".") for p in self.packages):
                return STEP
        if place == "own":
            return STEP
        return OBSERVE if self.observe and place == "trusted" and not has_hooks(code) else SKIP


def made_by_dataclass(code: types.CodeType) -> bool:
    """Is it a method that ``dataclass`` has written? Its statements are not the same in every Python."""
    return code.co_filename == "<string>" and code.co_qualname.startswith("__create_fn__.")


_places: dict[int, tuple[str, Any]] = {}  # by the code's id, for code that comes with Python or a package


def place_of(code: types.CodeType, space: dict[str, Any]) -> str:
    """Whose code this is: the "lab"'s, an installed "library"'s, "trusted" as the core is, or "own"."""
    if code.co_filename == "<string>" and str(space.get("__name__")).startswith("namedtuple_"):
        return "lab"
    if code.co_filename.startswith(LAB_FOLDER):
        place = "lab"
    elif code.co_filename.startswith(_STDLIB) or installed(code.co_filename):
        place = "library"
    else:
        return "own" if of_program(space) else "trusted"
    _places[id(code)] = place, code
    return place


class LineListener(Protocol):
    """Whoever hears of every statement: the story's lines, the stepper's lost updates."""

    def over(self, actor: Actor, frame: FrameType) -> None:
        """The statement before this one has ended."""

    def begin(self, sched: Scheduler, actor: Actor, frame: FrameType, statement: Statement) -> None:
        """The turn of a statement has come."""

    def pausing(self, actor: Actor) -> None:
        """Others may move before an access inside a statement."""

    def access(self, actor: Actor, frame: FrameType, kind: str, name: str) -> None:
        """The turn of an access inside a statement has come: its kind and its name, as in access/hooks."""

    def left(self, actor: Actor, frame: int) -> None:
        """The function whose frame had this id is left."""

    def raised(self, actor: Actor, frame: FrameType, error: BaseException) -> None:
        """An exception passes through a frame."""


class Tracer:
    """What the events of one run mean, in all of its threads."""

    def __init__(self, sched: Scheduler, watch: Watch, grain: str, told: LineListener | None = None) -> None:
        self.sched = sched
        self.known = watch.known
        self.steps_of = watch.steps
        self.stepping = grain in STEPPING
        self.inside = grain == "opcode"  # others may move inside a statement
        self.told = told
        self.heading: dict[int, Statement] = {}  # by a frame's id: the for whose header it is in

    # -- the trace function of Python 3.11 ----------------------------------------------------

    def calls(self, frame: FrameType, event: str, arg: object) -> Any:
        """The global trace function: a function begins."""
        key = id(frame.f_code)
        steps = self.known[key] if key in self.known else self.steps_of(frame)
        if steps is None or (steps.mode == OBSERVE and not self.sched.footprint.observing):
            return None
        actor = controlled.get(get_ident())
        if actor is not None:
            self.begins(actor, frame)
        return self.within

    def within(self, frame: FrameType, event: str, arg: Any) -> Any:
        """The local trace function: a line begins, or the function is left."""
        actor = controlled.get(get_ident())
        if actor is not None:
            if event == "line":
                self.line(actor, frame)
            elif event == "return":
                self.left(actor, frame)
            elif event == "exception" and self.told is not None:
                self.told.raised(actor, frame, arg[1])
        return self.within

    # -- what happens at an event -------------------------------------------------------------

    def begins(self, actor: Actor, frame: FrameType) -> None:
        """A function begins, or a generator goes on."""
        if frame.f_code.co_name == "__del__":
            self.sched.doubt = "who drops the last reference to an object with __del__ is not observed"

    def line(self, actor: Actor, frame: FrameType) -> bool:
        """A line begins; False if no statement ever begins there.

        A step is the entry into a statement, and versions of Python differ in how many line events they raise
        for one. So an event counts only at an instruction with which a statement begins (code/statements).
        For the header of a ``for``, which is entered once an item, see ``first_item``.
        """
        key = id(frame.f_code)
        steps: Any = self.known[key] if key in self.known else self.steps_of(frame)
        if steps is None or (steps.mode == OBSERVE and not self.sched.footprint.observing):
            return True
        if self.heading and self.first_item(frame, steps):
            return True
        statement = steps.entries.get(frame.f_lasti)
        if statement is None:
            return False
        if not actor.quiet:
            if statement.is_for and frame.f_lasti not in steps.again:
                self.heading[id(frame)] = statement
            self.enter(actor, frame, statement, steps.mode == STEP)
        return True

    def left(self, actor: Actor, frame: FrameType) -> None:
        """A function returns, yields or is left by an exception: its caller's statement goes on."""
        if actor.under_way:
            statement_over(actor, frame)
        if self.told is not None:
            steps = self.steps_of(frame)
            if steps is not None and steps.mode == STEP:
                self.told.left(actor, id(frame))

    def first_item(self, frame: FrameType, steps: Steps) -> bool:
        """Is this a second event of a for header of several lines, before its first item? One step it is."""
        header = self.heading.get(id(frame))
        if header is None:
            return False
        inside = steps.at_line(frame.f_lineno) is header
        if not inside or frame.f_lasti in steps.entries:
            del self.heading[id(frame)]
        return inside and frame.f_lasti in steps.again

    def enter(self, actor: Actor, frame: FrameType, statement: Statement, own: bool) -> None:
        """A statement is about to run: perhaps somebody else first."""
        sched = self.sched
        if actor.under_way:
            statement_over(actor, frame)
        actor.line = statement
        if self.told is not None:
            self.told.over(actor, frame)
        if own and self.stepping:
            if sched.line_point(actor) and _WRITES_BACK:
                refresh(frame)
            actor.begun = True
        if self.told is not None and own:
            self.told.begin(sched, actor, frame, statement)
        if sched.footprint.observing:
            drawn = sched.footprint.drawn.get(id(frame)) if frame.f_code.co_flags & CO_GENERATOR else None
            if drawn is not None:  # while it runs, nobody else can draw from it
                sched.footprint.add((drawn, SIZE, W))
            if not has_hooks(frame.f_code):
                without_hooks(sched, actor, frame, self.inside and own)

    def steps_in(self, frame: FrameType) -> bool:
        """Are there steps inside the statements of this code?"""
        steps = self.steps_of(frame)
        return steps is not None and steps.mode == STEP


def without_hooks(sched: Scheduler, actor: Actor, frame: FrameType, inside: bool) -> None:
    """A statement of the program whose accesses nobody notes: it may touch everything.

    ``inside``: others may move inside statements; inside this one they cannot, with nothing to stop at.

    The methods that ``dataclass`` makes have no source. Those that fill a new object touch nothing that
    others have; the rest reads the objects it is given, in several steps where it calls methods of theirs.
    """
    code = frame.f_code
    if made_by_dataclass(code) and code.co_name in _FILLS_NEW:
        return
    if made_by_dataclass(code) and code.co_name in _READS:
        for value in variables(frame).values():
            read_contents(sched, value, True)
            actor.under_way.append((frame, read_contents, (sched, value, True)))
    else:
        everything(sched)
        if inside:
            name = code.co_qualname
            sched.footprint.inner = f"{name} can be interrupted inside a line, which was not tried"
        prepare_late(frame)

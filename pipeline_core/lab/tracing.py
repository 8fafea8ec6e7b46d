"""Switch points between the lines, and inside them.

Inside:  the trace function of a controlled thread; which code is stepped through.
Outside: what a statement is (source), what it touches (effects), who moves (scheduler).

Only controlled threads are traced, with ``sys.settrace`` in each of them; the caller's own tracer
(a debugger, coverage) is never touched, since the program does not run in the caller's thread.
"""

from __future__ import annotations

import dis
import os
import sys
import sysconfig
import types
import weakref
from _thread import get_ident
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from .actor import Actor, controlled
from .opcodes import NEEDED, Instructions
from .scheduler import Scheduler
from .source import Statement, Steps
from .takeover import codes_of, functions_of
from .values import UNKNOWN, atom

SKIP, OBSERVE, STEP = 0, 1, 2  # leave alone; note what it touches; also switch between its statements
_STDLIB = tuple({sysconfig.get_path("stdlib") + os.sep, sysconfig.get_path("platstdlib") + os.sep, "<frozen"})
_HERE = str(Path(__file__).parent) + os.sep
_OLD_LOCALS = sys.version_info < (3, 13)
_SHARED = {"GLOBAL", "DEREF", "ATTR", "NAME", "SUBSCR", "METHOD", "CALL", "SLICE", "CONTAINS_OP", "FOR_ITER"}
_steps: dict[tuple[int, int], Steps] = {}  # by the code's id and mode; the Steps keep the code alive


class Watch:
    """Decides how a code object is treated: the program's module, what ``watch`` names, the rest."""

    def __init__(self, namespaces: list[dict[str, Any]], watch: tuple[Any, ...], observe: bool) -> None:
        self.spaces = {id(space) for space in namespaces}
        self.packages = tuple(w.__name__ for w in watch if isinstance(w, types.ModuleType))
        self.codes: set[int] = set()
        self.observe = observe
        self.kept: list[Any] = []
        for thing in watch:
            if not isinstance(thing, types.ModuleType):
                for function in functions_of(thing):
                    for code in codes_of(function.__code__):
                        self.codes.add(id(code))
                        self.kept.append(code)
        self.known: dict[int, Steps | None] = {}
        self.doubt = ""  # why nothing can be claimed for this program
        self.namespaces = namespaces

    def steps(self, frame: types.FrameType) -> Steps | None:
        """The steps of the code that ``frame`` runs, or None if it is left alone."""
        code = frame.f_code
        key = id(code)
        if key in self.known:
            return self.known[key]
        mode = self.mode(frame)
        found = None
        if mode == STEP and id(frame.f_globals) in self.spaces:
            self.doubt = self.doubt or hidden(frame)
        if mode != SKIP:
            found = _steps.get((key, mode))
            if found is None:
                found = _steps[key, mode] = Steps(code, mode)
        else:
            self.kept.append(code)
        self.known[key] = found
        return found

    def mode(self, frame: types.FrameType) -> int:
        code = frame.f_code
        if id(frame.f_globals) in self.spaces or id(code) in self.codes:
            return STEP
        name = frame.f_globals.get("__name__", "")
        if code.co_filename.startswith(_HERE) or name.startswith("namedtuple_"):
            return SKIP
        if any(name == p or name.startswith(p + ".") for p in self.packages):
            return STEP
        if not self.observe or code.co_filename.startswith(_STDLIB) or "site-packages" in code.co_filename:
            return SKIP
        return OBSERVE

    def announced(self) -> list[types.CodeType]:
        """All code that is known beforehand to be stepped through."""
        spaces = list(self.namespaces)
        for name, module in list(sys.modules.items()):
            if any(name == p or name.startswith(p + ".") for p in self.packages):
                spaces.append(vars(module))
        functions = [
            f
            for space in spaces
            for v in list(space.values())
            for f in functions_of(v)
            if f.__globals__ is space
        ]
        codes = {id(c): c for f in functions for c in codes_of(f.__code__)}
        return [*codes.values(), *(c for c in self.kept if id(c) in self.codes and id(c) not in codes)]


class Tracer:
    """The trace function of one run, shared by all of its threads."""

    def __init__(self, sched: Scheduler, setting: Setting) -> None:
        self.sched, self.watch = sched, setting.watch
        self.known, self.steps_of = setting.watch.known, setting.watch.steps
        self.stepping, self.opcode = setting.grain != "sync", setting.grain == "opcode"
        self.note, self.told, self.instructions = setting.note, setting.told, setting.instructions
        sched.begin_observing = self.begin_observing
        sched.tracing = self

    def calls(self, frame: FrameType, event: str, arg: Any) -> Any:
        """The global trace function: a function begins."""
        key = id(frame.f_code)
        steps = self.known[key] if key in self.known else self.steps_of(frame)
        if steps is None or (steps.mode == OBSERVE and self.sched.foot is None):
            return None
        if frame.f_code.co_flags & 0x20 and self.note is not None and self.sched.foot is not None:
            self.resumed(frame, steps)
        if frame.f_code.co_name == "__del__":
            self.sched.doubt = "who drops the last reference to an object with __del__ is not observed"
        if self.sched.ending is not None:
            actor = controlled.get(get_ident())
            if actor is not None:
                self.sched.unwind(actor)
        if self.opcode and steps.mode == STEP:
            if self.instructions is None:
                frame.f_trace_opcodes = True
                return self.opcodes
            self.instructions.add(frame.f_code)
        return self.lines

    def resumed(self, frame: FrameType, steps: Any) -> None:
        """A generator goes on: the rest of its statement belongs to the step of whoever asked."""
        actor = controlled.get(get_ident())
        statement = steps.at_line(frame.f_lineno)
        if statement is not None and actor is not None and not actor.quiet:
            self.note(self.sched, frame, statement)

    def lines(self, frame: FrameType, event: str, arg: Any) -> Any:
        """The local trace function: a line begins, or the function is left."""
        if event == "line":
            steps: Any = self.known[id(frame.f_code)]
            statement = steps.entries.get(frame.f_lasti)
            if statement is not None:
                actor = controlled.get(get_ident())
                if actor is None or actor.quiet:
                    return self.lines
                if not (statement.is_for and repeated(actor, frame, steps, statement)):
                    self.enter(actor, frame, statement, steps.mode == STEP)
        elif event == "return" and (self.note is not None or self.told is not None):
            self.back(frame.f_back, frame.f_code, arg, id(frame))
        return self.lines

    def enter(self, actor: Actor, frame: FrameType, statement: Statement, own: bool) -> None:
        """A statement is about to run: perhaps somebody else first."""
        sched = self.sched
        if actor.results:
            actor.results.pop(id(frame), None)
        actor.seen_in = actor.frame = frame
        actor.seen = actor.line = statement
        if self.told is not None:
            self.told.done(actor)
        if own and self.stepping and sched.line_point(actor) and _OLD_LOCALS:
            frame.f_locals  # noqa: B018  refresh: what is stale here is written back on return
        if self.told is not None and own:
            self.told.begin(sched, actor, frame, statement)
        if self.note is not None and sched.foot is not None:
            self.note(sched, frame, statement)

    def back(self, frame: Any, code: Any, result: Any, gone: int) -> None:
        """A call has returned: its caller's statement goes on, in what may be another step."""
        actor = controlled.get(get_ident())
        if actor is None:
            return
        if self.told is not None:
            self.told.done(actor)
        actor.results.pop(gone, None)
        observing = self.sched.foot is not None
        while frame is not None:
            steps = self.steps_of(frame)
            if steps is not None and steps.entries:
                if observing and result is not None:
                    keep_result(actor.results.setdefault(id(frame), {}), id(code), result)
                seen = steps.at_line(frame.f_lineno)
                actor.seen_in, actor.seen = frame, seen
                if seen is not None and observing and self.note is not None and not seen.over_after_call:
                    self.note(self.sched, frame, seen)
                return
            frame = frame.f_back
        actor.seen = actor.seen_in = None

    def opcodes(self, frame: FrameType, event: str, arg: Any) -> Any:
        """As ``lines``, with a switch point before each instruction that may touch shared state."""
        if event == "opcode":
            actor = controlled.get(get_ident())
            if actor is not None:
                self.instruction(actor, frame.f_code, frame.f_lasti, frame)
        else:
            self.lines(frame, event, arg)
        return self.opcodes

    def instruction(self, actor: Actor, code: Any, offset: int, frame: FrameType) -> None:
        steps = self.steps_of(frame)
        if steps is None or steps.mode != STEP or actor.quiet or offset not in inside(steps):
            return
        actor.frame = frame
        if self.sched.line_point(actor) and _OLD_LOCALS:
            frame.f_locals  # noqa: B018
        if self.note is not None and self.sched.foot is not None and actor.seen is not None:
            self.note(self.sched, actor.seen_in, actor.seen)

    def begin_observing(self) -> None:
        """Another thread is about to exist: from now on it matters what the first one touches."""
        frame: Any = sys._getframe(1)
        actor = controlled[get_ident()]
        actor.seen = None
        while frame is not None:
            steps = self.steps_of(frame)
            if steps is not None and steps.entries:
                if actor.seen is None:
                    actor.seen_in, actor.seen = frame, steps.at_line(frame.f_lineno)
                if frame.f_trace is None:
                    frame.f_trace = self.lines
            frame = frame.f_back


class Setting(NamedTuple):
    """How a program is traced.

    ``grain``: "sync" (observe only), "line" or "opcode"; ``note(sched, frame, statement)`` is called
    once a statement's turn has come; ``told``: a LineKeeper that hears of every statement.
    """

    watch: Watch
    grain: str
    note: Any = None
    told: Any = None
    instructions: Instructions | None = None

    def __call__(self, sched: Scheduler) -> Any:
        return Tracer(sched, self).calls


def instructions_for(watch: Watch, grain: str) -> Instructions | None:
    """What opcode grain needs from Python 3.12 on; None elsewhere."""
    return Instructions(watch.announced(), _at_instruction) if grain == "opcode" and NEEDED else None


def _at_instruction(code: Any, offset: int, frame: Any) -> None:
    actor = controlled.get(get_ident())
    if actor is not None and actor.sched.tracing is not None:
        actor.sched.tracing.instruction(actor, code, offset, frame)


def keep_result(results: dict[int, Any], code: int, result: Any) -> None:
    """Remember what a call returned to the statement that made it; two different objects are unknown."""
    if code in results and not (atom(result) and atom(results[code])):
        result = UNKNOWN
    results[code] = result


def repeated(actor: Actor, frame: FrameType, steps: Any, statement: Statement) -> bool:
    """A for header may raise a second event before its first item: one step it is."""
    return frame.f_lasti in steps.again and actor.seen_in is frame and actor.seen is statement


def hidden(frame: FrameType) -> str:
    """What the code of ``frame`` may do to shared state that no look at its statements tells; or ""."""
    for name in frame.f_code.co_names:
        meant = frame.f_globals.get(name)
        if name in ("__dict__", "vars", "globals"):
            return f"the program reaches variables through {name}"
        if meant is weakref or getattr(meant, "__module__", None) in ("weakref", "_weakref"):
            return f"when an object goes, and what then happens ({name}), is not observed"
    return ""


_inside: dict[int, frozenset[int]] = {}


def inside(steps: Any) -> frozenset[int]:
    """The offsets of a code object at which shared state may be read or written."""
    found = _inside.get(id(steps))
    if found is None:
        offsets = set()
        for i in dis.get_instructions(steps.code):
            if i.offset not in steps.entries and any(part in i.opname for part in _SHARED):
                offsets.add(i.offset)
        found = _inside[id(steps)] = frozenset(offsets)
    return found

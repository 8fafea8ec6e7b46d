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
from collections.abc import Callable
from typing import Any

from .scheduler import Actor, Scheduler
from .source import Statement, Steps
from .takeover import codes_of, functions_of
from .values import UNKNOWN, atom

SKIP, OBSERVE, STEP = 0, 1, 2  # leave alone; note what it touches; also switch between its statements
_STDLIB = tuple({sysconfig.get_path("stdlib") + os.sep, sysconfig.get_path("platstdlib") + os.sep, "<frozen"})
_HERE = os.path.dirname(__file__) + os.sep
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

    def steps(self, frame: types.FrameType) -> Steps | None:
        """The steps of the code that ``frame`` runs, or None if it is left alone."""
        code = frame.f_code
        key = id(code)
        if key in self.known:
            return self.known[key]
        mode = self.mode(frame)
        found = None
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


def tracer_factory(watch: Watch, grain: str, note: Any = None, told: Any = None) -> Callable[[Scheduler], Any]:
    """Make, for one run, the trace function that all of its threads share.

    Args:
        watch: which code is stepped through.
        grain: "sync" (observe only), "line" or "opcode".
        note: called as ``note(sched, frame, statement)`` once a statement's turn has come.
        told: a LineKeeper that hears of every statement's beginning and end.
    """

    def make(sched: Scheduler) -> Any:
        from _thread import get_ident

        from .scheduler import controlled

        steps_of = watch.steps
        stepping = grain != "sync"

        def lines(frame: types.FrameType, event: str, arg: Any) -> Any:
            key = id(frame.f_code)
            steps = known[key] if key in known else steps_of(frame)
            if event == "line":
                at = frame.f_lasti
                statement = steps.entries.get(at)  # type: ignore[union-attr]
                if statement is None:
                    return lines
                actor = controlled.get(get_ident())
                if actor is None or actor.quiet:
                    return lines
                if statement.is_for and repeated(actor, frame, steps, statement, at):
                    return lines
                if actor.results:
                    actor.results.pop(id(frame), None)
                actor.seen_in = actor.frame = frame
                actor.seen = actor.line = statement
                if told is not None:
                    told.done(actor)
                if stepping and steps.mode == STEP and sched.line_point(actor) and _OLD_LOCALS:
                    frame.f_locals  # noqa: B018  refresh: what is stale here is written back on return
                if told is not None and steps.mode == STEP:
                    told.begin(sched, actor, frame, statement)
                if note is not None and sched.foot is not None:
                    note(sched, frame, statement)
            elif event == "return" and (note is not None or told is not None):
                back(frame.f_back, frame.f_code, arg, id(frame))
            return lines

        def back(frame: Any, code: Any, result: Any, gone: int) -> None:
            """A call has returned: its caller's statement goes on, in what may be another step."""
            actor = controlled.get(get_ident())
            if actor is None:
                return
            if told is not None:
                told.done(actor)
            while frame is not None:
                steps = steps_of(frame)
                if steps is not None and steps.entries:
                    actor.results.pop(gone, None)
                    if sched.foot is not None and result is not None:
                        keep_result(actor.results.setdefault(id(frame), {}), id(code), result)
                    actor.seen_in, actor.seen = frame, steps.at_line(frame.f_lineno)
                    seen = actor.seen
                    if seen is not None and sched.foot is not None and note is not None and not seen.over_after_call:
                        note(sched, frame, seen)
                    return
                frame = frame.f_back
            actor.seen = actor.seen_in = None

        def opcodes(frame: types.FrameType, event: str, arg: Any) -> Any:
            if event == "opcode":
                steps = steps_of(frame)
                if frame.f_lasti in inside(steps):
                    actor = controlled.get(get_ident())
                    if actor is not None and not actor.quiet:
                        actor.frame = frame
                        if sched.line_point(actor) and _OLD_LOCALS:
                            frame.f_locals  # noqa: B018
                        if note is not None and sched.foot is not None and actor.seen is not None:
                            note(sched, frame, actor.seen)
                return opcodes
            lines(frame, event, arg)
            return opcodes

        known = watch.known

        def calls(frame: types.FrameType, event: str, arg: Any) -> Any:
            key = id(frame.f_code)
            steps = known[key] if key in known else steps_of(frame)
            if steps is None or (steps.mode == OBSERVE and sched.foot is None):
                return None
            if sched.ending is not None:
                actor = controlled.get(get_ident())
                if actor is not None:
                    sched.unwind(actor)
            if grain == "opcode" and steps.mode == STEP:
                frame.f_trace_opcodes = True
                return opcodes
            return lines

        def begin_observing() -> None:
            """Another thread is about to exist: from now on it matters what the first one touches."""
            frame, actor = sys._getframe(1), controlled[get_ident()]
            actor.seen = None
            while frame is not None:
                steps = steps_of(frame)
                if steps is not None and steps.entries:
                    if actor.seen is None:
                        actor.seen_in, actor.seen = frame, steps.at_line(frame.f_lineno)
                    if frame.f_trace is None:
                        frame.f_trace = lines
                frame = frame.f_back  # type: ignore[assignment]

        sched.begin_observing = begin_observing
        return calls

    return make


def keep_result(results: dict[int, Any], code: int, result: Any) -> None:
    """Remember what a call returned to the statement that made it; two different objects are unknown."""
    if code in results and not (atom(result) and atom(results[code])):
        result = UNKNOWN
    results[code] = result


def repeated(actor: Actor, frame: types.FrameType, steps: Any, statement: Statement, at: int) -> bool:
    """A for header may raise a second event before its first item: one step it is."""
    return at in steps.again and actor.seen_in is frame and actor.seen is statement


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

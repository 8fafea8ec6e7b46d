"""Where to look in a stopped run: a thread's statement and its source, the locks in a namespace.

Inside:  small readers of frames, actors and namespaces.
Outside: one look at everything (sight), values as text (glance).
"""

from __future__ import annotations

import linecache
import queue
import sys
import textwrap
import threading
from dis import get_instructions
from typing import Any

from pipeline_core.lab.code.callables import foreign
from pipeline_core.lab.code.statements import Statement, _last_line, header_end
from pipeline_core.lab.primitives.locks import LabLock
from pipeline_core.lab.primitives.queues import LabSimpleQueue
from pipeline_core.lab.runtime.tracing import STEP, Watch
from pipeline_core.lab.scheduler.actor import LINE, Actor, controlled

THINGS = (
    LabLock, queue.Queue, LabSimpleQueue, threading.Event, threading.Semaphore, threading.Condition,
    threading.Barrier,
)  # fmt: skip
MOST = 40  # locks, queues and variables that are looked for; more would not be read


def frame_of(watch: Watch, actor: Actor) -> Any:
    """The innermost frame of a thread whose lines are steps, or None."""
    return innermost(watch, present_frame(actor))


def present_frame(actor: Actor) -> Any:
    """Where a thread is at the moment, the lab's own frames included; None once it is over."""
    return sys._current_frames().get(actor.ident) if controlled.get(actor.ident) is actor else None


def innermost(watch: Watch, frame: Any) -> Any:
    """The first frame from this one outwards whose lines are steps, or None."""
    while frame is not None:
        steps = watch.steps(frame)
        if steps is not None and steps.mode == STEP:
            return frame
        frame = frame.f_back
    return None


def position(actor: Actor, frame: Any) -> tuple[int | None, int | None, str]:
    """First and last line of the statement that is next, and its text."""
    if frame is None:
        return None, None, ""
    statement = actor.line if actor.kind == LINE and isinstance(actor.line, Statement) else None
    first = statement.line if statement is not None else frame.f_lineno
    last = header_end(statement.nodes[0]) if statement is not None and statement.nodes else first
    return first, last, linecache.getline(frame.f_code.co_filename, first).strip()


def inside_line(actor: Actor, frame: Any) -> str:
    """At opcode grain, the instruction that is next when the statement has begun; else nothing."""
    tracer = actor.sched.tracer
    steps = tracer and tracer.steps_of(frame)
    if not tracer or not steps or not tracer.opcode or frame.f_lasti in steps.entries:
        return ""
    here = next((i for i in get_instructions(frame.f_code) if i.offset == frame.f_lasti), None)
    return f"inside the line, before {here.opname} {here.argrepr}".rstrip() if here else ""


def timed(sched: Any, actor: Actor) -> str:
    """Until when it waits at most."""
    if actor.done or actor.deadline is None or actor.ready is None:
        return ""
    return f" until {actor.deadline / 1e9:.3f} s"


def source_of(frame: Any) -> tuple[tuple[int, str], ...]:
    """The lines of the function that a frame runs, numbered as in its file or cell."""
    if frame is None:
        return ()
    code = frame.f_code
    first, last = code.co_firstlineno, _last_line(code)
    text = textwrap.dedent("".join(linecache.getlines(code.co_filename)[first - 1 : last]))
    return tuple(enumerate(text.splitlines(), first))


def has_inside(value: Any) -> bool:
    """An instance of the program's own classes? What the standard library keeps inside is not looked at."""
    if isinstance(value, (*THINGS, type, threading.Thread)) or foreign(type(value).__module__):
        return False
    return type(getattr(value, "__dict__", None)) is dict


def things_in(space: dict[str, Any]) -> list[Any]:
    """The locks, queues and the like that a namespace holds: directly, in lists, dicts and instances."""
    found: list[Any] = []
    for name, value in list(space.items()):
        if name.startswith("__"):
            continue
        inside: Any = [value]
        if type(value) in (list, tuple):
            inside = value[:MOST]
        elif type(value) is dict:
            inside = list(value.values())[:MOST]
        elif has_inside(value):
            inside = list(vars(value).values())[:MOST]
        found += [part for part in inside if isinstance(part, THINGS)]
    return found

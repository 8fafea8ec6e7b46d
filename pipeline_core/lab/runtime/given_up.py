"""Where the thread of a run that was given up is, and what it waits for in real time.

Inside:  its frames, seen from outside; a lock that the lab did not take over, a library that it does not
         control; the words for it.
Outside: when a run is given up (runner), which locks are taken over (scope), who waits for what that is
         controlled (story/blocked).

A wait for what the lab does not control says nothing of the program: the thread that would end it has no
turn. So the search says that it cannot tell. A thread that is blocked in other C code, or computes for ever,
would do so outside the lab too, and that is a failure.
"""

from __future__ import annotations

import ast
import dis
import linecache
import queue
import sys
import threading
import types
from collections.abc import Collection
from types import FrameType
from typing import Any

from pipeline_core.lab.access.hooks import Noted
from pipeline_core.lab.code.frames import line_text, variables
from pipeline_core.lab.runtime.holders import of_program
from pipeline_core.lab.runtime.scope import LOCK, RLOCK
from pipeline_core.lab.scheduler.actor import Actor, controlled

Namespaces = list[dict[str, Any]]
_LIBRARIES = {
    "asyncio": "for a clock that is virtual here. Run coroutines outside the lab",
    "multiprocessing": "for its pipes. Use concurrent.futures, or run it outside the lab",
}


def frames_of(actor: Actor) -> list[FrameType]:
    """The frames of an actor's thread at the moment, the innermost first."""
    frame = sys._current_frames().get(actor.ident)
    found: list[FrameType] = []
    while frame is not None:
        found.append(frame)
        frame = frame.f_back
    return found


def place(frames: list[FrameType], namespaces: Namespaces) -> str:
    own = [f for f in frames if of_program(f.f_globals) or any(f.f_globals is s for s in namespaces)]
    return f", at line {own[0].f_lineno}: {line_text(own[0])[:60]}" if own else ""


def blocked(actor: Actor, namespaces: Namespaces) -> str:
    """Which thread was left behind, and where in the program it is."""
    where = place(frames_of(actor), namespaces)
    return (
        f"{actor.name} is blocked in C code, which Python cannot interrupt{where}. "
        "Its thread was left behind; it ends when the call returns."
    )


def uncontrolled(actor: Actor, namespaces: Namespaces) -> tuple[str, Any]:
    """What the actor waits for in real time and nobody under control can end, or ""; the lock, if known."""
    frames = frames_of(actor)
    tops = [str(f.f_globals.get("__name__")).partition(".")[0] for f in frames]
    for library, cure in _LIBRARIES.items():
        if library in tops:
            what = f"waits inside {library}, which the lab does not control: it waits in real time {cure}"
            return f"{actor.name} {what}", None
    taken, lock = taking(frames[0]) if frames else (False, None)
    if taken:
        cure = "Make it inside the program, by threading.Lock() itself"
        where = place(frames, namespaces)
        return f"{actor.name} waits for a real lock, which the lab could not take over{where}. {cure}", lock
    return "", None


def goes_on(frame: FrameType) -> bool:
    """Is this a wait in the standard library for something that is there?"""
    waits = frame.f_code.co_name
    if waits not in ("get", "wait", "acquire") or frame.f_globals.get("__name__") not in (
        "queue",
        "threading",
    ):
        return False  # each run asks for all frames of all threads
    obj = variables(frame).get("self")
    if isinstance(obj, queue.Queue):
        return waits == "get" and bool(getattr(obj, "queue", None))
    if isinstance(obj, threading.Event):
        return waits == "wait" and bool(vars(obj)["_flag"])
    return isinstance(obj, threading.Semaphore) and waits == "acquire" and vars(obj)["_value"] > 0


def with_what_they_wait_for() -> dict[tuple[int, int], str]:
    """Uncontrolled threads in a wait for what is there, by thread and frame: each with its name.

    As a run begins: they were woken before, and have not had their turn yet, as the thread with which IPython
    saves its history after each cell. At its end, beyond these: they would go on, were they of the run.
    """
    found: dict[tuple[int, int], str] = {}
    for ident, frame in sys._current_frames().items():
        at: FrameType | None = None if ident in controlled else frame
        while at is not None:
            if goes_on(at):
                found[ident, id(at)] = getattr(vars(threading)["_active"].get(ident), "name", "A thread")
            at = at.f_back
    return found


def outsider(before: Collection[tuple[int, int]]) -> str:
    """A thread from before the run that would go on by now, were it one of the run; or "".

    It waits for an item, an event or a permit that is there: the run has put it, and wakes nobody else.
    """
    for place, name in with_what_they_wait_for().items():
        if place not in before:
            known = f"{name}, a thread from before the run, waits for what the run has given"
            return f"{known}; the lab does not control it. Start it inside the program"
    return ""


def taking(frame: FrameType) -> tuple[bool, Any]:
    """Is the call into C code that this frame is in one that takes a lock? And which, if that is known."""
    code = frame.f_code
    if code is Noted.__call__.__code__:
        return taking_by(variables(frame)["self"].function)
    if dis.opname[code.co_code[frame.f_lasti]] == "BEFORE_WITH":
        return True, None
    call = call_at(frame)
    known = {**frame.f_globals, **variables(frame)}
    if isinstance(call, ast.Name):
        return taking_by(known.get(call.id))
    if isinstance(call, ast.Attribute) and call.attr == "acquire":
        return True, known.get(call.value.id) if isinstance(call.value, ast.Name) else None
    return False, None


def taking_by(function: object) -> tuple[bool, Any]:
    """Who ``lock.acquire`` is called on."""
    lock = function.__self__ if isinstance(function, types.BuiltinMethodType) else None
    return isinstance(lock, (LOCK, RLOCK)), lock


def let_go(lock: Any) -> None:
    """A thread that came back from taking it was ended in the next moment: before its ``try``, perhaps."""
    if isinstance(lock, LOCK) and lock.locked():
        lock.release()


def call_at(frame: FrameType) -> ast.expr | None:
    """The expression that is called where the frame stands."""
    code = frame.f_code
    first, last, begin, end = list(code.co_positions())[frame.f_lasti // 2]
    if first is None or last is None or begin is None or end is None:
        return None
    lines = [linecache.getline(code.co_filename, n).encode() for n in range(first, last + 1)]
    lines[-1] = lines[-1][:end]
    lines[0] = lines[0][begin:]
    try:
        found = ast.parse(b"(" + b"".join(lines) + b")", mode="eval").body
    except SyntaxError:  # the file is not what was compiled
        return None
    return found.func if isinstance(found, ast.Call) else None

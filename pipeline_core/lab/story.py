"""What a run leaves behind: its events, and who stood where when it got stuck.

Inside:  events, the picture of a stuck run, names of queues and locks from the variables that hold them.
Outside: the words around it (explain), pictures of it (plots).
"""

from __future__ import annotations

import sys
import threading
from typing import Any, NamedTuple

from .actor import Actor, controlled
from .locks import LabLock
from .scheduler import Scheduler
from .variables import variables

_WORDS = {
    "LabLock": "lock", "LabRLock": "lock", "LabSimpleQueue": "queue", "SimpleQueue": "queue",
    "Queue": "queue",
    "LifoQueue": "queue", "PriorityQueue": "queue", "Event": "event", "Condition": "condition",
    "Semaphore": "semaphore", "BoundedSemaphore": "semaphore", "Thread": "thread", "StopEvent": "event",
}  # fmt: skip


class Event(NamedTuple):
    """One synchronisation step that took place."""

    step: int
    time: float  # seconds of virtual time at which it took place
    thread: str
    kind: str  # "put", "acquire", "sleep", …
    what: str  # the object, by its variable: "queue `work`"
    line: int | None  # where the program's own code was
    waited: float  # seconds of virtual time between asking and doing


class Standing(NamedTuple):
    """Where one thread was when the run got stuck."""

    thread: str
    kind: str
    what: str
    state: str  # "1/1" for a queue, "held by B since line 7" for a lock
    line: int | None
    text: str
    holds: tuple[tuple[str, int | None], ...]
    waits_for: str | None  # the thread that would have to move first, if one can be named
    error: str | None
    daemon: bool
    done: bool


class Watcher:
    """Writes the story of one run; used where somebody will read it, not while exploring."""

    def __init__(self, namespaces: list[dict[str, Any]]) -> None:
        self.spaces = {id(space): space for space in namespaces}
        self.events: list[Event] = []
        self.names: dict[int, str] = {}
        self.counts: dict[str, int] = {}
        self.kept: list[Any] = []

    def published(self, me: Actor) -> None:
        frame = self.own_frame(sys._getframe(3))
        if frame is not None:
            me.line = frame.f_lineno

    def began(self, me: Actor) -> None:
        obj = me.obj
        name = "" if obj is None else self.names.get(id(obj)) or self.name(me.sched, me, obj)
        line = me.line if isinstance(me.line, int) else getattr(me.line, "line", None)
        sched = me.sched
        waited = (sched.now - me.since) / 1e9
        self.events.append(Event(sched.step, sched.now / 1e9, me.name, me.kind, name, line, waited))

    def own_frame(self, frame: Any) -> Any:
        """The innermost frame of the program's own module."""
        spaces = self.spaces
        while frame is not None and id(frame.f_globals) not in spaces:
            frame = frame.f_back
        return frame

    # -- names ------------------------------------------------------------------------------

    def name(self, sched: Scheduler, me: Actor, obj: Any) -> str:
        """'queue `work`': the kind of thing, and the variable of the program that holds it."""
        known = self.names.get(id(obj))
        if known:
            return known
        self.kept.append(obj)
        if isinstance(obj, threading.Thread):
            full = f"thread `{obj.name}`"
        else:
            word = _WORDS.get(type(obj).__name__) or _base_word(obj)
            variable = self.variable(sched, me, obj)
            if variable is None:
                self.counts[word] = self.counts.get(word, 0) + 1
                full = f"{word} {self.counts[word]}"
            else:
                full = f"{word} `{variable}`"
        self.names[id(obj)] = full
        return full

    def variable(self, sched: Scheduler, me: Actor, obj: Any) -> str | None:
        """Look through the frames of the first thread, then of this one, then the module."""
        for actor in (sched.actors[0], me):
            for frame in self.frames(actor):
                found = holder(variables(frame), obj)
                if found:
                    return found
        for space in self.spaces.values():
            found = holder(space, obj)
            if found:
                return found
        return None

    def frames(self, actor: Actor) -> list[Any]:
        """The program's own frames of a thread, outermost first."""
        frame = sys._current_frames().get(actor.ident) if controlled.get(actor.ident) is actor else None
        own = []
        while frame is not None:
            if id(frame.f_globals) in self.spaces and frame.f_code.co_name != "<module>":
                own.append(frame)
            frame = frame.f_back
        return own[::-1]

    # -- the picture of a stuck run ---------------------------------------------------------

    def snapshot(self, sched: Scheduler) -> list[Standing]:
        return [self.standing(sched, actor) for actor in sched.actors]

    def standing(self, sched: Scheduler, actor: Actor) -> Standing:
        obj = actor.obj
        what = "" if obj is None else self.name(sched, actor, obj)
        frame = None if actor.done else self.own_frame(sys._current_frames().get(actor.ident))
        line, text = (None, "") if frame is None else (frame.f_lineno, line_text(frame))
        holds = tuple(
            (self.name(sched, actor, lock), _line(lock.where)) for lock in sched.locks if lock.owner is actor
        )
        error = None if actor.error is None else type(actor.error).__name__
        target = awaited(sched, obj, actor)
        return Standing(
            actor.name, actor.kind, what, state_of(obj), line, text, holds,
            target.name if target is not None else None, error, actor.daemon, actor.done,
        )  # fmt: skip


def _line(where: Any) -> int | None:
    return where if isinstance(where, int) else getattr(where, "line", None)


def _base_word(obj: Any) -> str:
    for kind in type(obj).__mro__:
        if kind.__name__ in _WORDS:
            return _WORDS[kind.__name__]
    return type(obj).__name__.lower()


def holder(space: Any, obj: Any) -> str | None:
    """The name under which a namespace holds ``obj``: directly, as an attribute, or in a list."""
    items = [(n, v) for n, v in list(space.items()) if not n.startswith("_")]
    for name, value in items:
        if value is obj:
            return name
    for name, value in items:
        if type(value) in (list, tuple):
            for i, part in enumerate(value[:50]):
                if part is obj:
                    return f"{name}[{i}]"
        elif type(value) is dict:
            for key, part in list(value.items())[:50]:
                if part is obj:
                    return f"{name}[{key!r}]"
        inside = getattr(value, "__dict__", None)
        if type(inside) is dict and not isinstance(value, type):
            for attribute, part in inside.items():
                if part is obj:
                    return f"{name}.{attribute}"
    return None


def state_of(obj: Any) -> str:
    """A few words on how a queue, lock or event stands."""
    if isinstance(obj, LabLock):
        return "" if obj.owner is None else f"held by {obj.owner.name}"
    if hasattr(obj, "items"):
        return f"{len(obj.items)} inside"
    if hasattr(obj, "maxsize") and hasattr(obj, "_qsize"):
        return f"{obj._qsize()}/{obj.maxsize}" if obj.maxsize > 0 else f"{obj._qsize()} inside"
    if hasattr(obj, "_value"):
        return f"value {obj._value}"
    return "not set" if getattr(obj, "_flag", None) is False else ""


def awaited(sched: Scheduler, obj: Any, actor: Actor) -> Actor | None:
    """The one thread that would have to move first, if it is known."""
    if isinstance(obj, LabLock):
        return obj.owner
    if isinstance(obj, threading.Thread) and actor.kind == "join":
        return sched.by_thread.get(id(obj))
    return None


def line_text(frame: Any) -> str:
    import linecache

    return linecache.getline(frame.f_code.co_filename, frame.f_lineno).strip()

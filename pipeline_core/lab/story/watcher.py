"""What a run leaves behind: its events, and the names of queues and locks from the variables that hold them.

Inside:  events, names, who has taken which semaphore, which future belongs to which pool.
Outside: who stood where when the run got stuck (standing), its lines (lines), the words (explain), pictures.
"""

from __future__ import annotations

import sys
import threading
from concurrent.futures import Executor, Future
from types import FrameType
from typing import Any, NamedTuple

from pipeline_core.lab.code.frames import line_text, variables
from pipeline_core.lab.primitives.locks import LabLock
from pipeline_core.lab.primitives.queues import LabSimpleQueue
from pipeline_core.lab.scheduler.actor import Actor, controlled
from pipeline_core.lab.scheduler.scheduler import Scheduler
from pipeline_core.lab.story.blocked import Standing, line_of, snapshot
from pipeline_core.lab.story.queue_events import at_queue, calling_channel, side
from pipeline_core.lab.story.sync_facts import deeds

_WORDS = {
    "LabLock": "lock", "LabRLock": "lock", "LabSimpleQueue": "queue", "SimpleQueue": "queue",
    "Queue": "queue", "LifoQueue": "queue", "PriorityQueue": "queue", "Event": "event",
    "Condition": "condition", "Semaphore": "semaphore", "BoundedSemaphore": "semaphore",
    "Barrier": "barrier", "Thread": "thread", "StopEvent": "event", "Executor": "pool", "Future": "future",
}  # fmt: skip
_NAMED = (LabLock, LabSimpleQueue, threading.Event, threading.Condition, threading.Semaphore,
          threading.Barrier, Executor)  # fmt: skip

_INSIDES = sys.stdlib_module_names - {"__main__"} | {"pipeline_core"}  # whose objects' insides are no names


class Event(NamedTuple):
    """One synchronisation step that took place."""

    step: int
    time: float  # seconds of virtual time at which it took place
    thread: str
    kind: str  # "put", "acquire", "sleep", …
    what: str  # the object, by its variable: "queue `work`"
    line: int | None  # where the program's own code was
    waited: float  # seconds of virtual time between asking and doing
    number: int = 0  # of the thread, in order of creation: names may repeat
    change: int = 0  # of put and get: +1 or -1, and 0 if it came to nothing
    depth: int = 0  # items in that queue after the step
    marker: bool = False  # of get: what it takes looks like an end marker (None, SENTINEL, a bare object)
    maxsize: int = 0  # of that queue; 0 is no limit


class Watcher:
    """Writes the story of one run; used where somebody will read it, not while exploring."""

    def __init__(self, namespaces: list[dict[str, Any]]) -> None:
        self.spaces = {id(space): space for space in namespaces}
        self.events: list[Event] = []
        self.names: dict[int, str] = {}
        self.counts: dict[str, int] = {}
        self.kept: list[Any] = []
        self.keeper: Any = None  # a LineKeeper that wants to know what a call did
        self.taken: dict[int, list[tuple[int, int | None]]] = {}  # semaphore -> who took it, at which line
        self.started: dict[int, Any] = {}  # thread -> the line that started it
        self.limits: dict[int, int] = {}  # of the queues inside channels

    def published(self, me: Actor, operation: FrameType) -> None:
        frame = self.own_frame(operation)
        if frame is not None:
            me.line = frame.f_lineno
        if me.kind == "start":
            self.started[id(me.obj)] = None if frame is None else (frame.f_lineno, line_text(frame))
            self.name_what_it_uses(me, me.obj)

    def began(self, me: Actor, operation: FrameType) -> None:
        obj = me.obj
        name = "" if obj is None else self.names.get(id(obj)) or self.name(me.sched, me, obj)
        line = line_of(me.line)
        sched, kind = me.sched, me.kind
        now = sched.now
        told = sched.step, now / 1e9, me.name, kind, name, line, (now - me.since) / 1e9, me.index
        if kind == "put" or kind == "get":  # noqa: PLR1714  # once a step: the quicker form
            self.events.append(Event(*told, *at_queue(self.limits, me, obj)))
        else:
            self.events.append(Event(*told))
        if isinstance(obj, threading.Semaphore):
            self.note_semaphore(me, obj, line, operation)
        if self.keeper is not None:
            variable = name.partition("`")[2].rstrip("`")
            own = self.own_frame(operation)
            if variable or obj is None or operation.f_back is own:  # else an object inside of a library
                facts, kept = deeds(me, variable or name, operation, own)
                self.keeper.synced(me, facts, kept, f"{variable}.{me.kind}()")

    def note_semaphore(self, me: Actor, obj: Any, line: int | None, operation: FrameType) -> None:
        """Who has what of a semaphore: it does not know itself."""
        taken = self.taken.setdefault(id(obj), [])
        if "acquire" in me.kind and not me.fired and obj._value > 0:
            taken.append((me.index, line))
        elif me.kind == "release" and taken:
            mine = [t for t in taken if t[0] == me.index]
            for one in (mine or taken)[: variables(operation).get("n", 1)]:
                taken.remove(one)

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
        frame = calling_channel(obj) if isinstance(obj, LabSimpleQueue) else None
        if frame is not None:
            return side(self, me, frame, obj)
        if isinstance(obj, threading.Thread):
            full = f"thread `{obj.name}`"
        else:
            found, variable = self.variable(sched, me, obj)
            word = word_for(obj if found is None else found)
            if variable is None:
                self.counts[word] = self.counts.get(word, 0) + 1
                full = f"{word} {self.counts[word]}"
            else:
                full = f"{word} `{variable}`"
        self.names[id(obj)] = full
        return full

    def variable(self, sched: Scheduler, me: Actor, obj: Any) -> tuple[Any, str | None]:
        """Look through the frames of the first thread, then of this one, the module, the other threads."""
        others = [actor for actor in sched.actors[1:] if actor is not me]
        spaces = [variables(f) for actor in (sched.actors[0], me) for f in self.frames(actor)]
        spaces += self.spaces.values()
        spaces += [variables(f) for actor in others for f in self.frames(actor)]
        for space in spaces:
            found = holder(space, obj)
            if found is not None:
                return found
        return None, None

    def name_what_it_uses(self, me: Actor, thread: Any) -> None:
        """A thread is started: what it was given may be out of sight when it gets stuck."""
        target = getattr(thread, "_target", None)
        cells = [c.cell_contents for c in getattr(target, "__closure__", None) or () if filled(c)]
        arguments = [*getattr(thread, "_args", ()), *getattr(thread, "_kwargs", {}).values()]
        for thing in (getattr(target, "__self__", None), *arguments, *cells):
            if isinstance(thing, _NAMED) or hasattr(type(thing), "task_done"):
                self.name(me.sched, me, thing)

    def frames(self, actor: Actor) -> list[Any]:
        """The program's own frames of a thread, outermost first."""
        frame = sys._current_frames().get(actor.ident) if controlled.get(actor.ident) is actor else None
        own = []
        while frame is not None:
            if id(frame.f_globals) in self.spaces and frame.f_code.co_name != "<module>":
                own.append(frame)
            frame = frame.f_back
        return own[::-1]

    def snapshot(self, sched: Scheduler) -> list[Standing]:
        return snapshot(self, sched)


def filled(cell: Any) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False


def word_for(obj: Any) -> str:
    for kind in type(obj).__mro__:
        if kind.__name__ in _WORDS:
            return _WORDS[kind.__name__]
    return type(obj).__name__.lower()


def holder(space: Any, obj: Any) -> tuple[Any, str] | None:
    """The name under which a namespace holds ``obj``: directly, in a list or as an attribute.

    Returns what is to be named and its name: a barrier, if ``obj`` is the condition inside it.
    """
    items = [(n, v) for n, v in list(space.items()) if not n.startswith("_")]
    for name, value in items:
        if value is obj:
            return obj, name
    for name, value in items:
        found = attribute_of(name, value, obj)
        for key, part in list(parts_of(value))[:50] if found is None else ():
            if part is obj:
                return obj, f"{name}[{key!r}]"
            found = found or attribute_of(f"{name}[{key!r}]", part, obj)
        if found is not None:
            return found
    return None


def parts_of(value: Any) -> Any:
    if type(value) in (list, tuple):
        return enumerate(value[:50])
    return value.items() if type(value) is dict else ()


def attribute_of(name: str, value: Any, obj: Any) -> tuple[Any, str] | None:
    """As an attribute; what is inside an object of the standard library is named by that object."""
    inside = getattr(value, "__dict__", None)
    if type(inside) is not dict or isinstance(value, type):
        return None
    for attribute, part in inside.items():
        if part is obj and not isinstance(obj, Future):
            module = type(value).__module__.partition(".")[0]
            within = attribute.startswith("_") and module in _INSIDES
            return (value, name) if within else (obj, f"{name}.{attribute}")
    return None

"""What a learner sees of a run that stands still: threads with their next line, locks, queues, variables.

Inside:  ThreadView, ObjectView, View; taking one of a scheduler that waits for a decision.
Outside: where to look for it (scenery), variables, whose turn it is (moves), pages about it (board).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import FrameType
from typing import Any

from pipeline_core.lab.code.frames import variables
from pipeline_core.lab.primitives.queues import LabSimpleQueue
from pipeline_core.lab.runtime.tracing import Watch
from pipeline_core.lab.scheduler.actor import LINE, Actor
from pipeline_core.lab.stepper.in_sight import Values, Variables, named_objects, value_text
from pipeline_core.lab.stepper.scenery import (
    MOST,
    THINGS,
    innermost,
    inside_line,
    position,
    present_frame,
    source_of,
    things_in,
    timed,
)
from pipeline_core.lab.story.blocked import Snapshot, ThreadStatus
from pipeline_core.lab.story.explanation import waits_text
from pipeline_core.lab.story.vocabulary import label
from pipeline_core.lab.story.watcher import Watcher

PRIMITIVES = ("pipeline_core.lab.", "queue", "threading")  # modules whose calls are the program's own


@dataclass(frozen=True)
class ThreadView:
    """One thread. ``line`` is its next one, None where it has none; ``doing`` says why it does not move."""

    index: int
    name: str
    can_move: bool
    kind: str  # of its next step: "line", or "acquire", "put", "join", …
    what: str  # the lock, queue or thread of that step
    done: bool
    line: int | None = None
    last_line: int | None = None  # of the statement, where it has several
    text: str = ""
    source: tuple[tuple[int, str], ...] = ()
    doing: str = ""
    locals: Values = ()
    holds: tuple[str, ...] = ()
    wants: str = ""  # what it waits for, by name
    wants_thread: int | None = None  # who would have to move first, if that is one thread
    error: str = ""
    daemon: bool = False


@dataclass(frozen=True)
class ObjectView:
    """A lock, queue, event, …: its name, how it stands, who waits for it, what is inside."""

    name: str
    state: str
    waiters: tuple[str, ...] = ()
    contents: tuple[str, ...] | None = None


@dataclass(frozen=True)
class View:
    """Everything in sight at one moment."""

    threads: tuple[ThreadView, ...] = ()
    objects: tuple[ObjectView, ...] = ()
    shared: Values = ()
    clock: float = 0.0
    output: str = ""
    picture: tuple[ThreadStatus, ...] = field(default=(), repr=False)

    def ended(self, sched: Any, shared: dict[str, str]) -> View:
        """What is in sight once the run is over: every thread at its end, variables as they were left."""
        known = {t.index: t for t in self.threads}
        gone = tuple(
            replace(
                known.get(a.index) or ThreadView(a.index, label(sched, a), False, "end", "", True),
                can_move=False, done=True, line=None, last_line=None, text="", locals=(), holds=(), wants="",
                wants_thread=None, doing="has ended", error=type(a.error).__name__ if a.error else "",
            )
            for a in sched.actors
        )  # fmt: skip
        values = tuple((name, shared.get(name, value)) for name, value in self.shared)
        return replace(self, threads=gone, shared=values, clock=sched.now / 1e9, output="".join(sched.output))


class Onlooker(Watcher):
    """A watcher that can also say what is in sight; keeps the names from one look to the next."""

    def __init__(
        self, namespaces: list[dict[str, Any]], watch: Watch, program: Any, at_end: Any = None
    ) -> None:
        super().__init__(namespaces)
        self.watch, self.at_end = watch, at_end
        self.found: dict[int, Any] = {}  # the locks and queues seen so far
        self.variables = Variables(watch, program)
        self.internal: set[int] = set()  # the threads whose pending call was made by library code

    def own_frame(self, frame: Any) -> Any:
        """The innermost frame whose lines are steps."""
        return innermost(self.watch, frame)

    def published(self, me: Actor, operation: FrameType) -> None:
        """As a Watcher, and note who made the call: a line of the program, or library code for it."""
        frame: Any = operation
        own = self.own_frame(frame)
        if own is not None:
            me.line = own.f_lineno
        while frame is not None and frame.f_globals.get("__name__", "").startswith(PRIMITIVES):
            frame = frame.f_back
        (self.internal.discard if frame is own else self.internal.add)(me.index)

    def snapshot(self, sched: Any) -> list[ThreadStatus]:
        if sched.ending == "paused":
            return []
        picture = super().snapshot(sched)
        if self.at_end is not None:
            self.at_end(sched)
        return picture

    # -- one look ---------------------------------------------------------------------------

    def look(self, sched: Any, runnable: tuple[int, ...] = ()) -> View:
        """What is in sight now. Runs no code of the program."""
        frames = {a.index: self.stack(a) for a in sched.actors}
        self.variables.sentinels = named_objects(
            [*self.spaces.values(), *(variables(f) for s in frames.values() for f in s)]
        )
        snapshot = Snapshot(self, sched)
        standing = [snapshot.status(a) for a in sched.actors]
        self.find_things(sched, frames)
        threads = tuple(self.thread(snapshot, a, s, frames[a.index], a.index in runnable)
                        for a, s in zip(sched.actors, standing, strict=True))  # fmt: skip
        waited = {id(a.obj): a.obj for a in sched.actors if isinstance(a.obj, THINGS) and waits(a)}
        things = tuple(self.thing(snapshot, obj) for obj in {**self.found, **waited}.values())
        shared = self.variables.shared(frames)
        return View(threads, things, shared, sched.now / 1e9, "".join(sched.output), tuple(standing))

    def stack(self, actor: Actor) -> list[Any]:
        """The frames of a thread whose lines are steps, outermost first."""
        frame, own = present_frame(actor), []
        while (frame := self.own_frame(frame)) is not None:
            own.append(frame)
            frame = frame.f_back
        return own[::-1]

    def thread(
        self, snapshot: Snapshot, actor: Actor, s: ThreadStatus, stack: list[Any], can: bool
    ) -> ThreadView:
        sched = snapshot.sched
        frame = stack[-1] if stack else None
        line, last, text = position(actor, frame)
        target = None if actor.done else snapshot.waiting(actor).needs
        told = "has ended" if s.done else waits_text(s) if actor.kind != LINE else ""
        if actor.kind == LINE and frame is not None and line is not None:
            told = inside_line(actor, frame)
        stuck = not s.done and not can and actor.ready is not None
        return ThreadView(
            actor.index, label(sched, actor), can, "end" if s.done else s.kind, s.what, s.done, line, last,
            text, source_of(frame), told + timed(sched, actor), self.variables.local(frame) if stack else (),
            tuple(name for name, _ in s.holds), s.what if stuck else "",
            target.index if stuck and target is not None else None, s.error or "", s.daemon,
        )  # fmt: skip

    # -- locks, queues and the like ---------------------------------------------------------

    def find_things(self, sched: Any, frames: dict[int, list[Any]]) -> None:
        functions = [f for stack in frames.values() for f in stack if f.f_code.co_name != "<module>"]
        places = [variables(f) for f in functions]
        for stack in frames.values():
            for f in stack:
                places.append({n: f.f_globals[n] for n in f.f_code.co_names if n in f.f_globals})
        for place in places:
            for obj in things_in(place):
                if len(self.found) < MOST:
                    self.found.setdefault(id(obj), obj)

    def thing(self, snapshot: Snapshot, obj: Any) -> ObjectView:
        sched = snapshot.sched
        waiting = [a for a in sched.actors if a.obj is obj and waits(a)]
        current: Any = sched.current
        name = self.names.get(id(obj)) or self.name(sched, current, obj)
        inside = obj.items if isinstance(obj, LabSimpleQueue) else getattr(obj, "queue", None)
        contents: tuple[str, ...] | None = None
        if inside is not None:
            contents = tuple(value_text(item, self.variables.sentinels) for item in list(inside)[:12])
            contents += ("…",) if len(inside) > 12 else ()
        state = snapshot.state_in_table(obj)
        return ObjectView(name, state, tuple(label(sched, a) for a in waiting), contents)


def waits(actor: Actor) -> bool:
    """Is it waiting for something that has not come?"""
    return not actor.done and actor.ready is not None and not actor.ready()

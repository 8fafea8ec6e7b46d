"""What a learner sees of a run that stands still: threads with their next line, locks, queues, variables.

Inside:  View and its parts; taking one of a scheduler that waits for a decision: where each thread is, which
         locks and queues can be reached, which variables are worth showing, their values as text.
Outside: whose turn it is (strategy), who is blocked on what (story/blocked), pages about it (page).

Looking changes nothing: no code of the program is run for it, and no frame keeps alive what was looked at.
"""

from __future__ import annotations

import linecache
import queue
import sys
import textwrap
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from dis import get_instructions
from operator import itemgetter
from types import CodeType, FrameType
from typing import Any

from pipeline_core.lab.access.locations import LOAD, NOTHING, STORE, Location, locations_of, value_at
from pipeline_core.lab.code.callables import codes_of, foreign, functions_of
from pipeline_core.lab.code.frames import variables
from pipeline_core.lab.code.statements import Statement, header_end, last_line
from pipeline_core.lab.primitives.locks import LabLock
from pipeline_core.lab.primitives.queues import LabSimpleQueue
from pipeline_core.lab.runtime.tracing import STEP, Watch
from pipeline_core.lab.scheduler.actor import LINE, Actor, controlled
from pipeline_core.lab.scheduler.scheduler import Scheduler
from pipeline_core.lab.story.blocked import Snapshot, ThreadStatus
from pipeline_core.lab.story.explanation import waits_text
from pipeline_core.lab.story.vocabulary import label
from pipeline_core.lab.story.watcher import Watcher
from pipeline_core.lab.text import NO_IDENTS, Idents, brief, is_data

THINGS = (
    LabLock, queue.Queue, LabSimpleQueue, threading.Event, threading.Semaphore, threading.Condition,
    threading.Barrier,
)  # fmt: skip
MOST = 40  # locks, queues and variables that are looked for; more would not be read
PRIMITIVES = ("pipeline_core.lab.", "queue", "threading")  # modules whose calls are the program's own
Values = tuple[tuple[str, str], ...]  # names, and values as text
Source = tuple[tuple[int, str], ...]  # lines, numbered as in their file or cell
WIDEST = 48  # characters of a value


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
    source: Source = ()
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
    owner: str = ""  # of a lock that is held, the thread that holds it


@dataclass(frozen=True)
class View:
    """Everything that is to be seen at one moment."""

    threads: tuple[ThreadView, ...] = ()
    objects: tuple[ObjectView, ...] = ()
    shared: Values = ()
    clock: float = 0.0
    output: str = ""

    def ended(self, sched: Scheduler, shared: dict[str, str]) -> View:
        """The view once the run is over: every thread at its end, variables as they were left."""
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


class ViewWatcher(Watcher):
    """A watcher that can also take a View; keeps the names from one to the next."""

    def __init__(
        self,
        namespaces: list[dict[str, Any]],
        watch: Watch,
        program: Callable[[], Any],
        at_end: Callable[[Scheduler], None] | None = None,
    ) -> None:
        super().__init__(namespaces)
        self.watch = watch
        self.at_end = at_end  # called when the run got stuck, while all still stand there
        self.found: dict[int, Any] = {}  # the locks and queues seen so far
        self.variables = Variables(watch, program)
        self.internal: set[int] = set()  # the threads whose pending call was made by library code

    def own_frame(self, frame: FrameType | None) -> FrameType | None:
        """The innermost frame whose lines are steps."""
        return innermost(self.watch, frame)

    def published(self, me: Actor, operation: FrameType) -> None:
        """As a Watcher, and note who made the call: a line of the program, or library code for it.

        Between the lab's operation and the program's line stand frames of ``queue`` and ``threading``,
        whose calls are the program's own: ``queue.put`` is what the line says. If another frame comes
        first, library code called for its own sake, and a learner has nothing to decide there.
        """
        frame: FrameType | None = operation
        own = self.own_frame(frame)
        if own is not None:
            me.line = own.f_lineno
        while frame is not None and frame.f_globals.get("__name__", "").startswith(PRIMITIVES):
            frame = frame.f_back
        if frame is own:
            self.internal.discard(me.index)
        else:
            self.internal.add(me.index)

    def snapshot(self, sched: Scheduler) -> list[ThreadStatus]:
        if sched.ending == "paused":
            return []
        statuses = super().snapshot(sched)
        if self.at_end is not None:
            self.at_end(sched)
        return statuses

    # -- one View ---------------------------------------------------------------------------

    def take_view(self, sched: Scheduler, runnable: tuple[int, ...] = ()) -> View:
        """What is to be seen now; ``runnable``: who can move."""
        frames = {a.index: self.stack(a) for a in sched.actors}
        self.variables.sentinels = named_objects(
            [*self.spaces.values(), *(variables(f) for s in frames.values() for f in s)]
        )
        self.variables.idents = sched.idents
        snapshot = Snapshot(self, sched, sys._current_frames())
        statuses = snapshot.all()
        self.find_things(sched, frames)
        threads = tuple(self.thread(snapshot, a, s, frames[a.index], a.index in runnable)
                        for a, s in zip(sched.actors, statuses, strict=True))  # fmt: skip
        waited = {id(a.obj): a.obj for a in sched.actors if isinstance(a.obj, THINGS) and is_waiting(a)}
        things = tuple(self.thing(snapshot, obj) for obj in {**self.found, **waited}.values())
        shared = self.variables.shared(frames)
        return View(threads, things, shared, sched.now / 1e9, "".join(sched.output))

    def stack(self, actor: Actor) -> list[FrameType]:
        """The frames of a thread whose lines are steps, outermost first."""
        frame = present_frame(actor)
        own = []
        while (frame := self.own_frame(frame)) is not None:
            own.append(frame)
            frame = frame.f_back
        return own[::-1]

    def thread(
        self, snapshot: Snapshot, actor: Actor, s: ThreadStatus, stack: list[FrameType], can: bool
    ) -> ThreadView:
        sched = snapshot.sched
        frame = stack[-1] if stack else None
        line, last, text = position(actor, frame)
        target = None if actor.done else snapshot.waiting(actor).needs
        doing = "has ended" if s.done else waits_text(s) if actor.kind != LINE else ""
        if actor.kind == LINE and frame is not None and line is not None:
            doing = inside_line(actor)
        stuck = not s.done and not can and actor.ready is not None
        return ThreadView(
            index=actor.index,
            name=label(sched, actor),
            can_move=can,
            kind="end" if s.done else s.kind,
            what=s.what,
            done=s.done,
            line=line,
            last_line=last,
            text=text,
            source=source_of(frame),
            doing=doing + until(actor),
            locals=() if frame is None else self.variables.local(frame),
            holds=tuple(name for name, _ in s.holds),
            wants=s.what if stuck else "",
            wants_thread=target.index if stuck and target is not None else None,
            error=s.error or "",
            daemon=s.daemon,
        )

    # -- locks, queues and the like ---------------------------------------------------------

    def find_things(self, sched: Scheduler, frames: dict[int, list[FrameType]]) -> None:
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
        waiting = [a for a in sched.actors if a.obj is obj and is_waiting(a)]
        current = sched.current or sched.actors[0]
        name = self.names.get(id(obj)) or self.name(sched, current, obj)
        inside = obj.items if isinstance(obj, LabSimpleQueue) else getattr(obj, "queue", None)
        contents: tuple[str, ...] | None = None
        if inside is not None:
            contents = tuple(map(self.variables.text, list(inside)[:12]))
            contents += ("…",) if len(inside) > 12 else ()
        state = snapshot.state_in_table(obj)
        owner = label(sched, obj.owner) if isinstance(obj, LabLock) and obj.owner is not None else ""
        return ObjectView(name, state, tuple(label(sched, a) for a in waiting), contents, owner)


def is_waiting(actor: Actor) -> bool:
    """Is it waiting for something that has not come?"""
    return not actor.done and actor.ready is not None and not actor.ready()


# -- where a thread is -----------------------------------------------------------------------


def frame_of(watch: Watch, actor: Actor) -> FrameType | None:
    """The innermost frame of a thread whose lines are steps, or None."""
    return innermost(watch, present_frame(actor))


def present_frame(actor: Actor) -> FrameType | None:
    """Where a thread is at the moment, the lab's own frames included; None once it is over."""
    return sys._current_frames().get(actor.ident) if controlled.get(actor.ident) is actor else None


def innermost(watch: Watch, frame: FrameType | None) -> FrameType | None:
    """The first frame from this one outwards whose lines are steps, or None."""
    while frame is not None:
        steps = watch.steps(frame)
        if steps is not None and steps.mode == STEP:
            return frame
        frame = frame.f_back
    return None


def position(actor: Actor, frame: FrameType | None) -> tuple[int | None, int | None, str]:
    """First and last line of the statement that is next, and its text."""
    if frame is None:
        return None, None, ""
    statement = actor.line if actor.kind == LINE and isinstance(actor.line, Statement) else None
    first = statement.line if statement is not None else frame.f_lineno
    last = header_end(statement.nodes[0]) if statement is not None and statement.nodes else first
    return first, last, linecache.getline(frame.f_code.co_filename, first).strip()


_ACCESSES = {"LOAD": "reads", "STORE": "writes", "CALL": "calls"}


def inside_line(actor: Actor) -> str:
    """At opcode grain, the access that is next when the statement has begun; else nothing."""
    if actor.access is None:
        return ""
    kind, name = actor.access
    what = {"[]": "an item", "": "a value"}.get(name, name)
    return f"inside the line, before it {_ACCESSES[kind]} {what}"


def until(actor: Actor) -> str:
    """Until when it waits at most."""
    if actor.done or actor.deadline is None or actor.ready is None:
        return ""
    return f" until {actor.deadline / 1e9:.3f} s"


def source_of(frame: FrameType | None) -> Source:
    """The lines of the function that a frame runs, numbered as in its file or cell."""
    if frame is None:
        return ()
    code = frame.f_code
    first = code.co_firstlineno
    last = last_line(code)
    text = textwrap.dedent("".join(linecache.getlines(code.co_filename)[first - 1 : last]))
    return tuple(enumerate(text.splitlines(), first))


def has_inside(value: Any) -> bool:
    """An instance of the program's own classes? What the standard library keeps inside is not looked at."""
    if isinstance(value, (*THINGS, type, threading.Thread)) or foreign(type(value).__module__):
        return False
    return type(getattr(value, "__dict__", None)) is dict


def things_in(space: Mapping[str, Any]) -> list[Any]:
    """The locks, queues and the like that a namespace holds: directly, in lists, dicts and instances.

    By name: in which order a frame has its variables is another from Python to Python.
    """
    found: list[Any] = []
    for name, value in sorted(space.items(), key=itemgetter(0)):
        if name.startswith("__"):
            continue
        inside: Iterable[Any] = [value]
        if type(value) in (list, tuple):
            inside = value[:MOST]
        elif type(value) is dict:
            inside = list(value.values())[:MOST]
        elif has_inside(value):
            inside = list(vars(value).values())[:MOST]
        found += [part for part in inside if isinstance(part, THINGS)]
    return found


# -- variables -------------------------------------------------------------------------------


class Variables:
    """Reads the variables of stopped threads; remembers the module-level ones from one View to the next."""

    def __init__(self, watch: Watch, program: Callable[[], Any]) -> None:
        self.watch = watch
        self.globals: dict[str, dict[str, Any]] = {}  # shared names of modules, and where they live
        self.paths: dict[int, tuple[CodeType, list[Location]]] = {}  # by code: the x.y and x[0] in it
        self.stored = stored_names(program)
        self.sentinels: dict[int, str] = {}
        self.idents = NO_IDENTS

    def text(self, value: Any) -> str:
        return value_text(value, self.sentinels, self.idents)

    def local(self, frame: FrameType) -> Values:
        """The variables of the function that a thread is in, and what hangs on them: ``self.count``."""
        code = frame.f_code
        if code.co_name == "<module>":
            return ()
        values = variables(frame)
        fast = [n for n in code.co_varnames if n not in code.co_cellvars]
        found = [(n, self.text(values[n])) for n in fast if n in values and shown(values[n])]
        paths = [(p.shown, value_at(frame, p)[0]) for p in self.paths_of(frame) if p.root in fast]
        return tuple([*found, *((p, self.text(v)) for p, v in paths if shown(v))][:MOST])

    def shared(self, frames: dict[int, list[FrameType]]) -> Values:
        """Closures and globals that change, and what hangs on them, of all threads together.

        A name is shown if it can change: it is assigned somewhere besides its first value, or holds something
        that changes without being assigned. A constant, a function, an import would only fill the table.
        """
        found: dict[str, str] = {}
        for frame in (f for stack in frames.values() for f in stack):
            code = frame.f_code
            values = variables(frame)
            cells = [n for n in (*code.co_cellvars, *code.co_freevars) if n in values]
            for name in cells:
                if shown(values[name]) and (self.stored[name] > 1 or not constant(values[name])):
                    found.setdefault(name, self.text(values[name]))
            for path in self.paths_of(frame):
                if path.root in cells or path.root not in code.co_varnames:
                    value = value_at(frame, path)[0]
                    if shown(value):
                        found.setdefault(path.shown, self.text(value))
            self.note_globals(frame)
        return tuple({**found, **self.of_modules()}.items())[:MOST]

    def of_modules(self) -> dict[str, str]:
        """The shared names of modules as they are now, in a run or after it."""
        return {n: self.text(s[n]) for n, s in self.globals.items() if n in s and shown(s[n])}

    def note_globals(self, frame: FrameType) -> None:
        space = frame.f_globals
        for name in frame.f_code.co_names:
            if name in space and (self.stored[name] or not constant(space[name])):
                self.globals.setdefault(name, space)

    def paths_of(self, frame: FrameType) -> list[Location]:
        """The ``x.y`` and ``x[0]`` in the statements of a frame's code."""
        code = frame.f_code
        if id(code) not in self.paths:
            steps = self.watch.steps(frame)
            statements = dict.fromkeys(steps.entries.values()) if steps is not None else ()
            places = {p.shown: p for s in statements for p in shared_places(s, code) if p.path}
            self.paths[id(code)] = code, list(places.values())
        return self.paths[id(code)][1]


def value_text(value: Any, sentinels: dict[int, str] | None = None, idents: Idents = NO_IDENTS) -> str:
    """A value in one cell of a table: the run stands still, so no code of the program is run for it."""
    names = sentinels or {}
    return brief(value, WIDEST, own_repr=False, name_of=lambda thing: names.get(id(thing), ""), idents=idents)


def named_objects(spaces: list[dict[str, Any]]) -> dict[int, str]:
    """Sentinels by the name that holds them: objects that are nothing but themselves."""
    return {
        id(value): name
        for space in reversed(spaces)
        for name, value in list(space.items())
        if type(value) is object or type(value).__name__ == "Mark"
    }


def shared_places(statement: Statement, code: CodeType) -> list[Location]:
    """What a statement reads and writes that other threads could see."""
    places = locations_of(statement.nodes[:1], code)
    return [p for p in places if p.mode in (LOAD, STORE) and (p.path or not p.local)]


def constant(value: Any) -> bool:
    """Can it change without being assigned to?"""
    return not isinstance(value, (list, dict, set, bytearray)) and type(value).__name__ != "deque"


def shown(value: Any) -> bool:
    """Values, but no collections of threads or locks: those are shown by themselves."""
    inside = value.values() if type(value) is dict else value if type(value) in (list, tuple) else ()
    machinery = bool(inside) and all(isinstance(part, (threading.Thread, *THINGS)) for part in inside)
    return value is not NOTHING and is_data(value) and not machinery


def stored_names(program: Callable[[], Any]) -> Counter[str]:
    """How often the program's functions, and the functions these mention, assign each shared name."""
    todo = functions_of(program)
    seen = set()
    stored = Counter[str]()
    while todo:
        function = todo.pop()
        if function in seen:
            continue
        seen.add(function)
        space = function.__globals__
        for code in codes_of(function.__code__):
            shared = ("STORE_GLOBAL", "STORE_DEREF")
            stored.update(i.argval for i in get_instructions(code) if i.opname in shared)
            for value in (space[n] for n in code.co_names if n in space):
                todo += [f for f in functions_of(value) if f.__globals__ is space]
    return stored

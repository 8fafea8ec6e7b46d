"""Who is blocked on what: a snapshot of all threads, and the cycle in the wait-for graph.

Inside:  for each thread what it waits for, what it holds, at which line, who would have to move first; the
         search for threads that wait for each other; how a queue, lock or event stands, as a phrase.
Outside: names (watcher), words for operations (vocabulary), sentences (explanation), the drawing of
         a cycle (stepper/wait_graph).

What is blocked is often deep inside the standard library: a future waits for a condition, a barrier for
another. A learner called ``result()`` or ``barrier.wait()``, and that is what is reported.
"""

from __future__ import annotations

import linecache
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, Future, as_completed, wait
from types import FrameType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pipeline_core.lab.code.frames import line_text, variables
from pipeline_core.lab.primitives.futures import pool_of, stable_id, work_on
from pipeline_core.lab.primitives.locks import LabLock
from pipeline_core.lab.scheduler.actor import Actor
from pipeline_core.lab.scheduler.scheduler import Scheduler
from pipeline_core.lab.story.vocabulary import Name, label, short

if TYPE_CHECKING:
    from pipeline_core.lab.story.watcher import Watcher

Key = TypeVar("Key")

NEVER_WAIT = ("release", "try to acquire")
_WAITS_FOR_SOME = (wait.__code__, as_completed.__code__)


class ThreadStatus(NamedTuple):
    """Where one thread was when the run got stuck."""

    thread: str
    kind: str  # "put", "acquire", "join", …; "result", "barrier", "work" for what is made of others
    what: Name
    state: str  # "full: 1 of 1" for a queue, "held by B" for a lock
    line: int | None
    text: str
    holds: tuple[tuple[str, int | None], ...]
    waits_for: str | None  # the thread that would have to move first, if one can be named
    error: str | None
    daemon: bool
    done: bool
    started: bool = False  # it has no line of its own: ``line`` is where it was started


class Waiting(NamedTuple):
    """What a thread is about to do: kind, thing, its state, and the thread that would have to move first."""

    kind: str
    what: Name
    state: str
    needs: Actor | None


# -- the wait-for graph ----------------------------------------------------------------------


def wait_cycle(waits_for: Mapping[Key, Key]) -> list[Key]:
    """The first cycle in a wait-for graph in which each waits for one other at most; empty if there is none.

    From each start the arrows are followed until they end, or come back to a place on the way: from there on
    it is a cycle. What leads into it is no part of it.
    """
    for start in waits_for:
        path: list[Key] = []
        here = start
        while here in waits_for and here not in path:
            path.append(here)
            here = waits_for[here]
        if here in path:
            return path[path.index(here) :]
    return []


def blocked_cycle(statuses: Sequence[ThreadStatus]) -> list[str]:
    """Threads that wait for each other in a circle, by their names; empty if there is none."""
    return wait_cycle({s.thread: s.waits_for for s in statuses if s.waits_for and not s.done})


# -- one look at all threads -----------------------------------------------------------------


class Snapshot:
    """One look at all threads, while none of them moves.

    ``frames``: ``sys._current_frames()`` as the caller gets it, whose own frame is in it: that of a function
    which has returned would lead nowhere.
    """

    def __init__(self, watcher: Watcher, sched: Scheduler, frames: Mapping[int, FrameType]) -> None:
        self.watcher = watcher
        self.sched = sched
        self.frames = frames

    def all(self) -> list[ThreadStatus]:
        return [self.status(actor) for actor in self.sched.actors]

    def status(self, actor: Actor) -> ThreadStatus:
        line, text = self.where(actor)
        started = None
        if line is None and not actor.done:
            started = self.watcher.started.get(id(actor.thread))
        if started is not None:
            line, text = started
        what = Waiting("end", Name(), "", None) if actor.done else self.waiting(actor)
        error = None if actor.error is None else type(actor.error).__name__
        waits_for = label(self.sched, what.needs) if what.needs is not None else None
        return ThreadStatus(
            label(self.sched, actor), what.kind, what.what, what.state, line, text, self.holds(actor),
            waits_for, error, actor.daemon, actor.done, started is not None,
        )  # fmt: skip

    def where(self, actor: Actor) -> tuple[int | None, str]:
        """The program's own line that a thread is in, or died in."""
        if not actor.done:
            frame = self.watcher.own_frame(self.frames.get(actor.ident))
            return (None, "") if frame is None else (frame.f_lineno, line_text(frame))
        found: tuple[int | None, str] = (None, "")
        step = actor.error.__traceback__ if actor.error is not None else None
        while step is not None:
            if self.watcher.owns(step.tb_frame):
                name = step.tb_frame.f_code.co_filename
                found = step.tb_lineno, linecache.getline(name, step.tb_lineno).strip()
            step = step.tb_next
        return found

    def waiting(self, actor: Actor) -> Waiting:
        """What a thread is about to do, in terms of what the program called."""
        obj = actor.obj
        made_of = self.called(actor)
        if isinstance(made_of, Future):
            return self.result(made_of, actor)
        if isinstance(made_of, threading.Barrier):
            here = made_of.n_waiting
            return Waiting(
                "barrier", self.name(actor, made_of), f"{here} of {made_of.parties} are there", None
            )
        if isinstance(made_of, Executor):
            return Waiting("work", self.name(actor, made_of), "", None)
        if isinstance(obj, threading.Thread):
            target = self.sched.by_thread.get(id(obj))
            named = short(label(self.sched, target)) if target is not None else f"thread {obj.name}"
            return Waiting(actor.kind, Name(named, "thread"), "", target if actor.kind == "join" else None)
        what = Name() if obj is None else self.name(actor, obj)
        if what.room_of is not None:  # a Channel's put waits for an empty crate: there is no room
            most = self.watcher.limits.get(self.watcher.numbers.number(obj), 0)
            return Waiting("put", what.room_of, f"full: {most} of {most}", None)
        return Waiting(actor.kind, what, self.state(obj, actor), self.awaited(obj, actor))

    def name(self, actor: Actor, obj: Any) -> Name:
        return self.watcher.name(self.sched, actor, obj, self.frames.get(actor.ident))

    def called(self, actor: Actor) -> Future[Any] | threading.Barrier | Executor | None:
        """The future, barrier or pool whose method the program has called, if it is one of these.

        Looked for in the frames from the lab's own operation up to the program's line: the standard library's
        functions between them know, as ``self`` or as an argument, what they were called for.
        """
        frame = self.frames.get(actor.ident)
        found: Future[Any] | threading.Barrier | None = None
        while frame is not None and not self.watcher.owns(frame):
            me = variables(frame).get("self")
            if frame.f_code is work_on.__code__ and found is None and actor.kind == "get":
                reference = variables(frame).get("executor_reference")
                return reference() if reference is not None else None
            if isinstance(me, (Future, threading.Barrier)):
                found = me
            if frame.f_code in _WAITS_FOR_SOME:
                left = [f for f in variables(frame)["fs"] if f._state in ("PENDING", "RUNNING")]
                found = min(left, key=stable_id, default=found)
            frame = frame.f_back
        return found

    def result(self, future: Future[Any], actor: Actor) -> Waiting:
        """A thread waits for a future: of which pool, and can anybody there still work on it?"""
        pool = pool_of(future)
        runs = next((a for a in self.sched.actors if not a.done and future in self.running(a)), None)
        if pool is None:
            return Waiting("result", Name(), "", runs)
        known = [self.sched.by_thread.get(id(t)) for t in pool._threads]
        workers = [w for w in known if w is not None]
        state = ""
        if runs is None and workers and all(self.running(w) for w in workers):
            many = len(workers)
            state = "whose only worker waits too" if many == 1 else f"whose {many} workers wait too"
            mine = workers.index(actor) + 1 if actor in workers else 0
            runs = workers[mine % len(workers)]  # any of them would do
        return Waiting("result", self.watcher.known_name(pool) or Name("a pool", "pool"), state, runs)

    def running(self, actor: Actor) -> list[Any]:
        """The futures that a pool's worker is at work on."""
        frame = self.frames.get(actor.ident)
        found = []
        while frame is not None:
            module = frame.f_globals.get("__name__")
            if frame.f_code.co_name == "run" and module == "concurrent.futures.thread":
                found.append(variables(frame)["self"].future)
            frame = frame.f_back
        return found

    def holds(self, actor: Actor) -> tuple[tuple[str, int | None], ...]:
        """The locks and semaphores that a thread has, each with the line at which it took it."""
        locks = [(lock, line_of(lock.where)) for lock in self.sched.locks if lock.owner is actor]
        semaphores = [
            (obj, where)
            for obj in self.watcher.semaphores
            for index, where in self.watcher.taken_of(obj)
            if index == actor.index
        ]
        return tuple(dict.fromkeys((self.name(actor, obj), where) for obj, where in (*locks, *semaphores)))

    def awaited(self, obj: Any, actor: Actor) -> Actor | None:
        """The one thread that would have to move first, if it is known."""
        if actor.kind in NEVER_WAIT:  # of a run that was given up on: it would have gone on
            return None
        if isinstance(obj, LabLock):
            return None if obj.reentrant and obj.owner is actor else obj.owner
        taken = self.watcher.taken_of(obj)
        others = [self.sched.actors[index] for index, _ in taken if index != actor.index]
        stuck = [a for a in others if not a.done]
        return stuck[0] if stuck else None

    # -- how a thing stands -------------------------------------------------------------------

    def state(self, obj: Any, actor: Actor) -> str:
        """How a queue, lock or event stands, for a sentence about ``actor``, which is at it."""
        if isinstance(obj, LabLock):
            if obj.owner is None:
                return ""
            return f"held by {'itself' if obj.owner is actor else short(label(self.sched, obj.owner))}"
        if actor.kind == "join" and hasattr(obj, "unfinished_tasks"):
            return f"{obj.unfinished_tasks} not done"
        inside = items_inside(obj)
        if inside is not None:
            count, most = inside
            if not count:
                return "empty"
            return f"full: {count} of {most}" if count == most else f"{count} inside"
        if isinstance(obj, threading.Semaphore):
            return "none left" if obj._value == 0 else f"{obj._value} left"
        return "not set" if getattr(obj, "_flag", None) is False else ""

    def state_in_table(self, obj: Any) -> str:
        """The same for a row of a table, where no sentence says what is usual."""
        if isinstance(obj, LabLock):
            if obj.owner is None:
                return "held" if obj.count else "free"
            return f"held by {label(self.sched, obj.owner)}"
        if isinstance(obj, threading.Event):
            return "set" if vars(obj)["_flag"] else "not set"
        inside = items_inside(obj)
        if inside is not None:
            count, most = inside
            return f"{count}/{most}" if most > 0 else f"{count} inside"
        current = self.sched.current
        return self.state(obj, current) if current is not None else ""


def items_inside(obj: Any) -> tuple[int, int] | None:
    """How many items a queue holds, and its limit (0: none); None for what is no queue."""
    if hasattr(obj, "items"):
        return len(obj.items), getattr(obj, "maxsize", 0)
    return (obj._qsize(), getattr(obj, "maxsize", 0)) if hasattr(obj, "_qsize") else None


def line_of(where: Any) -> int | None:
    """The number of a line that is noted as such, or as its statement."""
    return where if isinstance(where, int) else getattr(where, "line", None)

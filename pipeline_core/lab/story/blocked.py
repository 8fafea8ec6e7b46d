"""Who stood where when a run got stuck, in terms of the program's own calls.

Inside:  for each thread what it waits for, what it holds, at which line; who would have to move first.
Outside: names (story), the words (explain).

What is blocked is often deep inside the standard library: a future waits for a condition, a barrier for
another. A learner called ``result()`` or ``barrier.wait()``, and that is what is reported.
"""

from __future__ import annotations

import linecache
import re
import sys
import threading
from concurrent.futures import Executor, Future, as_completed, wait
from typing import Any, NamedTuple

from pipeline_core.lab.code.frames import line_text, variables
from pipeline_core.lab.primitives.futures import pool_of, stable_id, work_on
from pipeline_core.lab.primitives.locks import LabLock
from pipeline_core.lab.scheduler.actor import Actor
from pipeline_core.lab.story.line_log import label

_WAITS_FOR_SOME = (wait.__code__, as_completed.__code__)


class Standing(NamedTuple):
    """Where one thread was when the run got stuck."""

    thread: str
    kind: str  # "put", "acquire", "join", …; "result", "barrier", "work" for what is made of others
    what: str
    state: str  # "full: 1 of 1" for a queue, "held by B" for a lock
    line: int | None
    text: str
    holds: tuple[tuple[str, int | None], ...]
    waits_for: str | None  # the thread that would have to move first, if one can be named
    error: str | None
    daemon: bool
    done: bool
    started: bool = False  # it has no line of its own: ``line`` is where it was started


def snapshot(watcher: Any, sched: Any) -> list[Standing]:
    frames = sys._current_frames()
    return [Standings(watcher, sched, frames).of(actor) for actor in sched.actors]


class Standings:
    """One look at all threads."""

    def __init__(self, watcher: Any, sched: Any, frames: dict[int, Any]) -> None:
        self.watcher, self.sched, self.frames = watcher, sched, frames

    def of(self, actor: Actor) -> Standing:
        line, text = self.where(actor)
        started = line is None and not actor.done and self.watcher.started.get(id(actor.thread))
        if started:
            line, text = started
        kind, what, state, target = ("end", "", "", None) if actor.done else self.waiting(actor)
        error = None if actor.error is None else type(actor.error).__name__
        waits_for = label(self.sched, target) if target is not None else None
        return Standing(
            label(self.sched, actor), kind, what, state, line, text, self.holds(actor),
            waits_for, error, actor.daemon, actor.done, bool(started),
        )  # fmt: skip

    def where(self, actor: Actor) -> tuple[int | None, str]:
        """The program's own line that a thread is in, or died in."""
        if not actor.done:
            frame = self.watcher.own_frame(self.frames.get(actor.ident))
            return (None, "") if frame is None else (frame.f_lineno, line_text(frame))
        found: tuple[int | None, str] = (None, "")
        step = actor.error.__traceback__ if actor.error is not None else None
        while step is not None:
            if id(step.tb_frame.f_globals) in self.watcher.spaces:
                name = step.tb_frame.f_code.co_filename
                found = step.tb_lineno, linecache.getline(name, step.tb_lineno).strip()
            step = step.tb_next
        return found

    def waiting(self, actor: Actor) -> tuple[str, str, str, Actor | None]:
        """What a thread is about to do: kind, object, state, and the thread it needs for that."""
        obj = actor.obj
        made_of = self.called(actor)
        if isinstance(made_of, Future):
            return self.result(made_of, actor)
        if isinstance(made_of, threading.Barrier):
            name, here = self.name(actor, made_of), made_of.n_waiting
            return "barrier", name, f"{here} of {made_of.parties} are there", None
        if isinstance(made_of, Executor):
            return "work", self.name(actor, made_of), "", None
        if isinstance(obj, threading.Thread):
            target = self.sched.by_thread.get(id(obj))
            named = short(label(self.sched, target)) if target is not None else f"thread {obj.name}"
            return actor.kind, named, "", target if actor.kind == "join" else None
        what = "" if obj is None else self.name(actor, obj)
        if what.startswith("crates of "):  # a Channel's put waits for an empty crate: there is no room
            most = self.watcher.limits.get(id(obj), 0)
            return "put", what.removeprefix("crates of "), f"full: {most} of {most}", None
        return actor.kind, what, self.state(obj, actor), self.awaited(obj, actor)

    def name(self, actor: Actor, obj: Any) -> str:
        return self.watcher.name(self.sched, actor, obj)

    def called(self, actor: Actor) -> Any:
        """The future, barrier or pool whose method the program has called, if it is one of these."""
        frame, found = self.frames.get(actor.ident), None
        while frame is not None and id(frame.f_globals) not in self.watcher.spaces:
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

    def result(self, future: Any, actor: Actor) -> tuple[str, str, str, Actor | None]:
        """A thread waits for a future: of which pool, and can anybody there still work on it?"""
        pool = pool_of(future)
        runs = next((a for a in self.sched.actors if not a.done and future in self.running(a)), None)
        if pool is None:
            return "result", "", "", runs
        workers = [self.sched.by_thread.get(id(t)) for t in pool._threads]
        workers = [w for w in workers if w is not None]
        state = ""
        if runs is None and workers and all(self.running(w) for w in workers):
            many = len(workers)
            state = "whose only worker waits too" if many == 1 else f"whose {many} workers wait too"
            mine = workers.index(actor) + 1 if actor in workers else 0
            runs = workers[mine % len(workers)]  # any of them would do
        return "result", self.watcher.names.get(id(pool), "a pool"), state, runs

    def running(self, actor: Actor) -> list[Any]:
        """The futures that a pool's worker is at work on."""
        frame, found = self.frames.get(actor.ident), []
        while frame is not None:
            module = frame.f_globals.get("__name__")
            if frame.f_code.co_name == "run" and module == "concurrent.futures.thread":
                found.append(variables(frame)["self"].future)
            frame = frame.f_back
        return found

    def holds(self, actor: Actor) -> tuple[tuple[str, int | None], ...]:
        locks = [(lock, line_of(lock.where)) for lock in self.sched.locks if lock.owner is actor]
        semaphores = [
            (obj, where)
            for obj in self.watcher.kept
            for index, where in self.watcher.taken.get(id(obj), ())
            if index == actor.index
        ]
        return tuple(dict.fromkeys((self.name(actor, obj), where) for obj, where in (*locks, *semaphores)))

    def state(self, obj: Any, actor: Actor) -> str:
        """A few words on how a queue, lock or event stands."""
        if isinstance(obj, LabLock):
            if obj.owner is None:
                return ""
            return f"held by {'itself' if obj.owner is actor else short(label(self.sched, obj.owner))}"
        if actor.kind == "join" and hasattr(obj, "unfinished_tasks"):
            return f"{obj.unfinished_tasks} not done"
        if hasattr(obj, "maxsize") or hasattr(obj, "items"):
            count = len(obj.items) if hasattr(obj, "items") else obj._qsize()
            most = getattr(obj, "maxsize", 0)
            if not count:
                return "empty"
            return f"full: {count} of {most}" if count == most else f"{count} inside"
        if isinstance(obj, threading.Semaphore):
            return "none left" if obj._value == 0 else f"{obj._value} left"
        return "not set" if getattr(obj, "_flag", None) is False else ""

    def awaited(self, obj: Any, actor: Actor) -> Actor | None:
        """The one thread that would have to move first, if it is known."""
        if isinstance(obj, LabLock):
            return obj.owner
        taken = self.watcher.taken.get(id(obj), ())
        others = [self.sched.actors[index] for index, _ in taken if index != actor.index]
        stuck = [a for a in others if not a.done]
        return stuck[0] if stuck else None


def short(name: str) -> str:
    """Thread-1 (work) is named in full where its own line begins, and as Thread-1 elsewhere."""
    return re.sub(r"^(Thread-\d+) \(.*\)$", r"\1", name)


def line_of(where: Any) -> int | None:
    return where if isinstance(where, int) else getattr(where, "line", None)

"""Actors: the controlled threads of a run, as the scheduler knows them.

Inside:  an actor's record, who runs on which thread, how an actor is ended from inside.
Outside: who moves (scheduler), what an actor does (threads).
"""

from __future__ import annotations

import sys
from _thread import allocate_lock, get_ident
from typing import Any

LINE = "line"  # kind of a step that begins at a statement, not at a synchronisation call
LATER: Any = object()  # stands for what an observed call will return
SPIN_LIMIT = 400  # steps of one actor without any effect on the others before they get a turn
TICK = 1_000_000  # nanoseconds by which a clock that is only being read moves on
EPILOGUE = 2_000  # steps that daemons get to release a parked thread once the program returned

# Which actor runs on which thread. Read by every patched primitive: absent means "not ours".
controlled: dict[int, Actor] = {}
knocking = allocate_lock()  # held while an exception is sent to one of them from outside


class Unwind(BaseException):
    """Ends a controlled thread from inside; never seen by a program that does not catch everything."""


class Actor:
    """One controlled thread: who it is, what it is about to do, whether that can proceed."""

    __slots__ = (
        "born",
        "contexts",
        "cpu",
        "daemon",
        "deadline",
        "done",
        "error",
        "expired",
        "fired",
        "gate",
        "grace",
        "ident",
        "index",
        "kind",
        "last",
        "line",
        "name",
        "obj",
        "owed",
        "quiet",
        "ready",
        "results",
        "sched",
        "seen",
        "seen_in",
        "since",
        "thread",
        "tracing",
        "unwinds",
        "waits_for_others",
    )  # fmt: skip

    def __init__(self, sched: Any, index: int, name: str, thread: Any, daemon: bool) -> None:
        self.sched, self.index, self.name, self.thread, self.daemon = sched, index, name, thread, daemon
        self.gate = allocate_lock()
        self.gate.acquire()
        self.kind = "begin"
        self.obj: Any = None
        self.ready: Any = None
        self.deadline: int | None = None
        self.expired = self.fired = self.done = False
        self.since = self.last = self.cpu = self.born = self.unwinds = self.ident = self.quiet = 0
        self.error: BaseException | None = None
        self.grace = 1000  # statements that an ended thread may still run to tidy up
        self.results: dict[int, dict[int, Any]] = {}  # what calls returned to the statements under way
        self.owed: set[int] = set()  # who could have moved when its timer fired early, and has not since
        self.waits_for_others: set[int] = set()  # after a second early timer: who must move first
        self.contexts: tuple[Any, ...] = ()  # those that its thread is known to enter
        self.line: Any = None
        self.seen: Any = None  # the statement it is in, and the frame of that
        self.seen_in: Any = None
        self.tracing: Any = None  # what hears of its lines, while they count

    def describe(self) -> str:
        return f"thread {self.name!r}"


def waiting_since(actor: Actor) -> tuple[int, int]:
    return actor.last, actor.index


def next_deadline(actor: Actor) -> tuple[int, int, int]:
    return actor.deadline or 0, actor.last, actor.index


def insist() -> None:
    """An Unwind was swallowed by ``except BaseException``: raise again wherever the thread goes next."""

    def again(frame: Any, event: str, arg: Any) -> Any:
        actor = controlled.get(get_ident())
        if event == "line" and actor is not None and actor.sched.ending is not None:
            if frame.f_globals.get("__name__", "").startswith("pipeline_core.lab"):
                return again
            raise Unwind
        return again

    frame: Any = sys._getframe(1)
    while frame is not None:
        frame.f_trace = again
        frame = frame.f_back
    sys.settrace(again)

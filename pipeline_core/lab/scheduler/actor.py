"""Actors: the controlled threads of a run, as the scheduler knows them.

Inside:  an actor's record, who runs on which thread, what ends an actor that swallows its end.
Outside: who moves (scheduler), what an actor runs (runtime/threads), ending one from outside
         (runtime/interrupts).
"""

from __future__ import annotations

import sys
import threading
from _thread import allocate_lock, get_ident
from collections.abc import Callable
from contextvars import Context
from sys import _getframe
from types import FrameType
from typing import TYPE_CHECKING, Any

from pipeline_core.lab.code.callables import LAB_PACKAGE

if TYPE_CHECKING:
    from pipeline_core.lab.code.statements import Statement
    from pipeline_core.lab.runtime.tracing import Tracer
    from pipeline_core.lab.scheduler.scheduler import Scheduler

LINE = "line"  # kind of a step that begins at a statement, not at a synchronisation call
SPIN_LIMIT = 400  # steps of one actor without any effect on the others before they get a turn
TICK = 1_000_000  # nanoseconds by which a clock that is only being read moves on
EPILOGUE = 2_000  # steps that daemons get to release a parked thread once the program returned
GRACE = 1_000  # statements that an ended thread may still run to tidy up

# Which actor runs on which thread. Read by every replaced primitive: absent means "not ours".
controlled: dict[int, Actor] = {}
sending = allocate_lock()  # held while an exception is sent to one of them from outside (runtime/interrupts)


class Unwind(BaseException):
    """Ends a controlled thread from inside; never seen by a program that does not catch everything."""


class Actor:
    """One controlled thread: who it is, what it is about to do, whether that can proceed.

    An actor that is not moving has *published* its next step: ``kind`` and ``obj`` say what it is about to
    do, ``ready`` (None: at once) whether that can proceed, ``deadline`` when it stops waiting for it.
    """

    __slots__ = (
        "access",
        "begun",
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
        "joined",
        "kind",
        "last",
        "line",
        "name",
        "obj",
        "owed",
        "quiet",
        "ready",
        "sched",
        "since",
        "thread",
        "tracing",
        "under_way",
        "unwinds",
        "waits_for_others",
        "writing",
    )  # fmt: skip

    def __init__(
        self, sched: Scheduler, index: int, name: str, thread: threading.Thread, daemon: bool
    ) -> None:
        self.sched = sched
        self.index = index
        self.name = name
        self.thread = thread
        self.daemon = daemon
        self.ident = 0  # of the operating-system thread it runs on, once it does
        self.gate = allocate_lock()  # closed while it is not its turn: the thread waits here
        self.gate.acquire()
        # the step it has published
        self.kind = "begin"
        self.obj: Any = None
        self.ready: Callable[[], bool] | None = None
        self.deadline: int | None = None  # in nanoseconds of virtual time
        self.since = 0  # virtual time at which it was published
        # how it stands with the scheduler
        self.done = False
        self.joined = False  # somebody has waited for its end, so that nobody can find it alive any more
        self.expired = False  # the clock has passed its deadline
        self.fired = False  # it moves because its time ran out
        self.last = 0  # the step at which it moved last after another one
        self.born = 0  # the step at which it was started
        self.cpu = 0  # nanoseconds of simulated computing
        self.owed: set[int] = set()  # who could have moved when its timer last fired early, and has not since
        self.waits_for_others: set[int] = set()  # it fired early again: who of ``owed`` must move first
        self.quiet = 0  # above 0 inside one atomic operation: nothing there is a step of its own
        # how it ends
        self.error: BaseException | None = None
        self.unwinds = 0  # how often an Unwind was raised in it
        self.grace = GRACE
        # what it runs
        self.contexts: tuple[Context, ...] = ()  # those that its thread is known to enter
        self.tracing: Tracer | None = None  # what hears of its lines, while they count
        self.line: Statement | int | None = None  # where it is in the program: a line's number at a call
        # inside a statement (access/hooks)
        self.begun = False  # a statement has just begun: its first access is no step of its own
        self.access: tuple[str, str] | None = None  # the access before which it stands: its kind and name
        self.under_way: list[tuple[Any, Any, tuple[Any, ...]]] = []  # a frame or None, a note, its arguments
        self.writing: list[tuple[Any, ...]] = []  # ``x.n += …``: read, and not yet written

    @property
    def gives_way(self) -> bool:
        """Is its next step ``time.sleep(0)``, by which a thread lets others go first?"""
        return self.ready is None and self.deadline is not None


def waiting_since(actor: Actor) -> tuple[int, int]:
    return actor.last, actor.index


def next_deadline(actor: Actor) -> tuple[int, int, int]:
    return actor.deadline or 0, actor.last, actor.index


def unwind_at_every_line() -> None:
    """An Unwind was swallowed by ``except BaseException``: raise it again wherever the thread goes next.

    A handler in a loop swallows one Unwind after the other if they come only when the thread asks for its
    next turn. So from here on the thread has a trace function that raises at each line, in the frames that
    exist already (they get it by hand: ``sys.settrace`` speaks to new ones only) and in all to come. The
    lab's own frames are spared: the thread must still be able to give its turn away. Raising inside a trace
    function ends tracing for that thread; the next request for a turn comes here again.
    """

    def again(frame: FrameType, event: str, arg: object) -> Callable[..., Any]:
        actor = controlled.get(get_ident())
        if event == "line" and actor is not None and actor.sched.ending is not None:
            if frame.f_globals.get("__name__", "").startswith(LAB_PACKAGE):
                return again
            raise Unwind
        return again

    frame: FrameType | None = _getframe(1)
    while frame is not None:
        frame.f_trace = again
        frame = frame.f_back
    sys.settrace(again)

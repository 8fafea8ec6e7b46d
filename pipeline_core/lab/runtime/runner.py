"""Conduct one run, and guard a whole call.

Inside:  a program played once under a chooser; the driver thread; the real-time guard.
Outside: simulate, replay and explore, which decide what to play (api, explore).

The caller's thread never runs the program. It waits for a *driver* thread, which plays the
program's first thread in every run of the call. So whatever happens inside, even a call into C
that does not return, the caller gets an answer; and Ctrl-C reaches the caller as ever.
"""

from __future__ import annotations

import ctypes
import functools
import gc
import random
import sys
import threading
from _thread import _count, allocate_lock, get_ident, start_new_thread
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import copy_context
from time import monotonic as real_clock
from time import sleep as real_sleep
from typing import Any

from pipeline_core.lab.code.frames import MONITORED, line_text
from pipeline_core.lab.primitives import channels
from pipeline_core.lab.runtime import monitoring, patching, scope
from pipeline_core.lab.runtime.life import live
from pipeline_core.lab.runtime.threads import MainThread
from pipeline_core.lab.scheduler.actor import Actor, Unwind, controlled, sending
from pipeline_core.lab.scheduler.os_threads import Pool, wait_until_ended
from pipeline_core.lab.scheduler.scheduler import Scheduler

GUARD_SECONDS = 3.0  # real time without a step after which a run is given up as endless
GIVE_UP_SECONDS = 1.5  # real time a thread gets to unwind before it is left behind
TICK_SECONDS = 0.25
SEND = ctypes.PYFUNCTYPE(None, ctypes.c_ulong, ctypes.py_object)(
    ("PyThreadState_SetAsyncExc", ctypes.pythonapi)
)  # returns None, as an __init__ has to


class Call:
    """One call of the lab: its patches, threads and guard. Use ``Call.play`` inside ``Call.guard``."""

    def __init__(self, program: Callable[[], Any], scope: Any, grain: str) -> None:
        self.program, self.scope, self.whole_channels = program, scope, grain == "channel"
        self.sched: Scheduler | None = None
        self.pool = Pool()
        self.abandoned = self.stopping = self.over = False
        self.last: Scheduler | None = None  # the run in which a thread was left behind
        self.runs = 0
        self.main: Any = None
        self.fresh: dict[str, Any] = {}  # its attributes as they are when a run begins: a name, say
        self.context = copy_context()
        self.watched: Any = None  # whose code raises events, from Python 3.12 on
        self.opcode = False

    def play(self, chooser: Any, *, tracer: Any = None, observe: Any = None, **options: Any) -> Scheduler:
        """Play the program once, in the driver thread, and return the scheduler with all it knows."""
        self.runs += 1
        if self.runs % 256 == 0:
            gc.collect()  # automatic collection is off: it would run destructors at odd steps
        sched = Scheduler(chooser, **options)
        sched.pool, sched.excepthook = self.pool, threading.excepthook
        sched.whole_channels = self.whole_channels
        self.scope.reset()
        random.seed(0)  # it says the same in every run
        vars(self.main).clear()
        vars(self.main).update(self.fresh)
        actor = sched.add("MainThread", self.main, False)
        actor.gate = allocate_lock()
        actor.gate.acquire()
        sched.current = actor
        if observe is not None:
            sched.note = observe  # from the first start of another thread on; before it nothing can race
        if tracer is not None:
            sched.tracer = tracer(sched)
        self.sched = sched

        def body() -> None:
            sched.result = self.program()

        live(actor, self.pool, None, body, sched.tracer, self.context.copy())
        sched.over.acquire()
        self.sched = None
        if self.abandoned or self.stopping:  # beside a thread that does not end nothing more is run
            raise Unwind
        return sched

    def guard(self, job: Callable[[], Any]) -> Any:
        """Run ``job`` in the driver thread; watch it; clean up whatever happens."""
        threads_before = _count()
        box: list[Any] = []
        failed: list[BaseException] = []
        finished = allocate_lock()
        finished.acquire()

        def drive() -> None:
            try:
                self.main = MainThread()
                self.fresh = dict(vars(self.main))
                box.append(job())
            except Unwind:
                pass  # interrupted, or a thread was left behind: the call ends without what the job says
            except BaseException as error:
                failed.append(error)
            finally:
                self.over = True
                finished.release()

        with self.surroundings():
            start_new_thread(self.context.copy().run, (drive,))
            self.watch(finished)
        wait_until_ended(threads_before)
        if failed:
            raise failed[0]
        return box[0] if box else None

    @contextmanager
    def surroundings(self) -> Iterator[None]:
        """Everything that is different for the length of a call; undone in reverse order, come what may."""
        with ExitStack() as undo:
            undo.callback(scope.forget_exit_hooks)
            undo.callback(random.setstate, random.getstate())
            if gc.isenabled():  # it would run destructors at odd steps
                undo.callback(gc.enable)
                gc.disable()
            undo.callback(self.scope.leave)
            self.scope.enter()
            self.pool.reuse = not self.scope.has_local  # a thread-local begins empty in a fresh thread alone
            patching.install(self.scope.namespaces)
            undo.callback(patching.uninstall)
            if self.whole_channels:
                channels.install()
                undo.callback(channels.uninstall)
            if self.watched is not None and MONITORED:
                undo.callback(monitoring.leave, self.watched)
                monitoring.enter(self.watched, self.opcode)
            undo.callback(self.close)
            yield

    def close(self) -> None:
        if not self.pool.close(0 if self.abandoned else 1.0):
            self.abandoned = True

    # -- the guard --------------------------------------------------------------------------

    def watch(self, finished: Any) -> None:
        """Wait for the driver; step in when nothing has moved for too long, or on Ctrl-C."""
        still, seen = 0.0, (-1, -1)
        interrupt: BaseException | None = None
        while True:
            try:
                if finished.acquire(True, TICK_SECONDS) or self.over:
                    break  # over: an interrupt may come between taking the lock and knowing it
                if interrupt is not None:
                    raise interrupt
            except KeyboardInterrupt as error:
                if interrupt is None:
                    interrupt = error
                if not self.intervene("interrupted", finished):
                    break
                continue
            sched = self.sched
            now = (self.runs, sched.step if sched else -1)
            still = still + TICK_SECONDS if now == seen and sched else 0.0
            seen = now
            patience = GUARD_SECONDS if sched is None or sched.ending is None else TICK_SECONDS
            if still >= patience and not self.intervene("endless", finished):
                break
        if interrupt is not None:
            raise interrupt

    def intervene(self, outcome: str, finished: Any) -> bool:
        """End the present run from outside; False if the driver itself cannot be reached (blocked in C)."""
        sched = self.sched
        self.stopping = self.stopping or outcome == "interrupted"
        if sched is None:
            return True
        if sched.ending is None:
            sched.ending = outcome
            if sched.watcher is not None:
                sched.picture = sched.watcher.snapshot(sched)
            if outcome == "endless":
                sched.remark = in_asyncio(sched.current)
        while not self.ends(sched, finished):
            self.abandoned, self.last = True, sched
            sched.remark = blocked(sched.current, self.scope.namespaces)
            sched.leave_behind()
        return sched.actors[0] not in sched.behind

    def ends(self, sched: Scheduler, finished: Any) -> bool:
        """Knock at whose turn it is until the run is over; False if somebody does not react."""
        for times in range(int(GIVE_UP_SECONDS / 0.01)):
            knock(sched.current, times // 8)
            if finished.acquire(True, 0.01):
                finished.release()
            if self.over or self.sched is not sched or all(a.done or a in sched.behind for a in sched.actors):
                return True
        return False


def knock(actor: Actor | None, more: int = 0) -> None:
    """Raise Unwind in the thread of ``actor`` at its next bytecode, unless it is gone by now.

    ``more``: how many more follow it at once, for an ``except BaseException: continue`` in a loop.

    Until 3.12 the interpreter has one flag for "some thread has an exception to take", and while it is set
    a traced thread does not get past the beginning of a function. A thread that is blocked in C would leave
    it set for ever. So a helper takes an exception as well, which clears the flag; the blocked thread sets
    it again by itself when it comes back to Python.
    """
    if actor is None:
        return
    taken = allocate_lock()
    taken.acquire()

    def helper() -> None:
        try:
            with sending:
                if controlled.get(actor.ident) is not actor:
                    return
                send_unwind(actor.ident, followed(actor.ident, more))
            send_unwind(get_ident())
            while True:
                pass
        except Unwind:
            pass
        finally:
            taken.release()

    start_new_thread(helper, ())
    taken.acquire()


def send_unwind(ident: int, kind: type[Unwind] = Unwind) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(ident), ctypes.py_object(kind))


def followed(ident: int, more: int) -> type[Unwind]:
    """An Unwind whose instance, made in the thread that it hits, has the next one sent to that thread.

    So the next one comes before the handler that swallowed the first is through. All of it happens in C: in
    Python code it would be hit itself.
    """
    kind: Any = Unwind
    for _ in range(more):
        send = functools.partial(SEND, ctypes.c_ulong(ident), ctypes.py_object(kind))
        kind = type("Unwind", (Unwind,), {"__init__": staticmethod(send)})
    return kind


def frames_of(actor: Any) -> list[Any]:
    """The frames of an actor's thread at the moment, seen from outside, the innermost first."""
    frame, found = sys._current_frames().get(actor.ident), []
    while frame is not None:
        found.append(frame)
        frame = frame.f_back
    return found


def blocked(actor: Any, namespaces: list[dict[str, Any]]) -> str:
    """Which thread was left behind, and where in the program it is."""
    own = [f for f in frames_of(actor) if any(f.f_globals is space for space in namespaces)]
    where = f", at line {own[0].f_lineno}: {line_text(own[0])[:60]}" if own else ""
    return (
        f"{actor.name} is blocked in C code, which Python cannot interrupt{where}. "
        "Its thread was left behind; it ends when the call returns."
    )


def in_asyncio(actor: Any) -> str:
    if not any(str(f.f_globals.get("__name__")).partition(".")[0] == "asyncio" for f in frames_of(actor)):
        return ""
    return (
        f"{actor.name} waits inside asyncio, which the lab does not control: it waits in real time for a "
        "clock that is virtual here. Run coroutines outside the lab."
    )


def wait_until_gone(seconds: float = 5.0) -> bool:
    """Wait for threads that were left behind, once what blocked them has let go; for tests."""
    deadline = real_clock() + seconds
    while controlled and real_clock() < deadline:
        real_sleep(0.001)
    return not controlled

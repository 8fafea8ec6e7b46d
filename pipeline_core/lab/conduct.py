"""Conduct one run, and guard a whole call.

Inside:  a program played once under a chooser; the driver thread; the real-time guard.
Outside: simulate, replay and explore, which decide what to play (api, explore).

The caller's thread never runs the program. It waits for a *driver* thread, which plays the
program's first thread in every run of the call. So whatever happens inside, even a call into C
that does not return, the caller gets an answer; and Ctrl-C reaches the caller as ever.
"""

from __future__ import annotations

import ctypes
import gc
import sys
import threading
from _thread import _count, allocate_lock, start_new_thread
from collections.abc import Callable, Iterator
from concurrent.futures._base import LOGGER
from contextlib import ExitStack, contextmanager
from contextvars import copy_context
from time import monotonic as real_clock
from time import sleep as real_sleep
from typing import Any

from . import patches, takeover
from .actor import Actor, Unwind, controlled
from .chooser import Follow
from .pool import Pool, settle
from .scheduler import Scheduler
from .threads import MainThread, live

GUARD_SECONDS = 3.0  # real time without a step after which a run is given up as endless
GIVE_UP_SECONDS = 1.5  # real time a thread gets to unwind before it is left behind
TICK_SECONDS = 0.25


class Call:
    """One call of the lab: its patches, threads and guard. Use ``Call.play`` inside ``Call.guard``."""

    def __init__(self, program: Callable[[], Any], scope: Any) -> None:
        self.program, self.scope = program, scope
        self.sched: Scheduler | None = None
        self.pool = Pool()
        self.abandoned = False
        self.runs = 0
        self.main: Any = None
        self.context = copy_context()
        self.instructions: Any = None

    def play(self, chooser: Any, *, tracer: Any = None, observe: Any = None, **options: Any) -> Scheduler:
        """Play the program once, in the driver thread, and return the scheduler with all it knows."""
        self.runs += 1
        if self.runs % 256 == 0:
            gc.collect()  # automatic collection is off: it would run destructors at odd steps
        sched = Scheduler(chooser, **options)
        sched.pool, sched.excepthook = self.pool, threading.excepthook
        self.scope.reset()
        patches.seed_random()
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
        return sched

    def warm_up(self, tracer: Any, **options: Any) -> None:
        """Meet all code once, so that its instructions are switch points from the first run on."""
        for _ in range(3):
            if self.instructions is None:
                return
            self.play(Follow(), tracer=tracer, **options)
            late, self.instructions.late = self.instructions.late, False
            if not late:
                return

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
                box.append(job())
            except BaseException as error:
                failed.append(error)
            finally:
                finished.release()

        with self.surroundings():
            start_new_thread(self.context.copy().run, (drive,))
            self.watch(finished)
        settle(threads_before)
        if failed:
            raise failed[0]
        return box[0] if box else None

    @contextmanager
    def surroundings(self) -> Iterator[None]:
        """Everything that is different for the length of a call; undone in reverse order, come what may."""
        with ExitStack() as undo:
            undo.callback(takeover.forget_exit_hooks)
            LOGGER.addFilter(no_unwinding)  # a pool's worker logs whatever ends it
            undo.callback(LOGGER.removeFilter, no_unwinding)
            undo.callback(patches.restore_random, patches.seed_random())
            if gc.isenabled():  # it would run destructors at odd steps
                undo.callback(gc.enable)
                gc.disable()
            undo.callback(self.scope.leave)
            self.scope.enter()
            self.pool.reuse = not self.scope.has_local  # a thread-local begins empty in a fresh thread alone
            patches.install(self.scope.namespaces)
            undo.callback(patches.uninstall)
            if self.instructions is not None:
                undo.callback(self.instructions.leave)
                self.instructions.enter()
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
                if finished.acquire(True, TICK_SECONDS):
                    break
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
        """End the present run from outside; False if its thread cannot be reached (blocked in C)."""
        sched = self.sched
        self.stopping = outcome == "interrupted"
        if sched is None:
            return True
        if sched.ending is None:
            sched.ending = outcome
            if sched.watcher is not None:
                sched.picture = sched.watcher.snapshot(sched)
        for _ in range(int(GIVE_UP_SECONDS / 0.01)):
            knock(sched.current)
            if finished.acquire(True, 0.01):
                finished.release()
                return True
            if self.sched is not sched:
                return True
        self.abandoned = True
        self.last = sched
        for actor in sched.actors:
            if not actor.done and actor is not sched.current and actor.gate.locked():
                actor.gate.release()
        return False

    stopping = False
    last: Scheduler | None = None


def no_unwinding(record: Any) -> bool:
    """Leave out of a log what is only the lab ending a thread."""
    return not (record.exc_info and record.exc_info[0] is Unwind)


def knock(actor: Actor | None) -> None:
    """Raise Unwind in the thread of ``actor`` at its next bytecode, unless it is gone by now."""
    if actor is not None and controlled.get(actor.ident) is actor:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(actor.ident), ctypes.py_object(Unwind))


def standing(actor: Actor) -> Any:
    """The frame in which an actor's thread is at the moment, seen from outside; or None."""
    return sys._current_frames().get(actor.ident)


def wait_until_gone(seconds: float = 5.0) -> bool:
    """Wait for threads that were left behind, once what blocked them has let go; for tests."""
    deadline = real_clock() + seconds
    while controlled and real_clock() < deadline:
        real_sleep(0.001)
    return not controlled

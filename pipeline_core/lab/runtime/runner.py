"""Play a program, and guard a whole call of the lab.

Inside:  a program played once under a strategy; the driver thread; the real-time guard.
Outside: simulate, replay, explore, the story and the stepper, which decide what to play; how a thread is
         ended from outside (interrupts); what one that was given up waits for (given_up).

The caller's thread never runs the program. It waits for a *driver* thread, which plays the
program's first thread in every run of the call. So whatever happens inside, even a call into C
that does not return, the caller gets an answer; and Ctrl-C reaches the caller as ever.
"""

from __future__ import annotations

import gc
import random
import threading
from _thread import _count, allocate_lock, start_new_thread
from collections.abc import Callable
from contextlib import ExitStack
from contextvars import copy_context
from functools import partial
from time import monotonic as real_clock
from time import sleep as real_sleep
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline_core.errors import PipelineStopped
from pipeline_core.lab.access import twins
from pipeline_core.lab.code import statements
from pipeline_core.lab.code.frames import MONITORED
from pipeline_core.lab.primitives import channels
from pipeline_core.lab.runtime import monitoring, patching, scope, tracing
from pipeline_core.lab.runtime.given_up import (
    blocked,
    let_go,
    outsider,
    uncontrolled,
    with_what_they_wait_for,
)
from pipeline_core.lab.runtime.holders import of_program
from pipeline_core.lab.runtime.interrupts import raise_in
from pipeline_core.lab.runtime.threads import MainThread, live, mark_left_behind
from pipeline_core.lab.runtime.tracing import LineListener, Tracer, Watch
from pipeline_core.lab.scheduler.actor import Unwind, controlled
from pipeline_core.lab.scheduler.os_threads import Pool, forget_stand_in, wait_until_ended
from pipeline_core.lab.scheduler.schedule import STEPPING
from pipeline_core.lab.scheduler.scheduler import Scheduler
from pipeline_core.lab.scheduler.strategies import Strategy

if TYPE_CHECKING:
    from _thread import LockType

    from pipeline_core.lab.story.watcher import Watcher

T = TypeVar("T")

GUARD_SECONDS = 3.0  # real time without a step after which a run is given up as endless
GIVE_UP_SECONDS = 1.5  # real time a thread gets to unwind before it is left behind
TICK_SECONDS = 0.25
MOST_REMEMBERED = 500  # code objects whose statements are remembered from call to call


class Runner:
    """One call of the lab: patches, threads and guard. Use ``play_once``, or ``play`` inside ``guard``."""

    @classmethod
    def for_program(
        cls,
        program: Callable[[], Any],
        watch: tuple[Any, ...],
        grain: str,
        *,
        observe: bool = False,
        lines: bool = False,
    ) -> Runner:
        """A runner for this program and what its caller named to be watched.

        Args:
            program: called in every run.
            watch: functions, classes and modules whose lines are switch points, beside the program's own.
            grain: where threads may switch, as in ``simulate``.
            observe: some runs are observed: what their steps touch is asked for.
            lines: lines are listened to at a grain that does not switch between them.
        """
        place = scope.Scope(program, watch)
        runner = cls(program, place, Watch(place.namespaces, watch, False), grain)
        runner.observing = Watch(place.namespaces, watch, True) if observe else None
        if observe:
            runner.events = runner.observing  # it sees all that the other one does
        elif lines or grain in STEPPING:
            runner.events = runner.watch
        return runner

    def __init__(self, program: Callable[[], Any], scope: scope.Scope, watch: Watch, grain: str) -> None:
        self.program = program
        self.scope = scope
        self.watch = watch  # which code's lines are steps
        self.grain = grain
        self.observing: Watch | None = None  # which code is looked at besides, for what it touches
        self.events: Watch | None = None  # whose code raises events, from Python 3.12 on
        self.pool = Pool()
        self.runs = 0
        self.sched: Scheduler | None = None  # of the run under way
        self.last: Scheduler | None = None  # the run in which a thread was left behind
        self.abandoned = False  # one was
        self.lost = False  # the driver itself cannot be reached
        self.stopping = False  # Ctrl-C
        self.over = False
        self.main: Any = None  # the Thread object of the program's first thread
        self.fresh: dict[str, Any] = {}  # its attributes as they are when a run begins: a name, say
        self.context = copy_context()

    def play_once(
        self,
        strategy: Strategy,
        *,
        told: LineListener | None = None,
        timers: str = "idle",
        max_steps: int = 200_000,
        watcher: Watcher | None = None,
    ) -> Scheduler:
        """Play the program once under the guard; also a run in which a thread had to be left behind."""

        def job() -> Scheduler:
            return self.play(strategy, told=told, timers=timers, max_steps=max_steps, watcher=watcher)

        sched = self.guard(job) or self.last
        if sched is None:
            raise RuntimeError("the lab's driver thread ended without a run")
        return sched

    def play(
        self,
        strategy: Strategy,
        *,
        observe: bool = False,
        stepping: bool = True,
        told: LineListener | None = None,
        timers: str = "idle",
        max_steps: int = 200_000,
        watcher: Watcher | None = None,
    ) -> Scheduler:
        """Play the program once, in the driver thread, and return the scheduler with all it knows.

        Args:
            strategy: who moves.
            observe: note what each step touches, from the first start of another thread on.
            stepping: False switches at synchronisation calls only, whatever the grain: a quick first look.
            told: hears of every statement.
            timers: when time moves, "idle" or "any", as in ``explore``.
            max_steps: as in ``simulate``.
            watcher: hears of every operation.
        """
        self.runs += 1
        if self.runs % 256 == 0:
            gc.collect()  # automatic collection is off: it would run destructors at odd steps
        if self.runs % 32 == 0:
            self.forget_old_code()
        sched = Scheduler(strategy, timers=timers, max_steps=max_steps, watcher=watcher)
        sched.pool = self.pool
        sched.lasting = self.scope.lasting
        self.pool.begin_run()
        sched.excepthook = threading.excepthook
        sched.whole_channels = self.grain == "channel"
        self.scope.reset()
        sched.outsider = partial(outsider, with_what_they_wait_for())
        random.seed(0)  # it says the same in every run
        vars(self.main).clear()
        vars(self.main).update(self.fresh)
        actor = sched.add("MainThread", self.main, False)
        actor.gate = allocate_lock()
        actor.gate.acquire()
        sched.current = actor
        if observe and self.observing is not None:
            sched.explored = True
            sched.footprint.namespaces.update(self.scope.spaces)
            sched.tracer = Tracer(sched, self.observing, self.grain, told)
        elif told is not None or (stepping and self.grain in STEPPING):
            sched.tracer = Tracer(sched, self.watch, self.grain, told)
        sched.fine = self.grain == "opcode" and stepping
        self.sched = sched

        def body() -> None:
            sched.result = self.program()

        live(actor, self.pool, None, body, sched.tracer, self.context.copy())
        sched.over.acquire()
        self.sched = None
        if self.abandoned or self.stopping:  # beside a thread that does not end nothing more is run
            raise Unwind
        return sched

    def guard(self, job: Callable[[], T]) -> T | None:
        """Run ``job`` in the driver thread; watch it; clean up whatever happens.

        The driver also puts everything in and takes it out again: an interrupt is raised in the main thread
        alone, at any line, and half of the patches put in would be there for ever.
        """
        threads_before = _count()
        box: list[T] = []
        failed: list[BaseException] = []
        begun, finished = allocate_lock(), allocate_lock()
        begun.acquire()
        finished.acquire()
        undo = ExitStack()

        def drive() -> None:
            begun.release()
            try:
                self.surround(undo)
                self.main = MainThread()
                self.fresh = dict(vars(self.main))
                box.append(job())
            except Unwind:
                pass  # interrupted, or a thread was left behind: the call ends without what the job says
            except BaseException as error:
                failed.append(error)
            finally:
                try:
                    undo.close()
                finally:
                    forget_stand_in()
                    self.over = True
                    finished.release()

        try:
            self.attend(drive, begun, finished)
        finally:
            if not self.over:  # the driver is blocked in C
                undo.close()
        wait_until_ended(threads_before)
        if failed:
            raise failed[0]
        return box[0] if box else None

    def surround(self, undo: ExitStack) -> None:
        """Everything that is different for the length of a call; undone in reverse order, come what may."""
        undo.callback(scope.forget_exit_hooks)
        undo.callback(random.setstate, random.getstate())
        if gc.isenabled():  # it would run destructors at odd steps
            undo.callback(gc.enable)
            gc.disable()
        undo.callback(self.scope.leave)
        self.scope.enter()
        self.pool.reuse = not self.scope.has_local  # a thread-local begins empty in a fresh thread alone
        self.pool.at_once = self.scope.asks_idents and self.pool.reuse
        if self.observing is not None or self.grain == "opcode":
            undo.callback(twins.end)
            twins.begin()
            for thing in (self.program, *self.scope.watch, PipelineStopped):  # the lab raises that
                twins.prepare(thing)
        if self.grain == "opcode":  # hooks are switch points there: all runs are to have the same
            for function in self.scope.seen.values():
                if type(function) is FunctionType and of_program(function.__globals__):
                    twins.prepare_function(function)
        patching.install(self.scope.namespaces)
        undo.callback(patching.uninstall)
        if self.grain == "channel":
            channels.install()
            undo.callback(channels.uninstall)
        if self.events is not None and MONITORED:
            undo.callback(monitoring.leave, self.events)
            monitoring.enter(self.events)
        undo.callback(self.close)

    def forget_old_code(self) -> None:
        """A cell that is run again is new code, and so is what a program makes by ``exec`` in each run."""
        forget_old_code()
        for watch in (self.watch, self.observing):
            if watch is not None:
                watch.forget_old_code(MOST_REMEMBERED)
        if MONITORED:
            monitoring.forget_old_code(MOST_REMEMBERED)

    def close(self) -> None:
        forget_old_code()
        if not self.pool.close(0 if self.abandoned else 1.0):
            self.abandoned = True

    # -- the guard --------------------------------------------------------------------------

    def attend(self, drive: Callable[[], None], begun: LockType, finished: LockType) -> None:
        """Start the driver and see it through, at whatever line of this a Ctrl-C is raised."""
        interrupt: BaseException | None = None
        started = False
        while True:
            try:
                if not started:
                    started = True
                    start_new_thread(self.context.copy().run, (drive,))
                self.supervise(finished, interrupt)
            except KeyboardInterrupt as error:
                interrupt = error
            else:
                return
            if self.over or self.lost or not begun.acquire(True, 1.0):  # the last: it was never started
                raise interrupt
            begun.release()

    def supervise(self, finished: LockType, interrupt: BaseException | None = None) -> None:
        """Wait for the driver; step in when nothing has moved for too long, or on Ctrl-C."""
        still = 0.0  # seconds since something moved
        seen = (-1, -1)
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
                    self.lost = True
                    break
                continue
            sched = self.sched
            now = (self.runs, sched.step if sched else -1)
            still = still + TICK_SECONDS if now == seen and sched else 0.0
            seen = now
            patience = GUARD_SECONDS if sched is None or sched.ending is None else TICK_SECONDS
            if still >= patience and not self.intervene("endless", finished):
                self.lost = True
                break
        if interrupt is not None:
            raise interrupt

    def intervene(self, outcome: str, finished: LockType) -> bool:
        """End the present run from outside; False if the driver itself cannot be reached (blocked in C)."""
        sched = self.sched
        self.stopping = self.stopping or outcome == "interrupted"
        lock: Any = None
        if sched is None:
            return True
        if sched.ending is None:
            sched.ending = outcome
            if sched.watcher is not None:
                sched.statuses = sched.watcher.snapshot(sched)
            if outcome == "endless":
                actor = sched.current or sched.actors[0]
                sched.uncontrolled, lock = uncontrolled(actor, self.scope.namespaces)
                sched.remark = sched.uncontrolled and sched.uncontrolled + "."
        while not self.ends(sched, finished):
            self.abandoned = True
            self.last = sched
            actor = sched.current or sched.actors[0]
            if not sched.uncontrolled:
                sched.remark = blocked(actor, self.scope.namespaces)
            mark_left_behind(actor.thread)
            sched.leave_behind()
        if sched.uncontrolled:
            if come_back(sched):
                let_go(lock)
            else:
                sched.remark += " Its thread was left behind."
        return sched.actors[0].done or sched.actors[0] not in sched.behind

    def ends(self, sched: Scheduler, finished: LockType) -> bool:
        """Raise in the thread whose turn it is until the run is over; False if it does not react."""
        sure = sched.uncontrolled != ""  # that it will not
        for times in range(int((TICK_SECONDS if sure else GIVE_UP_SECONDS) / 0.01)):
            raise_in(sched.current, 0 if sure else times // 8)
            if finished.acquire(True, 0.01):
                finished.release()
            if self.over or self.sched is not sched or all(a.done or a in sched.behind for a in sched.actors):
                return True
        return False


def come_back(sched: Scheduler) -> bool:
    """Wait for who was left behind: one that waits for a lock takes it once the others have let go of it."""
    deadline = real_clock() + GIVE_UP_SECONDS
    while real_clock() < deadline and not all(actor.done for actor in sched.behind):
        real_sleep(0.01)
    return all(actor.done for actor in sched.behind)


def forget_old_code() -> None:
    """Let go what is known of code that was met long ago: a cell that is run again is new code each time."""
    for cache in (tracing._steps, statements._read_blocks):
        known: dict[Any, Any] = cache
        for key in list(known)[: -MOST_REMEMBERED or None]:
            known.pop(key, None)


def wait_until_gone(seconds: float = 5.0) -> bool:
    """Wait for threads that were left behind, once what blocked them has let go; for tests."""
    deadline = real_clock() + seconds
    while controlled and real_clock() < deadline:
        real_sleep(0.001)
    return not controlled

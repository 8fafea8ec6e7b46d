"""The scheduler: one thread moves at a time, and here it is decided which.

Inside:  the step counter, the virtual clock, who can move and who does, the end of a run: finished, deadlock,
         leak, endless.
Outside: what a step is (primitives and runtime/tracing publish them), which schedule is tried (strategies,
         exploration), the operating-system threads (os_threads), ending a run from outside (runtime/runner).

A *step* is one turn of one actor: the operation it published and everything up to the next one. What is no
operation (arithmetic, a call of a plain function) belongs to the step before it.

An actor publishes what it is about to do and whether that can proceed, then asks ``choose`` who moves next.
If that is somebody else, it opens the other's gate, a lock that the other's thread is waiting at, and waits
at its own. It never waits at anything else: a thread that waits for a lock of the program is one whose
``ready`` says no, and its turn does not come. So the set of actors that can move is exact at every step, and
a deadlock is known in the moment in which it exists.
"""

from __future__ import annotations

import sys
import threading
from _thread import allocate_lock
from collections.abc import Callable
from sys import _getframe
from types import FrameType
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from pipeline_core.lab.code.frames import MONITORED
from pipeline_core.lab.scheduler.actor import (  # fmt: skip
    EPILOGUE,
    LINE,
    SPIN_LIMIT,
    TICK,
    Actor,
    Unwind,
    next_deadline,
    unwind_at_every_line,
    waiting_since,
)
from pipeline_core.lab.scheduler.footprint import CLOCK, EVERY, CurrentFootprint, R, W
from pipeline_core.lab.scheduler.os_threads import Pool
from pipeline_core.lab.scheduler.strategies import Strategy

if TYPE_CHECKING:
    from pipeline_core.lab.primitives.locks import LabLock
    from pipeline_core.lab.runtime.tracing import Tracer
    from pipeline_core.lab.story.watcher import Watcher

# What was published and never done: the actor's index, the kind, the object, whether it waited for something.
Pending = tuple[int, str, Any, bool]


class Misfit(NamedTuple):
    """A move of a schedule that could not be made: at which step, whose, and who could have moved."""

    step: int
    actor: int
    runnable: tuple[int, ...]


class Scheduler:
    """The state of one run. ``strategy`` decides; ``watcher`` (or None) keeps the story."""

    def __init__(
        self,
        strategy: Strategy,
        *,
        timers: str = "idle",
        max_steps: int = 200_000,
        watcher: Watcher | None = None,
    ) -> None:
        self.strategy = strategy
        self.max_steps = max_steps
        self.watcher = watcher
        self.any_timer = timers == "any"
        self.whole_channels = False  # whether an operation of a Channel is one step
        self.pool = Pool()  # the call's threads, in a call that has several runs
        self.lasting: set[int] = set()  # queues of pools from before the run, by their id
        self.tracer: Tracer | None = None
        self.excepthook: Any = None  # as it was before the run
        # who there is, and whose turn it is
        self.actors: list[Actor] = []
        self.by_thread: dict[int, Actor] = {}  # by the id of the Thread object
        self.current: Actor | None = None
        self.step = 0
        self.last_effect = 0  # the last step that others may have waited for, or a change of threads
        self.runnable: tuple[int, ...] = ()  # who could move at the last step that was decided
        self.dirty = True  # a synchronisation call may have changed who can move
        self.busy = False  # a destructor that runs while the scheduler decides must not ask it
        self.moves: dict[int, int] = {}  # what was decided differently from the usual, by step
        self.default = -1  # what the usual choice was, if the strategy asked for it
        # time
        self.now = 0  # nanoseconds of virtual time
        self.clock_reads = 0
        self.early = False  # a timer fired while others could move
        self.overtook = False  # a timer fired before another one that was due sooner
        self.cut = False  # a busy loop was interrupted
        self.cpu_owner: Actor | None = None  # who holds the simulated GIL
        # what the present step touches, while that is asked for
        self.footprint = CurrentFootprint()
        self.explored = False  # somebody asks what the steps touch, from the second thread on
        self.fine = False  # each access inside a statement is a switch point, too
        self.doubt = ""  # what happened in this run that no footprint could tell
        # what the program made and said
        self.locks: list[LabLock] = []
        self.idents: dict[str, str] = {}  # of threads, if the program asks for them: their names
        self.thread_names = 0
        self.pool_names = 0
        self.futures = 0
        self.output: list[str] = []
        self.result: Any = None
        self.error: BaseException | None = None
        self.error_actor: Actor | None = None
        self.remark = ""  # what a reader of the run should know besides
        # the end
        self.ending: str | None = None  # why: from here on every thread unwinds
        self.returned_at: int | None = None  # the step at which the program returned
        self.over = allocate_lock()  # opens once the last thread is through
        self.over.acquire()
        self.statuses: Any = None  # where each thread stood when the run got stuck
        self.pending: list[Pending] = []
        self.misfit: Misfit | None = None
        self.outsider: Callable[[], str] = str  # who would go on by now and is not controlled, in words
        self.uncontrolled = ""  # for what it waited in real time, out of control, when it was given up
        self.behind: list[Actor] = []  # blocked in C for good: left where they are

    # -- who is who -------------------------------------------------------------------------

    def add(self, name: str, thread: threading.Thread, daemon: bool) -> Actor:
        """A thread is about to exist. From the second one on it matters what the steps touch."""
        if self.actors and self.explored:
            self.footprint.observing = True
        actor = Actor(self, len(self.actors), name, thread, daemon)
        self.actors.append(actor)
        self.by_thread[id(thread)] = actor
        return actor

    @property
    def hooked(self) -> bool:
        """Whether the hooks in the program's code have something to do in this run."""
        return self.explored or self.fine

    # -- the heart: one turn ----------------------------------------------------------------

    def point(
        self,
        me: Actor,
        obj: object,
        kind: str,
        ready: Callable[[], bool] | None = None,
        timeout: float | None = None,
    ) -> bool:
        """Publish an operation and return once it may be done; True means that its time ran out."""
        if self.ending is not None:
            self.unwind(me)
        if self.busy or me.quiet:  # inside a destructor, or inside one atomic operation
            return False
        if self.tracer is not None and not MONITORED:
            sys.settrace(None)  # the lab's own calls need no events
            try:
                return self.turn(me, obj, kind, ready, timeout)
            finally:
                sys.settrace(self.tracer.calls)
        return self.turn(me, obj, kind, ready, timeout)

    def turn(
        self, me: Actor, obj: object, kind: str, ready: Callable[[], bool] | None, timeout: float | None
    ) -> bool:
        me.kind = kind
        me.obj = obj
        me.ready = ready
        if timeout is None:
            me.deadline = None
        else:
            me.deadline = self.now + int(timeout * 1e9 + 0.5) if timeout > 0 else self.now
            if self.footprint.observing:
                self.footprint.add((CLOCK, "", R))
        me.since = self.now
        watcher = self.watcher
        if watcher is not None:
            # 0 is this frame, 1 is point, 2 whoever called point: the operation, from which the watcher reads
            # on. Nobody else calls turn. Pinned by tests/lab/runtime/test_operation_frame.py.
            operation = _getframe(2)
            watcher.published(me, operation)
        nxt = self.choose(me)
        if nxt is not me:
            self.hand_over(me, nxt)
        self.dirty = True
        if me.under_way and self.footprint.observing:
            self.go_on(me)
        if watcher is not None:
            watcher.began(me, operation)
        if me.fired:
            me.fired = False
            return True
        return False

    def line_point(self, me: Actor) -> bool:
        """A switch point at a statement: as ``point``, but nothing to wait for. True if others moved."""
        if self.ending is not None:
            me.grace -= 1
            if me.unwinds and me.grace > 0:
                return False  # on its way out: a ``finally`` may do its work
            self.unwind(me)
        if self.busy or me.quiet:
            return False
        me.kind = LINE
        me.obj = None
        me.ready = None
        me.deadline = None
        nxt = self.choose(me)
        if nxt is not me:
            self.hand_over(me, nxt)
        if me.under_way and self.footprint.observing:
            self.go_on(me)
        return nxt is not me

    def access_point(self, me: Actor, kind: str, name: str, frame: FrameType) -> None:
        """A switch point in front of an access inside a statement, save the first: that has it already."""
        tracer = self.tracer
        if tracer is None or not tracer.steps_in(frame):
            return
        if not me.begun:
            me.access = kind, name.rpartition(".")[2]
            if tracer.told is not None:
                tracer.told.pausing(me)
            try:
                self.inner_point(me)
            finally:
                me.access = None
        self.accessed(me, kind, name, frame)

    def inner_point(self, me: Actor) -> None:
        """A switch point in the middle of a statement."""
        if MONITORED or self.tracer is None:
            self.line_point(me)
            return
        sys.settrace(None)  # as in ``point``
        try:
            self.line_point(me)
        finally:
            sys.settrace(self.tracer.calls)

    def accessed(self, me: Actor, kind: str, name: str, frame: FrameType) -> None:
        """An access inside a statement is made, in this step."""
        me.begun = False
        tracer = self.tracer
        if tracer is not None and tracer.told is not None and tracer.steps_in(frame):
            tracer.told.access(me, frame, kind, name.rpartition(".")[2])

    def go_on(self, me: Actor) -> None:
        """A step begins in the middle of something that touches the same in all its steps (access/hooks)."""
        for _, note, given in list(me.under_way):
            note(*given)

    def hand_over(self, me: Actor, nxt: Actor) -> None:
        """Let ``nxt`` move, and wait here until it is the turn of ``me`` again."""
        self.current = nxt
        nxt.gate.release()
        me.gate.acquire()
        if self.ending is not None:
            self.unwind(me)

    def choose(self, me: Actor) -> Actor:
        """Count one step and say whose it is. ``me`` is the actor that moved last."""
        self.step = step = self.step + 1
        spins = step - self.last_effect >= SPIN_LIMIT
        if step < self.strategy.quiet_until and not spins and step <= self.max_steps:
            ready = me.ready  # the common case, kept short: nobody is asked, the same actor goes on
            goes_on = me.deadline is None if ready is None else ready()
            if goes_on and not me.done and not me.waits_for_others:
                return me
        if step > self.max_steps:
            self.end("endless", me)
        self.busy = True
        if self.dirty or me.kind is not LINE:
            self.runnable = self.who_can_move()
            self.dirty = False
        runnable = self.runnable
        if not runnable:
            self.stuck(me)
        stays = me.index in runnable
        if stays and spins:
            runnable = self.make_room(me, runnable)
        actor = self.decide(me, runnable)
        if actor is not me:
            me.last = step
            self.last_effect = step
        self.busy = False
        return actor

    def decide(self, me: Actor, runnable: tuple[int, ...]) -> Actor:
        """Ask the strategy; note what differs from the usual; let the clock follow."""
        self.default = -1
        index = self.strategy.choose(self, me, runnable)
        if index not in runnable:
            self.misfit = Misfit(self.step, index, runnable)
            self.end("misfit", me)
        actor = self.actors[index]
        default = self.default if self.default >= 0 else self.usual(me, runnable)
        if index != default:
            self.moves[self.step] = index
        self.clock_follows(actor)
        return actor

    # -- who can move -----------------------------------------------------------------------

    def who_can_move(self) -> tuple[int, ...]:
        """Everybody whose operation can proceed; with timers="any" also whoever waits for a time."""
        can: list[int] = []
        held: list[int] = []
        any_timer = self.any_timer
        now = self.now
        for actor in self.actors:
            if actor.done:
                continue
            ready = actor.ready
            if (
                actor.expired
                or ready is None
                or ready()
                or (actor.deadline is not None and (any_timer or actor.deadline <= now))
            ):
                (held if actor.waits_for_others else can).append(actor.index)
        if held:
            can.extend(i for i in held if self.actors[i].waits_for_others.isdisjoint(can))
            can = sorted(can) if can else held
        if self.returned_at is not None and not self.still_needed(can):
            return ()
        return tuple(can) or self.next_timers()

    def usual(self, me: Actor, runnable: tuple[int, ...]) -> int:
        """The default: whoever moved last goes on; else whoever waited longest; timers come last.

        Who gives its turn away with ``sleep(0)`` goes on only if nobody else can without a timer.
        """
        ready = me.ready
        gives_way = me.gives_way
        if me.index in runnable and not gives_way and (ready is None or me.expired or ready()):
            index = me.index
        elif len(runnable) == 1:
            index = runnable[0]
        else:
            actors = [self.actors[i] for i in runnable]
            prompt = [a for a in actors if a.deadline is None or not self.sleeping(a)]
            if gives_way and len(prompt) > 1:
                prompt = [a for a in prompt if a is not me]
            index = (min(prompt, key=waiting_since) if prompt else min(actors, key=next_deadline)).index
        self.default = index
        return index

    def next_timers(self) -> tuple[int, ...]:
        """Nobody can move: those whose timer is the next one, for the clock to jump to."""
        waiting = [a for a in self.actors if not a.done and a.deadline is not None]
        if self.returned_at is not None:
            waiting = [a for a in waiting if not a.daemon]
        if not waiting:
            return ()
        first = min(a.deadline or 0 for a in waiting)
        return tuple(a.index for a in waiting if a.deadline == first)

    def still_needed(self, can: list[int]) -> bool:
        """After the program returned: does anything but daemons have something left to do?"""
        left = [a for a in self.actors if not a.done and not a.daemon]
        if not left:
            return False
        if any(a.index in can or a.deadline is not None for a in left):
            return True
        return self.step - (self.returned_at or 0) < EPILOGUE

    # -- virtual time -----------------------------------------------------------------------

    def clock_follows(self, actor: Actor) -> None:
        """``actor`` moves: if it does so because of its timer, the clock follows.

        Early is a timer that fires while others could move without theirs. Once is a slow machine: the thread
        goes on. The second time it waits (``who_can_move``) until those have moved whom it had overtaken the
        first time, who could move again and have not: else a loop around a timeout could go on without end.
        Each move settles what is owed to its thread.
        """
        ready = actor.ready
        if self.early:
            for other in self.actors:
                other.owed.discard(actor.index)
                if actor.index in other.waits_for_others:
                    other.waits_for_others.discard(actor.index)
                    self.dirty = True
        if actor.expired or (ready is not None and actor.deadline is not None and not ready()):
            actor.fired = True
            actor.expired = False
            self.footprint.add((CLOCK, "", W))
            if self.any_timer:
                others = {i for i in self.runnable if i != actor.index and not self.sleeping(self.actors[i])}
                if others:
                    self.early = True
                    actor.waits_for_others = others & actor.owed
                    actor.owed = others
                    self.footprint.add((EVERY, "", W))  # who must move first depends on everybody's position
            if actor.deadline is not None and actor.deadline > self.now:
                self.advance(actor.deadline, actor)

    def sleeping(self, actor: Actor) -> bool:
        """Would this actor move only because of its timer?"""
        return actor.ready is not None and not actor.expired and not actor.ready()

    def advance(self, to: int, mover: Actor | None = None) -> None:
        """Set the clock; whoever's time lay before that has run out of it, whatever comes later."""
        self.now = to
        for actor in self.actors:
            if actor is mover or actor.done or actor.deadline is None or actor.deadline >= to:
                continue
            if self.sleeping(actor):
                actor.expired = True
                self.overtook = True
        self.dirty = True

    def make_room(self, me: Actor, runnable: tuple[int, ...]) -> tuple[int, ...]:
        """``me`` spins: let the others go, or time pass; a busy loop must not starve the run.

        Spinning is SPIN_LIMIT steps of one actor since the last effect that anybody may wait for. Without
        this, ``while not done: pass`` would go on for ever, as the actor that moved last goes on by default.
        """
        others = tuple(i for i in runnable if i != me.index)
        self.cut = True
        self.last_effect = self.step
        if not others:
            self.clock_reads = 0
            others = tuple(i for i in self.next_timers() if i != me.index)
            if not others:
                self.advance(self.now + TICK)
        return others or runnable

    # -- the end ----------------------------------------------------------------------------

    @property
    def outcome(self) -> str:
        """The verdict on a run: being stuck comes before an error, which may be why it is stuck."""
        if self.ending in ("deadlock", "endless"):
            return self.ending
        if self.ending == "leak" and self.actors[0].error is None:
            return "leak"
        return "error" if self.error is not None else "finished"

    def stuck(self, me: Actor) -> NoReturn:
        """Nobody can move and no timer is left: over, or stuck."""
        alive = [a for a in self.actors if not a.done]
        if self.ending is None and (self.returned_at is None or any(not a.daemon for a in alive)):
            self.uncontrolled = self.outsider()
            self.remark = self.uncontrolled and self.uncontrolled + "."
        if self.returned_at is None:
            self.end("deadlock", me)
        elif any(not a.daemon for a in alive):
            self.end("leak", me)
        self.end("finished", me)

    def end(self, outcome: str, me: Actor) -> NoReturn:
        """Decide the outcome; from here on every controlled thread unwinds, one after the other.

        Not all at once: what their ``finally`` blocks and ``with`` statements still do is code of the
        program, which has relied so far on nobody else running meanwhile.
        """
        self.busy = False
        if self.ending is None:
            self.ending = outcome
            if self.explored:
                self.footprint.last = self.footprint.take()
                self.footprint.observing = False
                self.pending = [
                    (a.index, a.kind, a.obj, a.ready is not None) for a in self.actors if not a.done
                ]
            if self.watcher is not None and outcome != "finished":
                self.statuses = self.watcher.snapshot(self)
        self.unwind(me)

    def unwind(self, me: Actor) -> NoReturn:
        """End the calling thread from inside. Raised at each of its operations until it is gone."""
        me.unwinds += 1
        if me.unwinds > 2:
            unwind_at_every_line()
        raise Unwind

    def leave(self, me: Actor) -> None:
        """The actor's function has ended; give the turn away. Never raises."""
        me.done = True
        me.ready = None
        me.deadline = None
        me.kind = "end"
        self.dirty = True
        if self.ending is None:
            if me.index == 0:
                self.returned_at = self.step
            try:
                nxt = self.choose(me)
            except Unwind:
                pass
            else:
                self.current = nxt
                nxt.gate.release()
                return
        if me not in self.behind:  # one that was left behind comes back late: its turn was given away
            self.end_next()

    def end_next(self) -> None:
        """Let the next thread unwind that still can; the run is over when there is none."""
        for actor in self.actors:
            if not actor.done and actor not in self.behind:
                self.current = actor
                actor.gate.release()
                return
        self.over.release()

    def leave_behind(self) -> None:
        """Give up on the actor whose turn it is, which does not react, and end the others."""
        if self.current is not None:
            self.behind.append(self.current)
        self.end_next()

"""The scheduler: one thread moves at a time, and here it is decided which.

Inside:  actors (one for each controlled thread), the step counter, the virtual clock, the end
         of a run: finished, deadlock, leak, endless.
Outside: what a step is (locks, queues, tracing publish them), which schedule is tried
         (chooser, explore), the operating-system threads (pool).

A *step* is one turn of one actor: its published operation and everything up to the next one.
An actor publishes what it is about to do and whether that can proceed, then asks ``choose`` who
moves next. If that is somebody else, it releases the other's gate and waits at its own. So the
set of actors that can move is exact at every step, and a deadlock is known when it exists.
"""

from __future__ import annotations

from sys import settrace
from typing import Any

from pipeline_core.lab.code.frames import MONITORED
from pipeline_core.lab.scheduler.actor import (  # fmt: skip
    EPILOGUE,
    LINE,
    SPIN_LIMIT,
    TICK,
    Actor,
    next_deadline,
    waiting_since,
)
from pipeline_core.lab.scheduler.ending import Ending
from pipeline_core.lab.scheduler.touching import Touching


class Scheduler(Touching, Ending):
    """The state of one run. ``chooser`` decides; ``watcher`` (or None) keeps the story."""

    def __init__(
        self, chooser: Any, *, timers: str = "idle", max_steps: int = 200_000, watcher: Any = None
    ) -> None:
        Touching.__init__(self)
        Ending.__init__(self)
        self.chooser, self.max_steps, self.watcher = chooser, max_steps, watcher
        self.any_timer = timers == "any"
        self.whole_channels = False  # whether an operation of a Channel is one step
        self.actors: list[Actor] = []
        self.by_thread: dict[int, Actor] = {}
        self.step = self.now = self.base = self.clock_reads = 0
        self.dirty = True  # a synchronisation call may have changed who can move
        self.runnable: tuple[int, ...] = ()
        self.cut = self.early = False  # a busy loop was interrupted; a timer fired early
        self.overtook = False  # a timer fired before another one that was due sooner
        self.moves: dict[int, int] = {}  # what was decided differently from the usual
        self.default = -1  # what the usual choice was, if the chooser asked for it
        self.cpu_owner: Actor | None = None
        self.output: list[str] = []
        self.locks: list[Any] = []
        self.busy = False  # a destructor that runs while the scheduler decides must not ask it
        self.thread_names = self.pool_names = self.futures = 0
        self.excepthook: Any = None
        self.pool: Any = None
        self.tracer: Any = None

    # -- who is who -------------------------------------------------------------------------

    def add(self, name: str, thread: Any, daemon: bool) -> Actor:
        if self.actors and self.note is not None and self.foot is None:
            self.foot = []
            self.begin_observing()
        actor = Actor(self, len(self.actors), name, thread, daemon)
        self.actors.append(actor)
        if thread is not None:
            self.by_thread[id(thread)] = actor
        return actor

    # -- the heart: one turn ----------------------------------------------------------------

    def point(self, me: Actor, obj: Any, kind: str, ready: Any = None, timeout: float | None = None) -> bool:
        """Publish an operation and return once it may be done; True means that its time ran out."""
        if self.ending is not None:
            self.unwind(me)
        if self.busy or me.quiet:  # inside a destructor, or inside one atomic operation
            return False
        if self.tracer is not None and not MONITORED:
            settrace(None)  # the lab's own calls need no events
            try:
                return self.turn(me, obj, kind, ready, timeout)
            finally:
                settrace(self.tracer.calls)
        return self.turn(me, obj, kind, ready, timeout)

    def turn(self, me: Actor, obj: Any, kind: str, ready: Any, timeout: float | None) -> bool:
        me.kind, me.obj, me.ready = kind, obj, ready
        if timeout is None:
            me.deadline = None
        else:
            me.deadline = self.now + int(timeout * 1e9 + 0.5) if timeout > 0 else self.now
            self.touch_clock(0)
        me.since = self.now
        watcher = self.watcher
        if watcher is not None:
            watcher.published(me)
        nxt = self.choose(me)
        if nxt is not me:
            self.hand_over(me, nxt)
        self.dirty = True
        if self.foot is not None and me.seen is not None and not me.seen.over_after_call:
            self.note(self, me.seen_in, me.seen)
        if watcher is not None:
            watcher.began(me)
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
        me.kind, me.obj, me.ready, me.deadline = LINE, None, None, None
        nxt = self.choose(me)
        if nxt is me:
            return False
        self.hand_over(me, nxt)
        return True

    def hand_over(self, me: Actor, nxt: Actor) -> None:
        self.current = nxt
        nxt.gate.release()
        me.gate.acquire()
        if self.ending is not None:
            self.unwind(me)

    def choose(self, me: Actor) -> Actor:
        """Count one step and say whose it is. ``me`` is the actor that moved last."""
        self.step = step = self.step + 1
        chooser = self.chooser
        if step < chooser.quiet_until and step - self.base < SPIN_LIMIT and step <= self.max_steps:
            ready = me.ready  # the common case, kept short: nobody is asked, the same actor goes on
            if not me.done and (ready is None or ready()) and not me.waits_for_others:
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
        if stays and step - self.base >= SPIN_LIMIT:
            runnable = self.make_room(me, runnable)
        actor = self.decide(me, runnable)
        if actor is not me:
            me.last = step
            self.base = step
        self.busy = False
        return actor

    def decide(self, me: Actor, runnable: tuple[int, ...]) -> Actor:
        """Ask the chooser; note what differs from the usual; let the clock follow."""
        self.default = -1
        index = self.chooser.choose(self, me, runnable)
        if index not in runnable:
            self.misfit = (self.step, index, runnable)
            self.end("misfit", me)
        actor = self.actors[index]
        default = self.default if self.default >= 0 else self.usual(me, runnable)
        if index != default:
            self.moves[self.step] = index
        self.settle(actor)
        return actor

    def who_can_move(self) -> tuple[int, ...]:
        """Everybody whose operation can proceed; with timers="any" also whoever waits for a time."""
        can: list[int] = []
        held: list[int] = []
        any_timer, now = self.any_timer, self.now
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
        """The default: whoever moved last goes on; else whoever waited longest; timers come last."""
        ready = me.ready
        if me.index in runnable and (ready is None or me.expired or ready()):
            index = me.index
        elif len(runnable) == 1:
            index = runnable[0]
        else:
            actors = [self.actors[i] for i in runnable]
            prompt = [a for a in actors if a.deadline is None or not self.sleeping(a)]
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

    def settle(self, actor: Actor) -> None:
        """``actor`` moves: if it does so because of its timer, the clock follows."""
        ready = actor.ready
        if self.early:
            for other in self.actors:
                other.owed.discard(actor.index)
                if actor.index in other.waits_for_others:
                    other.waits_for_others.discard(actor.index)
                    self.dirty = True
        if actor.expired or (ready is not None and actor.deadline is not None and not ready()):
            actor.fired, actor.expired = True, False
            self.touch_clock(1)
            if self.any_timer:
                others = {i for i in self.runnable if i != actor.index and not self.sleeping(self.actors[i])}
                if others:
                    self.early = True
                    actor.waits_for_others = others & actor.owed
                    actor.owed = others
                    if self.foot is not None:  # who must move first depends on everybody's position
                        self.foot.append((-9, "every", 1))
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
                actor.expired = self.overtook = True
        self.dirty = True

    def make_room(self, me: Actor, runnable: tuple[int, ...]) -> tuple[int, ...]:
        """``me`` spins: let the others go, or time pass; a busy loop must not starve the run."""
        others = tuple(i for i in runnable if i != me.index)
        self.cut = True
        self.base = self.step
        if not others:
            self.clock_reads, others = 0, tuple(i for i in self.next_timers() if i != me.index)
            if not others:
                self.advance(self.now + TICK)
        return others or runnable

"""How a run ends: finished, deadlock, leak or endless; and how its threads are brought to an end.

Inside:  deciding the outcome, unwinding one actor after the other.
Outside: who moves until then (scheduler), ending a run from outside (conduct).
"""

from __future__ import annotations

from _thread import allocate_lock
from typing import Any

from pipeline_core.lab.scheduler.actor import Actor, Unwind, insist


class Ending:
    """The part of a scheduler that comes last."""

    actors: list[Actor]
    choose: Any
    watcher: Any
    note: Any
    foot: Any
    last_foot: Any
    current: Actor | None
    step: int

    def __init__(self) -> None:
        self.ending: str | None = None
        self.returned_at: int | None = None
        self.over = allocate_lock()
        self.over.acquire()
        self.picture: Any = None  # what stood where when the run got stuck
        self.pending: list[tuple[int, str, Any, bool]] = []  # what was published and never done
        self.misfit: tuple[int, int, tuple[int, ...]] | None = None  # a move that could not be made
        self.behind: list[Actor] = []  # blocked in C for good: left where they are
        self.remark = ""  # what a reader of the run should know besides
        self.error: BaseException | None = None
        self.error_actor: Actor | None = None
        self.result: Any = None

    def stuck(self, me: Actor) -> None:
        """Nobody can move and no timer is left: over, or stuck."""
        alive = [a for a in self.actors if not a.done]
        if self.returned_at is None:
            self.end("deadlock", me)
        elif any(not a.daemon for a in alive):
            self.end("leak", me)
        self.end("finished", me)

    def end(self, outcome: str, me: Actor) -> None:
        """Decide the outcome; from here on every controlled thread unwinds, one after the other."""
        self.busy = False
        if self.ending is None:
            self.ending = outcome
            if self.note is not None:
                self.last_foot, self.foot = self.foot, None
                self.pending = [
                    (a.index, a.kind, a.obj, a.ready is not None) for a in self.actors if not a.done
                ]
            if self.watcher is not None and outcome != "finished":
                self.picture = self.watcher.snapshot(self)
        self.unwind(me)

    def unwind(self, me: Actor) -> None:
        me.unwinds += 1
        if me.unwinds > 2:
            insist()
        raise Unwind

    def leave(self, me: Actor) -> None:
        """The actor's function has ended; give the turn away. Never raises."""
        me.done, me.ready, me.deadline = True, None, None
        self.dirty = True
        me.kind = "end"
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

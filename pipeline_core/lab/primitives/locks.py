"""Lock and RLock under the scheduler's control.

Inside:  the stand-ins that a program gets in place of the locks that C code makes.
Outside: who moves (scheduler), conditions, events and semaphores (events), where a stand-in is handed out
         (runtime/patching), locks from before the run (runtime/scope).

Lock and RLock are made in C: they have no methods that could be replaced and no place to keep who waits. So a
controlled thread that asks for a lock is given one of these. It never blocks its thread. A thread that has to
wait says so to the scheduler (``free`` is what it waits for), and is not given a turn before that is true.

What the footprints say. Taking a lock writes it and waits for its part "free"; letting go writes "free". Two
takings therefore do not commute: who comes first decides who waits. A taking and a letting go before it are
ordered (WAIT) without being a race, since the taking could not have come first. A taking that may give up,
because it has a timeout or does not block, could have: there "free" is read, which is a race.
"""

from __future__ import annotations

from _thread import get_ident
from typing import TYPE_CHECKING

from pipeline_core.lab.scheduler.actor import Actor, controlled
from pipeline_core.lab.scheduler.footprint import WAIT, R

if TYPE_CHECKING:
    from pipeline_core.lab.code.statements import Statement
    from pipeline_core.lab.scheduler.scheduler import Scheduler


def here() -> Actor | None:
    """The actor that runs on the calling thread, or None for a thread that is not ours."""
    return controlled.get(get_ident())


def check_timeout(blocking: bool, timeout: float) -> None:
    if not blocking and timeout != -1:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0 and timeout != -1:
        raise ValueError("timeout value must be a non-negative number")


class LabLock:
    """A lock whose waiting is known to the scheduler; behaves as ``threading.Lock``."""

    reentrant = False

    def __init__(self, locked: bool = False) -> None:
        self.owner: Actor | None = None
        self.count = int(locked)
        self.where: Statement | int | None = None  # the line at which it was taken
        me = here()
        if me is not None:
            me.sched.locks.append(self)

    def free(self) -> bool:
        return self.count == 0

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        me = controlled.get(get_ident())
        if timeout != -1 or not blocking:
            check_timeout(blocking, timeout)
        if me is None:
            return self.outside()
        sched = me.sched
        if self.reentrant and self.owner is me:
            sched.point(me, self, "acquire")
        elif not blocking:
            sched.point(me, self, "try to acquire")
        elif sched.point(me, self, "acquire", self.free, None if timeout == -1 else timeout):
            return self.failed(sched)
        if self.count and not (self.reentrant and self.owner is me):
            return self.failed(sched)
        self.take(me, sure=blocking and timeout == -1)
        return True

    def failed(self, sched: Scheduler) -> bool:
        """A look at the lock that does not change it: its answer depends on what others do."""
        footprint = sched.footprint
        footprint.touch(self, mode=R)
        footprint.touch(self, "free", R)
        return False

    def take(self, me: Actor, count: int = 1, sure: bool = True) -> None:
        """Hold it; ``sure`` if the call would have waited as long as it takes."""
        self.owner = me
        self.count += count
        self.where = me.line
        sched = me.sched
        sched.last_effect = sched.step
        footprint = sched.footprint
        if footprint.observing:
            footprint.touch(self)
            footprint.touch(self, "free", WAIT if sure else R)

    __enter__ = acquire

    def release(self) -> None:
        me = controlled.get(get_ident())
        if me is None:
            self.count = max(0, self.count - 1)
            return
        sched = me.sched
        if self.forgiven(sched):
            return
        try:
            sched.point(me, self, "release")
        except BaseException:
            self.forgiven(sched)  # the run ended here: a lock that outlives it is not left locked
            raise
        if self.owner is not me:
            self.failed(sched)  # whether it may be released depends on somebody else
        self.check_release(me)
        self.drop(me)

    def forgiven(self, sched: Scheduler) -> bool:
        """Whether the run is being unwound: then the lock is free, as nobody waits any more."""
        if sched.ending is None:
            return False
        self.count = 0
        self.owner = None
        return True

    def check_release(self, me: Actor) -> None:
        if not self.count:
            raise RuntimeError("release unlocked lock")

    def drop(self, me: Actor, everything: bool = False) -> int:
        """Let go; returns what ``take`` needs to restore it."""
        count = self.count if everything else 1
        self.count -= count
        if not self.count:
            self.owner = None
        sched = me.sched
        sched.last_effect = sched.step
        sched.footprint.touch(self, "free")
        return count

    def __exit__(self, *exc: object) -> None:
        self.release()

    def locked(self) -> bool:
        me = here()
        if me is not None:
            me.sched.point(me, self, "locked?")
            self.failed(me.sched)
        return self.count > 0

    def _is_owned(self) -> bool:
        """For Condition: a plain lock only knows that somebody holds it."""
        return self.count > 0

    def _release_save(self) -> int:
        me = here()
        if me is None:
            count = self.count
            self.count = 0
            return count
        return self.drop(me, everything=True)

    def _acquire_restore(self, count: int) -> None:
        me = here()
        if me is None or me.sched.ending is not None:
            return
        me.sched.point(me, self, "acquire", self.free)
        self.take(me, count)

    def outside(self) -> bool:
        """Used by a thread that is not controlled, after the run: never blocks."""
        if self.count and not self.reentrant:
            raise RuntimeError("this lock was left locked by a finished run of the lab; make a new one")
        self.count += 1
        return True

    def _at_fork_reinit(self) -> None:
        self.count = 0
        self.owner = None

    def __repr__(self) -> str:
        return f"<{'locked' if self.count else 'unlocked'} {type(self).__name__}>"


class LabRLock(LabLock):
    """Behaves as ``threading.RLock``."""

    reentrant = True

    def check_release(self, me: Actor) -> None:
        if self.owner is not me:
            raise RuntimeError("cannot release un-acquired lock")

    def _is_owned(self) -> bool:
        return self.count > 0 and self.owner is here()

    def _recursion_count(self) -> int:
        return self.count if self._is_owned() else 0

    locked = LabLock.locked
    __enter__ = LabLock.acquire


# What a story says of a variable that one is stored in: "becomes a Lock"
LabLock.__name__ = LabLock.__qualname__ = "Lock"
LabRLock.__name__ = LabRLock.__qualname__ = "RLock"

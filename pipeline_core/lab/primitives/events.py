"""Events, semaphores and conditions as atomic operations.

Inside:  the methods of ``threading.Event``, ``Semaphore`` and ``Condition`` for controlled threads.
Outside: who moves (scheduler), the locks under a condition (locks), where these are put in place
         (runtime/patching).

They are Python classes, so their methods are replaced and decide by the calling thread: subclasses, objects
of earlier cells and ``from threading import Event`` all work. A Condition or Event is one object here, not
the locks it is made of: fewer schedules, and "waits for event `ready`" is a message a beginner can use.
"""

from __future__ import annotations

import threading
from _thread import get_ident
from collections import deque
from typing import Protocol

from pipeline_core.lab.primitives.locks import LabLock
from pipeline_core.lab.primitives.replacing import REAL, replaces
from pipeline_core.lab.scheduler.actor import controlled
from pipeline_core.lab.scheduler.footprint import WAIT, R, W

# What is touched here of the standard library's objects that is not public.


class Event(Protocol):
    """A ``threading.Event``."""

    _flag: bool


class Semaphore(Protocol):
    """A ``threading.Semaphore``."""

    _value: int


class Condition(Protocol):
    """A ``threading.Condition``."""

    _lock: object
    _waiters: deque[Waiter]

    def _is_owned(self) -> bool: ...


# -- Event -----------------------------------------------------------------------------------
#
# Setting and clearing write the flag; asking and waiting read it. A wait is no WAIT here although it cannot
# go on before the event is set: the event may have been set before and cleared since, so that this set and
# the wait could have come the other way round.


@replaces(threading.Event, "set")
def event_set(self: Event) -> None:
    me = controlled.get(get_ident())
    if me is None or me.sched.ending is not None:
        if me is None:
            REAL[threading.Event, "set"](self)
        else:
            self._flag = True
        return
    me.sched.point(me, self, "set")
    self._flag = True
    me.sched.last_effect = me.sched.step
    me.sched.footprint.touch(self, "flag")


@replaces(threading.Event, "clear")
def event_clear(self: Event) -> None:
    me = controlled.get(get_ident())
    if me is None:
        REAL[threading.Event, "clear"](self)
        return
    me.sched.point(me, self, "clear")
    self._flag = False
    me.sched.footprint.touch(self, "flag")


@replaces(threading.Event, "is_set")
def event_is_set(self: Event) -> bool:
    me = controlled.get(get_ident())
    if me is not None:
        me.sched.point(me, self, "is set?")
        me.sched.footprint.touch(self, "flag", R)
    return self._flag


@replaces(threading.Event, "wait")
def event_wait(self: Event, timeout: float | None = None) -> bool:
    me = controlled.get(get_ident())
    if me is None:
        return bool(REAL[threading.Event, "wait"](self, timeout))
    late = me.sched.point(me, self, "wait", lambda: self._flag, timeout)
    me.sched.footprint.touch(self, "flag", R)
    return not late


# -- Semaphore -------------------------------------------------------------------------------
#
# Acquiring writes the semaphore and reads its part "free", which releasing writes. Reads, and does not WAIT
# for: a semaphore may have had room before that release, so that the two could have come the other way round.


@replaces(threading.Semaphore, "acquire")
@replaces(threading.Semaphore, "__enter__")
def semaphore_acquire(self: Semaphore, blocking: bool = True, timeout: float | None = None) -> bool:
    me = controlled.get(get_ident())
    if me is None:
        return bool(REAL[threading.Semaphore, "acquire"](self, blocking, timeout))
    if not blocking and timeout is not None:
        raise ValueError("can't specify timeout for non-blocking acquire")
    sched = me.sched
    if blocking:
        late = sched.point(me, self, "acquire", lambda: self._value > 0, timeout)
    else:
        late = sched.point(me, self, "try to acquire") or self._value <= 0
    sched.footprint.touch(self, mode=R if late else W)
    sched.footprint.touch(self, "free", R)
    if late:
        return False
    self._value -= 1
    sched.last_effect = sched.step
    return True


@replaces(threading.Semaphore, "release")
@replaces(threading.BoundedSemaphore, "release")
def semaphore_release(self: Semaphore, n: int = 1) -> None:
    me = controlled.get(get_ident())
    if me is None:
        REAL[type_of(self), "release"](self, n)
        return
    if n < 1:
        raise ValueError("n must be one or more")
    if me.sched.ending is None:
        me.sched.point(me, self, "release")
    me.sched.footprint.touch(self, "free")
    if isinstance(self, threading.BoundedSemaphore) and self._value + n > vars(self)["_initial_value"]:
        raise ValueError("Semaphore released too many times")
    self._value += n
    me.sched.last_effect = me.sched.step


def type_of(self: object) -> type:
    bounded = isinstance(self, threading.BoundedSemaphore)
    return threading.BoundedSemaphore if bounded else threading.Semaphore


# -- Condition -------------------------------------------------------------------------------
#
# Waiting puts the thread into the condition's queue and notifying takes some out, both in order: both write
# the condition. That a waiter is told is a part of its own, which only the notify that takes it out writes;
# so being woken is ordered after that notify and after no other.


class Waiter:
    """One waiting thread in a Condition's queue; ``release`` is what the real notify calls."""

    __slots__ = ("told",)

    def __init__(self) -> None:
        self.told = False

    def release(self) -> None:
        self.told = True

    def ready(self) -> bool:
        return self.told


@replaces(threading.Condition, "wait")
def condition_wait(self: Condition, timeout: float | None = None) -> bool:
    me = controlled.get(get_ident())
    lock = self._lock
    if me is None or not isinstance(lock, LabLock):
        return bool(REAL[threading.Condition, "wait"](self, timeout))
    sched = me.sched
    lock.failed(sched)  # a plain lock is "owned" whoever holds it: a look at it
    if not self._is_owned():
        raise RuntimeError("cannot wait on un-acquired lock")
    sched.point(me, self, "start waiting")
    waiter = Waiter()
    self._waiters.append(waiter)
    count = lock.drop(me, everything=True)
    sched.footprint.touch(self)
    try:
        late = sched.point(me, self, "wait", waiter.ready, timeout)
        sched.footprint.touch(waiter, "told", WAIT if timeout is None else R)
        if timeout is not None:
            sched.footprint.touch(self)
    finally:
        if waiter in self._waiters:
            self._waiters.remove(waiter)
        lock._acquire_restore(count)
    return not late


@replaces(threading.Condition, "notify")
def condition_notify(self: Condition, n: int = 1) -> None:
    me = controlled.get(get_ident())
    if me is not None and me.sched.ending is None:
        lock = self._lock
        if isinstance(lock, LabLock):
            lock.failed(me.sched)
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        me.sched.point(me, self, "notify")
        me.sched.footprint.touch(self)
        for waiter in list(self._waiters)[:n]:  # each waits for this notify and for no other
            me.sched.footprint.touch(waiter, "told")
    REAL[threading.Condition, "notify"](self, n)

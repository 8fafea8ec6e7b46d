"""Events, semaphores and conditions as atomic operations.

Inside:  the methods of ``threading.Event``, ``Semaphore`` and ``Condition`` for controlled threads.
Outside: who moves (scheduler), the locks under a condition (locks), where these are put in place (patches).

They are Python classes, so their methods are replaced and decide by the calling thread: subclasses, objects
of earlier cells and ``from threading import Event`` all work. A Condition or Event is one object here, not
the locks it is made of: fewer schedules, and "waits for event `ready`" is a message a beginner can use.
"""

from __future__ import annotations

import threading
from _thread import get_ident
from typing import Any

from pipeline_core.lab.primitives.locks import REAL, LabLock
from pipeline_core.lab.scheduler.actor import controlled
from pipeline_core.lab.scheduler.footprint import WAIT, R, W

# -- Event -----------------------------------------------------------------------------------


def event_set(self: Any) -> None:
    me = controlled.get(get_ident())
    if me is None or me.sched.ending is not None:
        if me is None:
            REAL[threading.Event, "set"](self)
        else:
            self._flag = True
        return
    me.sched.point(me, self, "set")
    self._flag = True
    me.sched.base = me.sched.step
    me.sched.footprint.touch(self, "flag")


def event_clear(self: Any) -> None:
    me = controlled.get(get_ident())
    if me is None:
        return REAL[threading.Event, "clear"](self)
    me.sched.point(me, self, "clear")
    self._flag = False
    me.sched.footprint.touch(self, "flag")
    me.sched.footprint.touch(self, "clear")


def event_is_set(self: Any) -> bool:
    me = controlled.get(get_ident())
    if me is not None:
        me.sched.point(me, self, "is set?")
        me.sched.footprint.touch(self, "flag", R)
    return self._flag


def event_wait(self: Any, timeout: float | None = None) -> bool:
    me = controlled.get(get_ident())
    if me is None:
        return REAL[threading.Event, "wait"](self, timeout)
    late = me.sched.point(me, self, "wait", lambda: self._flag, timeout)
    me.sched.footprint.touch(self, "flag", R)  # a race, not an order: the event may have been set before
    me.sched.footprint.touch(self, "clear", R)
    return not late


# -- Semaphore -------------------------------------------------------------------------------


def semaphore_acquire(self: Any, blocking: bool = True, timeout: float | None = None) -> bool:
    me = controlled.get(get_ident())
    if me is None:
        return REAL[threading.Semaphore, "acquire"](self, blocking, timeout)
    if not blocking and timeout is not None:
        raise ValueError("can't specify timeout for non-blocking acquire")
    sched = me.sched
    if blocking:
        late = sched.point(me, self, "acquire", lambda: self._value > 0, timeout)
    else:
        late = sched.point(me, self, "try to acquire") or self._value <= 0
    sched.footprint.touch(self, mode=R if late else W)
    sched.footprint.touch(self, "free", R)  # a race, not an order: there may have been room before
    if late:
        return False
    self._value -= 1
    sched.base = sched.step
    return True


def semaphore_release(self: Any, n: int = 1) -> None:
    me = controlled.get(get_ident())
    if me is None:
        return REAL[type_of(self), "release"](self, n)
    if n < 1:
        raise ValueError("n must be one or more")
    if me.sched.ending is None:
        me.sched.point(me, self, "release")
    me.sched.footprint.touch(self, "free")
    if isinstance(self, threading.BoundedSemaphore) and self._value + n > vars(self)["_initial_value"]:
        raise ValueError("Semaphore released too many times")
    self._value += n
    me.sched.base = me.sched.step


def type_of(self: Any) -> type:
    bounded = isinstance(self, threading.BoundedSemaphore)
    return threading.BoundedSemaphore if bounded else threading.Semaphore


# -- Condition -------------------------------------------------------------------------------


class Waiter:
    """One waiting thread in a Condition's queue; ``release`` is what the real notify calls."""

    __slots__ = ("told",)

    def __init__(self) -> None:
        self.told = False

    def release(self) -> None:
        self.told = True

    def ready(self) -> bool:
        return self.told


def condition_wait(self: Any, timeout: float | None = None) -> bool:
    me = controlled.get(get_ident())
    if me is None or not isinstance(self._lock, LabLock):
        return REAL[threading.Condition, "wait"](self, timeout)
    sched = me.sched
    self._lock.failed(sched)  # a plain lock is "owned" whoever holds it: a look at it
    if not self._is_owned():
        raise RuntimeError("cannot wait on un-acquired lock")
    sched.point(me, self, "start waiting")
    waiter = Waiter()
    self._waiters.append(waiter)
    count = self._lock.drop(me, everything=True)
    sched.footprint.touch(self)
    try:
        late = sched.point(me, self, "wait", waiter.ready, timeout)
        sched.footprint.touch(waiter, "told", WAIT if timeout is None else R)
        if timeout is not None:
            sched.footprint.touch(self)
    finally:
        if waiter in self._waiters:
            self._waiters.remove(waiter)
        self._lock._acquire_restore(count)
    return not late


def condition_notify(self: Any, n: int = 1) -> None:
    me = controlled.get(get_ident())
    if me is not None and me.sched.ending is None:
        if isinstance(self._lock, LabLock):
            self._lock.failed(me.sched)
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        me.sched.point(me, self, "notify")
        me.sched.footprint.touch(self)
        for waiter in list(self._waiters)[:n]:  # each waits for this notify and for no other
            me.sched.footprint.touch(waiter, "told")
    REAL[threading.Condition, "notify"](self, n)


METHODS: list[tuple[type, str, Any]] = [
    (threading.Event, "set", event_set),
    (threading.Event, "clear", event_clear),
    (threading.Event, "is_set", event_is_set),
    (threading.Event, "wait", event_wait),
    (threading.Semaphore, "acquire", semaphore_acquire),
    (threading.Semaphore, "__enter__", semaphore_acquire),
    (threading.Semaphore, "release", semaphore_release),
    (threading.BoundedSemaphore, "release", semaphore_release),
    (threading.Condition, "wait", condition_wait),
    (threading.Condition, "notify", condition_notify),
]

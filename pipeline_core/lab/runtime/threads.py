"""Threads as the lab starts, ends and joins them.

Inside:  the methods of ``threading.Thread``, who is alive.
Outside: an actor's life on its worker (life), real threads (pool), who moves (scheduler).

A controlled thread is a real ``threading.Thread`` object that runs on a worker of the lab:
``current_thread()``, names, idents and ``threading.local`` are real. Only its end is ours: ``join``
and ``is_alive`` ask the scheduler, since the end of an operating-system thread races with them.
"""

from __future__ import annotations

import threading
from _thread import get_ident, start_new_thread
from collections.abc import MutableSet
from concurrent.futures import Future
from contextvars import Context
from typing import Any
from weakref import WeakSet

from pipeline_core.lab.access.callbacks import told
from pipeline_core.lab.primitives.futures import Idle, Section
from pipeline_core.lab.primitives.locks import REAL
from pipeline_core.lab.runtime.life import live
from pipeline_core.lab.scheduler.actor import controlled
from pipeline_core.lab.scheduler.footprint import ACTORS, ALL, THREAD_NAMES, WAIT, R, W

most = 500  # threads of one run alive at once: a loop that starts them without end meets this bound


def start(self: Any) -> None:
    me = controlled.get(get_ident())
    if me is None:
        return REAL[threading.Thread, "start"](self)
    if not self._initialized:
        raise RuntimeError("thread.__init__() not called")
    sched = me.sched
    sched.footprint.touch(self, "started", R)
    if self._started._flag:
        raise RuntimeError("threads can only be started once")
    sched.point(me, self, "start")
    sched.footprint.touch(self, "started")
    if self._started._flag:
        raise RuntimeError("threads can only be started once")
    if len(sched.actors) > most and sum(not actor.done for actor in sched.actors) > most:
        raise RuntimeError("can't start new thread")  # Python's own words when the system has no more
    self._started._flag = True
    actor = sched.add(self.name, self, self.daemon)
    actor.born = sched.step
    context = getattr(self, "_context", None) or Context()
    sched.footprint.add((ACTORS, actor.index, W))
    sched.base = sched.step
    pool, tracer = sched.pool, sched.tracer
    pool.lend(actor, lambda worker: live(actor, pool, worker, self.run, tracer, context))


def start_raw(function: Any, args: Any, kwargs: Any = None) -> int:
    """``_thread.start_new_thread``: as the program can't join such a thread, it ends like a daemon."""
    if controlled.get(get_ident()) is None:
        return int(start_new_thread(function, args, kwargs or {}))
    thread = threading.Thread(target=function, args=args, kwargs=kwargs, daemon=True)
    thread.start()
    return id(thread)  # who it is is only known once it runs


def join(self: Any, timeout: float | None = None) -> None:
    me = controlled.get(get_ident())
    actor = me and me.sched.by_thread.get(id(self))
    if me is None or (actor is None and self._started._flag):
        return REAL[threading.Thread, "join"](self, timeout)
    me.sched.footprint.touch(self, "started", R)
    if actor is None:
        raise RuntimeError("cannot join thread before it is started")
    if actor is me:
        raise RuntimeError("cannot join current thread")
    if timeout is not None:
        timeout = max(timeout, 0)
    me.sched.point(me, self, "join", lambda: actor.done, timeout)
    me.sched.footprint.add((ACTORS, actor.index, WAIT if timeout is None else R))


def is_alive(self: Any) -> bool:
    me = controlled.get(get_ident())
    actor = me and me.sched.by_thread.get(id(self))
    if me is None or (actor is None and self._started._flag):
        return REAL[threading.Thread, "is_alive"](self)
    me.sched.point(me, self, "is alive?")
    me.sched.footprint.touch(self, "started", R)
    actor = me.sched.by_thread.get(id(self))
    if actor is None:
        return False
    me.sched.footprint.add((ACTORS, actor.index, R))
    return not actor.done


def enumerate_threads() -> list[Any]:
    me = controlled.get(get_ident())
    if me is None:
        return REAL[threading, "enumerate"]()
    me.sched.point(me, None, "enumerate")
    me.sched.footprint.add((ALL, "", W))
    return [a.thread for a in me.sched.actors if not a.done]


def active_count() -> int:
    me = controlled.get(get_ident())
    return REAL[threading, "active_count"]() if me is None else len(enumerate_threads())


def main_thread() -> Any:
    me = controlled.get(get_ident())
    return REAL[threading, "main_thread"]() if me is None else me.sched.actors[0].thread


def new_name(template: str = "Thread-%d", *args: Any) -> str:
    me = controlled.get(get_ident())
    if me is None:
        return REAL[threading, "_newname"](template, *args)
    me.sched.thread_names += 1
    me.sched.footprint.add((THREAD_NAMES, "", W))
    return template % me.sched.thread_names


def pool_number() -> int:
    """The number in a ThreadPoolExecutor's default thread names, from 0 in every run."""
    me = controlled.get(get_ident())
    if me is None:
        return REAL[Future, "pool number"]()
    me.sched.pool_names += 1
    return me.sched.pool_names - 1


class MainThread(threading.Thread):
    """The program's first thread: the one that called it."""

    def __init__(self) -> None:
        super().__init__(name="MainThread", daemon=False)
        vars(self)["_started"]._flag = True


class OrderedSet(MutableSet):
    """A set in the order its members came: addresses must not decide what a run does."""

    def __init__(self, members: Any = ()) -> None:
        self.members: dict[Any, None] = dict.fromkeys(members)

    def __contains__(self, item: Any) -> bool:
        return item in self.members

    def __iter__(self) -> Any:
        return iter(self.members)

    def __len__(self) -> int:
        return len(self.members)

    def add(self, item: Any) -> None:
        self.members[item] = None

    def discard(self, item: Any) -> None:
        self.members.pop(item, None)


def weakset_init(self: Any, data: Any = None) -> None:
    REAL[WeakSet, "__init__"](self)
    if controlled.get(get_ident()) is not None:
        self.data = OrderedSet()
    if data is not None:
        self.update(data)


def executor_init(self: Any, *args: Any, **kwargs: Any) -> None:
    from concurrent.futures import ThreadPoolExecutor

    REAL[ThreadPoolExecutor, "__init__"](self, *args, **kwargs)
    if controlled.get(get_ident()) is not None:
        self._threads = OrderedSet()
        self._shutdown_lock = Section(self, "pool")
        self._idle_semaphore = Idle()
        if getattr(self, "_initializer", None) is not None:
            self._initializer = told(self._initializer)


class Gate:
    """For ``concurrent.futures.thread``'s module-wide lock: nothing to guard within a run."""

    def __init__(self, real: Any) -> None:
        self.real = real

    def __enter__(self) -> None:
        if controlled.get(get_ident()) is None:
            self.real.acquire()

    def __exit__(self, *exc: object) -> None:
        if controlled.get(get_ident()) is None:
            self.real.release()

    def acquire(self, *args: Any) -> bool:
        return True if controlled.get(get_ident()) else self.real.acquire(*args)

    def release(self) -> None:
        self.__exit__()


METHODS: list[tuple[type, str, Any]] = [
    (threading.Thread, "start", start),
    (threading.Thread, "join", join),
    (threading.Thread, "is_alive", is_alive),
    (WeakSet, "__init__", weakset_init),
]

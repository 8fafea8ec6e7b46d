"""Threads as the lab starts, ends and joins them.

Inside:  the methods of ``threading.Thread``, who is alive, an actor's life on its worker.
Outside: real threads (pool), who moves (scheduler).

A controlled thread is a real ``threading.Thread`` object that runs on a worker of the lab:
``current_thread()``, names, idents and ``threading.local`` are real. Only its end is ours: ``join``
and ``is_alive`` ask the scheduler, since the end of an operating-system thread races with them.
"""

from __future__ import annotations

import sys
import threading
from _thread import get_ident, get_native_id
from collections.abc import MutableSet
from concurrent.futures import Future
from contextvars import Context
from typing import Any
from weakref import WeakSet

from .actor import Actor, Unwind, controlled
from .locks import REAL, WAIT
from .opaque import told

_THREADING: Any = threading  # its private parts, which differ from version to version


def live(actor: Actor, pool: Any, worker: Any, function: Any, tracer: Any, context: Context) -> None:
    """The whole life of an actor on its worker: registered, traced, run, taken down again. Never raises."""
    sched = actor.sched
    ident = actor.ident = get_ident()
    controlled[ident] = actor
    thread = actor.thread
    before = _THREADING._active.get(ident)
    _THREADING._active[ident] = thread
    if sched.ending is None:
        thread._ident = ident
        thread._native_id = get_native_id()
        try:
            if hasattr(thread, "_target"):
                thread._target = told(thread._target)
            if tracer is not None:
                sys.settrace(tracer)
            context.run(told(function) if actor.index else function)
        except (Unwind, SystemExit):
            pass
        except BaseException as error:
            crashed(actor, error)
        finally:
            sys.settrace(None)
    take_down(actor, ident, before)
    if worker is not None:
        pool.idle.append(worker)
    sched.leave(actor)


def crashed(actor: Actor, error: BaseException) -> None:
    """Keep an exception that left a thread; the program's own excepthook still hears of it."""
    sched = actor.sched
    if sched.ending is not None:
        return
    actor.error = error
    if sched.error is None:
        sched.error, sched.error_actor = error, actor
    hook = threading.excepthook
    if actor.index and hook is not sched.excepthook:
        try:
            hook(threading.ExceptHookArgs((type(error), error, error.__traceback__, actor.thread)))
        except (Unwind, Exception):
            return


def take_down(actor: Actor, ident: int, before: Any) -> None:
    """Make the thread object look ended to everybody, then forget the thread."""
    sched = actor.sched
    if sched.foot is not None:
        sched.foot.append((-3, actor.index, 1))
    if actor.index:
        mark_ended(actor.thread)
    if before is None:
        _THREADING._active.pop(ident, None)
    else:
        _THREADING._active[ident] = before
    controlled.pop(ident, None)


def mark_ended(thread: Any) -> None:
    if hasattr(thread, "_handle"):  # Python 3.13
        thread._handle = _THREADING._make_thread_handle(thread._ident or 1)
        thread._handle._set_done()
    else:
        thread._tstate_lock = None
        thread._is_stopped = True
    if hasattr(thread, "_target"):
        del thread._target, thread._args, thread._kwargs


def start(self: Any) -> None:
    me = controlled.get(get_ident())
    if me is None:
        return REAL[threading.Thread, "start"](self)
    if not self._initialized:
        raise RuntimeError("thread.__init__() not called")
    sched = me.sched
    sched.touch(self, "started", 0)
    if self._started._flag:
        raise RuntimeError("threads can only be started once")
    sched.point(me, self, "start")
    sched.touch(self, "started")
    if self._started._flag:
        raise RuntimeError("threads can only be started once")
    self._started._flag = True
    actor = sched.add(self.name, self, self.daemon)
    actor.born = sched.step
    context = getattr(self, "_context", None) or Context()
    sched.touch_actor(actor)
    sched.base = sched.step
    pool, tracer = sched.pool, sched.tracer
    pool.lend(actor, lambda worker: live(actor, pool, worker, self.run, tracer, context))


def join(self: Any, timeout: float | None = None) -> None:
    me = controlled.get(get_ident())
    actor = me and me.sched.by_thread.get(id(self))
    if me is None or (actor is None and self._started._flag):
        return REAL[threading.Thread, "join"](self, timeout)
    me.sched.touch(self, "started", 0)
    if actor is None:
        raise RuntimeError("cannot join thread before it is started")
    if actor is me:
        raise RuntimeError("cannot join current thread")
    if timeout is not None:
        timeout = max(timeout, 0)
    me.sched.point(me, self, "join", lambda: actor.done, timeout)
    me.sched.touch_actor(actor, WAIT if timeout is None else 0)


def is_alive(self: Any) -> bool:
    me = controlled.get(get_ident())
    actor = me and me.sched.by_thread.get(id(self))
    if me is None or (actor is None and self._started._flag):
        return REAL[threading.Thread, "is_alive"](self)
    me.sched.point(me, self, "is alive?")
    me.sched.touch(self, "started", 0)
    actor = me.sched.by_thread.get(id(self))
    if actor is None:
        return False
    me.sched.touch_actor(actor, 0)
    return not actor.done


def enumerate_threads() -> list[Any]:
    me = controlled.get(get_ident())
    if me is None:
        return REAL[threading, "enumerate"]()
    me.sched.point(me, None, "enumerate")
    me.sched.touch_everything()
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
    me.sched.touch_names()
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


class LabFuture(Future):
    """A future made in a run: its place in a set is the same in every run."""

    _lab_number = 0

    def __hash__(self) -> int:
        return self._lab_number


LabFuture.__name__ = LabFuture.__qualname__ = "Future"
LabFuture.__module__ = "concurrent.futures._base"


def future_init(self: Any) -> None:
    REAL[Future, "__init__"](self)
    me = controlled.get(get_ident())
    if me is not None:
        me.sched.futures += 1
        self._lab_number = me.sched.futures
        if type(self) is Future:
            self.__class__ = LabFuture


def stable_id(obj: Any) -> int:
    """``concurrent.futures`` sorts by ``id``; addresses differ from run to run, these do not."""
    return getattr(obj, "_lab_number", 0) or id(obj)


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
    (Future, "__init__", future_init),
    (WeakSet, "__init__", weakset_init),
]

"""A controlled thread's life: started, named, run on a worker, joined, taken down.

Inside:  the methods of ``threading.Thread`` and who is alive; what happens when a thread's function ends, by
         whatever exception; the threads of a pool.
Outside: real threads (scheduler/os_threads), who moves (scheduler), ending one from outside (interrupts).

A controlled thread is a real ``threading.Thread`` object that runs on a worker of the lab:
``current_thread()``, names, idents and ``threading.local`` are real. Only its end is ours: ``join``
and ``is_alive`` ask the scheduler, since the end of an operating-system thread races with them.

What the footprints say. A thread's beginning and its end are touches of one pseudo-object, the actor; a join
waits for the end. Whether a Thread object was started is a part of that object, which ``start`` writes. What
``args=`` and ``kwargs=`` hold is read in the new thread's first step.
"""

from __future__ import annotations

import concurrent.futures.thread as pools
import sys
import threading
from _thread import allocate_lock, get_ident, get_native_id, start_new_thread
from collections.abc import Callable, Iterable, Iterator, MutableSet
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from typing import Any
from weakref import WeakSet

from pipeline_core.lab.access.callbacks import watchable
from pipeline_core.lab.access.contexts import entered
from pipeline_core.lab.access.hooks import noted
from pipeline_core.lab.access.touches import doubt, read_contents
from pipeline_core.lab.access.twins import prepare
from pipeline_core.lab.code.frames import MONITORED
from pipeline_core.lab.primitives.futures import Idle, Section
from pipeline_core.lab.primitives.replacing import REAL, always, replaces, swap, swaps
from pipeline_core.lab.runtime.interrupts import wait_for_late_ones
from pipeline_core.lab.runtime.tracing import Tracer
from pipeline_core.lab.scheduler.actor import Actor, Unwind, controlled
from pipeline_core.lab.scheduler.footprint import ACTORS, ALL, IDENTS, THREAD_NAMES, WAIT, R, W
from pipeline_core.lab.scheduler.os_threads import Pool, Worker
from pipeline_core.lab.scheduler.scheduler import Scheduler
from pipeline_core.lab.text import brief

most = 500  # threads of one run alive at once: a loop that starts them without end meets this bound
_THREADING: Any = threading  # its private parts, which differ from version to version
# References to a Thread's dict of arguments that nobody else has: the attribute's, and the count's.
OWN_ALONE = 2


# The end of a thread is no step of its own here: it comes with the thread's last step. On real threads
# somebody who is woken by that step may still find it alive; only who has joined it can't.
ENDING = "whether a thread that has taken its last step is still alive is not tried both ways"


# -- threading.Thread, as a controlled thread sees it ------------------------------------------


@replaces(threading.Thread, "start")
def start(self: Any) -> None:
    me = controlled.get(get_ident())
    if me is None:
        REAL[threading.Thread, "start"](self)
        return
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
    lasts = not sched.lasting.isdisjoint(map(id, self._args))  # a thread of a pool from before the run
    actor = sched.add(self.name, self, self.daemon or lasts)
    actor.born = sched.step
    context = getattr(self, "_context", None) or Context()
    sched.footprint.add((ACTORS, actor.index, W))
    sched.last_effect = sched.step
    pool = sched.pool
    if pool.at_once:
        sched.footprint.add((IDENTS, "", W))
    tracer = sched.tracer
    self._ident = pool.lend(actor, lambda worker: live(actor, pool, worker, self.run, tracer, context))


def start_raw(function: Callable[..., object], args: tuple[Any, ...], kwargs: Any = None) -> int:
    """``_thread.start_new_thread``: as the program can't join such a thread, it ends like a daemon."""
    if controlled.get(get_ident()) is None:
        return int(start_new_thread(function, args, kwargs or {}))
    thread = threading.Thread(target=function, args=args, kwargs=kwargs, daemon=True)
    thread.start()
    return id(thread)  # who it is is only known once it runs


for _name in ("start_new_thread", "start_new"):  # the second is an old name, which later versions drop
    if hasattr(sys.modules["_thread"], _name):
        swap(getattr(sys.modules["_thread"], _name), start_raw)


@replaces(threading.Thread, "join")
def join(self: Any, timeout: float | None = None) -> None:
    me = controlled.get(get_ident())
    actor = me and me.sched.by_thread.get(id(self))
    if me is None or (actor is None and self._started._flag):
        REAL[threading.Thread, "join"](self, timeout)
        return
    me.sched.footprint.touch(self, "started", R)
    if actor is None:
        raise RuntimeError("cannot join thread before it is started")
    if actor is me:
        raise RuntimeError("cannot join current thread")
    if timeout is not None:
        timeout = max(timeout, 0)
    in_vain = me.sched.point(me, self, "join", lambda: actor.done, timeout)
    me.sched.footprint.add((ACTORS, actor.index, WAIT if timeout is None else R))
    # who gives up after no time at all may come just too early for a thread that has taken its last step
    actor.joined = actor.joined or (actor.done and not in_vain and timeout != 0)


@replaces(threading.Thread, "is_alive")
def is_alive(self: Any) -> bool:
    me = controlled.get(get_ident())
    actor = me and me.sched.by_thread.get(id(self))
    if me is None or (actor is None and self._started._flag):
        return bool(REAL[threading.Thread, "is_alive"](self))
    me.sched.point(me, self, "is alive?")
    me.sched.footprint.touch(self, "started", R)
    actor = me.sched.by_thread.get(id(self))
    if actor is None:
        return False
    me.sched.footprint.add((ACTORS, actor.index, R))
    if actor.done and not actor.joined:
        doubt(me.sched, ENDING)
        actor.joined = True  # who hears that it is over knows as much
    return not actor.done


@swaps(threading, "enumerate")
def enumerate_threads() -> list[threading.Thread]:
    me = controlled.get(get_ident())
    if me is None:
        return list(REAL[threading, "enumerate"]())
    me.sched.point(me, None, "enumerate")
    me.sched.footprint.add((ALL, "", W))
    if any(a.done and not a.joined for a in me.sched.actors):
        doubt(me.sched, ENDING)
    return [a.thread for a in me.sched.actors if not a.done]


@swaps(threading, "active_count")
def active_count() -> int:
    me = controlled.get(get_ident())
    return int(REAL[threading, "active_count"]()) if me is None else len(enumerate_threads())


@swaps(threading, "main_thread")
def main_thread() -> Any:
    me = controlled.get(get_ident())
    return REAL[threading, "main_thread"]() if me is None else me.sched.actors[0].thread


@replaces(threading, "_newname")
def new_name(template: str = "Thread-%d", *args: object) -> str:
    me = controlled.get(get_ident())
    if me is None:
        return str(REAL[threading, "_newname"](template, *args))
    me.sched.thread_names += 1
    me.sched.footprint.add((THREAD_NAMES, "", W))
    return template % me.sched.thread_names


class MainThread(threading.Thread):
    """The program's first thread: the one that called it."""

    def __init__(self) -> None:
        super().__init__(name="MainThread", daemon=False)
        vars(self)["_started"]._flag = True


# -- on its worker -----------------------------------------------------------------------------


def live(
    actor: Actor,
    pool: Pool,
    worker: Worker | None,
    function: Callable[[], object],
    tracer: Tracer | None,
    context: Context,
) -> None:
    """The whole life of an actor on its worker: registered, traced, run, taken down again. Never raises."""
    sched = actor.sched
    ident = get_ident()
    actor.ident = ident
    controlled[ident] = actor
    if pool.at_once:
        sched.idents.setdefault(str(ident), f"ident_{len(sched.idents) + 1}")
    thread: Any = actor.thread
    before = _THREADING._active.get(ident)
    _THREADING._active[ident] = thread
    try:
        if sched.ending is None:
            thread._ident = ident
            thread._native_id = get_native_id()
            run_function(actor, function, tracer, context)
    except Unwind:
        pass  # meant for the function, and late: it was just over
    while True:
        try:
            take_down(actor, ident, before)
            break
        except Unwind:
            continue  # as above
    if worker is not None:
        pool.give_back(worker)
    sched.leave(actor)


def run_function(
    actor: Actor, function: Callable[[], object], tracer: Tracer | None, context: Context
) -> None:
    sched = actor.sched
    thread: Any = actor.thread
    target, given = entered(getattr(thread, "_target", None), getattr(thread, "_args", ()))
    actor.contexts = (context,) if given is None else (context, given)
    try:
        if target is not None:
            thread._target = watchable(thread._target)
            prepare(target)
            if sched.footprint.observing:  # ``run`` unpacks them now, and they are the program's own
                read_contents(sched, thread._args)
                if sys.getrefcount(thread._kwargs) > OWN_ALONE:  # else nobody can change it
                    read_contents(sched, thread._kwargs)
        actor.tracing = tracer
        if tracer is not None and not MONITORED:
            sys.settrace(tracer.calls)
        touch_context(sched, given)
        context.run(noted(function))  # ``run`` may have been replaced, by C code too
    except Unwind:
        pass
    except SystemExit as error:
        exited(actor, error)
    except BaseException as error:
        crashed(actor, error)
    finally:
        actor.tracing = None
        sys.settrace(None)
        touch_context(sched, given)


def touch_context(sched: Scheduler, context: Context | None) -> None:
    """A thread enters or leaves a Context that it was given: a second one inside it at a time is an error."""
    if context is not None:
        sched.footprint.touch(context, ".entered")


def crashed(actor: Actor, error: BaseException) -> None:
    """Keep an exception that left a thread; the program's own excepthook still hears of it."""
    sched = actor.sched
    if sched.ending is not None:
        return
    actor.error = error
    sched.footprint.add((ACTORS, "error", W))  # which one is the first is the run's error
    if sched.error is None:
        sched.error = error
        sched.error_actor = actor
    hook = threading.excepthook
    if actor.index and hook is not sched.excepthook:
        try:
            hook(threading.ExceptHookArgs((type(error), error, error.__traceback__, actor.thread)))
        except (Unwind, Exception):
            return


def exited(actor: Actor, error: SystemExit) -> None:
    """``sys.exit``: in the first thread it ends the program with a code; in another, that thread alone."""
    sched = actor.sched
    if sched.ending is not None:
        return
    if actor.index == 0 and error.code not in (None, 0):
        crashed(actor, error)
    else:
        code = "" if error.code is None else brief(error.code)
        rest = "" if actor.index else ": the program has no result"
        sched.remark = f"{actor.name} ended itself by sys.exit({code}){rest}."


def take_down(actor: Actor, ident: int, before: threading.Thread | None) -> None:
    """Make the thread object look ended to everybody, then forget the thread."""
    sched = actor.sched
    sched.footprint.add((ACTORS, actor.index, W))
    if sched.pool.at_once:
        sched.footprint.add((IDENTS, "", W))
    if actor.index:
        mark_ended(actor.thread)
    if before is None:
        _THREADING._active.pop(ident, None)
    else:
        _THREADING._active[ident] = before
    controlled.pop(ident, None)
    if sched.ending is not None:
        wait_for_late_ones()


def mark_left_behind(thread: Any) -> None:
    """Until its thread is through, ``is_alive`` says yes: up to Python 3.12 it asks a lock for that."""
    if hasattr(thread, "_tstate_lock"):
        thread._tstate_lock = allocate_lock()
        thread._tstate_lock.acquire()


def mark_ended(thread: Any) -> None:
    if hasattr(thread, "_handle"):  # Python 3.13
        thread._handle = _THREADING._make_thread_handle(thread._ident or 1)
        thread._handle._set_done()
    else:
        # in this order: is_alive() fails an assertion where the lock is gone and nothing says "stopped"
        thread._is_stopped = True
        thread._tstate_lock = None
    if hasattr(thread, "_target"):
        del thread._target, thread._args, thread._kwargs


# -- the threads of a pool ---------------------------------------------------------------------


def pool_number() -> int:
    """The number in a ThreadPoolExecutor's default thread names, from 0 in every run."""
    me = controlled.get(get_ident())
    if me is None:
        return int(REAL[ThreadPoolExecutor, "_counter"]())
    me.sched.pool_names += 1
    return me.sched.pool_names - 1


always.put(ThreadPoolExecutor, "_counter", staticmethod(pool_number))


class OrderedSet(MutableSet[Any]):
    """A set in the order its members came: addresses must not decide what a run does."""

    def __init__(self, members: Iterable[Any] = ()) -> None:
        self.members: dict[Any, None] = dict.fromkeys(members)

    def __contains__(self, item: object) -> bool:
        return item in self.members

    def __iter__(self) -> Iterator[Any]:
        return iter(self.members)

    def __len__(self) -> int:
        return len(self.members)

    def add(self, item: object) -> None:
        self.members[item] = None

    def discard(self, item: object) -> None:
        self.members.pop(item, None)


@replaces(WeakSet, "__init__")
def weakset_init(self: Any, data: Iterable[Any] | None = None) -> None:
    REAL[WeakSet, "__init__"](self)
    if controlled.get(get_ident()) is not None:
        self.data = OrderedSet()
    if data is not None:
        self.update(data)


@replaces(ThreadPoolExecutor, "__init__")
def executor_init(self: Any, *args: Any, **kwargs: Any) -> None:
    REAL[ThreadPoolExecutor, "__init__"](self, *args, **kwargs)
    if controlled.get(get_ident()) is not None:
        self._threads = OrderedSet()
        self._shutdown_lock = Section(self, "pool")
        self._idle_semaphore = Idle()
        if getattr(self, "_initializer", None) is not None:
            self._initializer = watchable(self._initializer)


class ShutdownLock:
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


always.put(pools, "_global_shutdown_lock", ShutdownLock(pools._global_shutdown_lock))

"""Futures and thread pools: what the standard library guards by itself is one step.

Inside:  what ``concurrent.futures`` guards with locks, its count of idle threads, a pool's thread.
Outside: where these are put in place (runtime/patching), the threads of a pool (runtime/threads).

No code of the program runs while such a lock is held, so a section is one step and nobody ever meets it
half done. That leaves fewer schedules than the locks would, and the same ones in every Python version.

What the footprints say: a section writes the whole of its owner, the future or the pool. So two sections of
one owner never commute, and those of different owners always do.
"""

from __future__ import annotations

import concurrent.futures._base as base
import concurrent.futures.thread as pools
import functools
import queue
from _thread import get_ident
from collections.abc import Callable
from concurrent.futures import Future
from sys import _getframe
from typing import Any
from weakref import ref

from pipeline_core.lab.code.frames import variables
from pipeline_core.lab.primitives.replacing import REAL, always, replaces
from pipeline_core.lab.scheduler.actor import Unwind, controlled

SUBMIT = pools.ThreadPoolExecutor.submit.__code__


class Section:
    """Stands for a lock of ``concurrent.futures`` or the condition of a future: entering is one step."""

    def __init__(self, owner: object, kind: str) -> None:
        self.owner = owner  # what the program calls it by: the future, the pool
        self.kind = kind
        self.version = 0  # counts the notifications

    def __enter__(self) -> bool:
        me = controlled.get(get_ident())
        if me is not None:
            me.sched.point(me, self.owner, self.kind)
            me.sched.footprint.touch(self.owner)
            me.quiet += 1
        return True

    def __exit__(self, *exc: object) -> None:
        me = controlled.get(get_ident())
        if me is not None:
            me.quiet -= 1

    acquire = __enter__
    release = __exit__

    def wait(self, timeout: float | None = None) -> bool:
        """Leave the section until somebody notifies."""
        me = controlled[get_ident()]
        seen = self.version
        quiet = me.quiet
        me.quiet = 0
        try:
            late = me.sched.point(me, self.owner, "wait", lambda: self.version > seen, timeout)
        finally:
            me.quiet = quiet
        me.sched.footprint.touch(self.owner)
        return not late

    def notify_all(self) -> None:
        self.version += 1
        me = controlled.get(get_ident())
        if me is not None:
            me.sched.last_effect = me.sched.step


class Idle:
    """How many of a pool's threads have nothing to do; asked and told within other steps."""

    def __init__(self) -> None:
        self.count = 0

    def acquire(self, timeout: float | None = None) -> bool:
        self.touch()
        if self.count == 0:
            return False
        self.count -= 1
        return True

    def release(self) -> None:
        self.touch()
        self.count += 1

    def touch(self) -> None:
        me = controlled.get(get_ident())
        if me is not None:
            me.sched.footprint.touch(self)


class LabFuture(Future[Any]):
    """A future made in a run: its place in a set is the same in every run."""

    _lab_number = 0

    def __hash__(self) -> int:
        return self._lab_number


LabFuture.__name__ = LabFuture.__qualname__ = "Future"
LabFuture.__module__ = "concurrent.futures._base"


@replaces(Future, "__init__")
def future_init(self: Any) -> None:
    REAL[Future, "__init__"](self)
    me = controlled.get(get_ident())
    if me is not None:
        me.sched.futures += 1
        self._lab_number = me.sched.futures
        self._condition = Section(self, "future")
        maker = _getframe(1)
        if maker.f_code is SUBMIT:
            self._lab_pool = ref(variables(maker)["self"])
        if type(self) is Future:
            self.__class__ = LabFuture


def pool_of(future: object) -> Any:
    """The pool that a future was given to, or None."""
    reference = getattr(future, "_lab_pool", None)
    return None if reference is None else reference()


def stable_id(obj: object) -> int:
    """``concurrent.futures`` sorts by ``id``; addresses differ from run to run, these do not."""
    return getattr(obj, "_lab_number", 0) or id(obj)


def waiter_init(kind: type) -> Callable[..., None]:
    """For the waiters of ``wait`` and ``as_completed``, whose lock guards their list of futures."""

    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        REAL[kind, "__init__"](self, *args, **kwargs)
        if controlled.get(get_ident()) is not None:
            self.lock = Section(self, "collect")

    return init


@replaces(pools, "_worker")
def pool_thread(executor_reference: Callable[[], Any], *rest: Any) -> None:
    """The life of a pool's thread, as Python 3.12 wrote it.

    Up to 3.11 a thread counted itself idle even where more work was waiting; and none of them lets a thread
    that the lab ends go quietly.
    """
    if controlled.get(get_ident()) is None:
        REAL[pools, "_worker"](executor_reference, *rest)
        return
    begin: Any
    handed: tuple[Any, ...]
    if len(rest) == 2:  # from 3.14 on
        context, work_queue = rest
        begin = context.initialize
        end = context.finalize
        handed = (context,)
    else:
        work_queue, initializer, initargs = rest
        begin = nothing
        end = nothing
        handed = ()
        if initializer is not None:
            begin = functools.partial(initializer, *initargs)
    try:
        begin()
    except Unwind:
        raise
    except BaseException:
        base.LOGGER.critical("Exception in initializer:", exc_info=True)
        executor = executor_reference()
        if executor is not None:
            executor._initializer_failed()
        return
    while work_on(executor_reference, work_queue, handed):
        pass
    end()


def nothing() -> None:
    pass


def work_on(executor_reference: Callable[[], Any], work_queue: Any, handed: tuple[Any, ...]) -> bool:
    """Do one piece of work; False if the pool is closed."""
    try:
        work = work_queue.get_nowait()
    except queue.Empty:
        executor = executor_reference()
        if executor is not None:
            executor._idle_semaphore.release()
        del executor
        work = work_queue.get(block=True)
    if work is not None:
        work.run(*handed)
        return True
    executor = executor_reference()
    if pools._shutdown or executor is None or executor._shutdown:
        if executor is not None:
            executor._shutdown = True
        work_queue.put(None)
        return False
    return True


for _kind in (base._AsCompletedWaiter, base._AllCompletedWaiter):
    replaces(_kind, "__init__")(waiter_init(_kind))
always.put(base, "id", stable_id)

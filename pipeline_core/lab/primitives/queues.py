"""``Queue.get``, ``put`` and their kin, taken over: queues as atomic objects, one step puts, one step takes.

Inside:  the methods of ``queue.Queue`` and kin, and a stand-in for the C ``SimpleQueue``.
Outside: who moves (scheduler), locks, where these are put in place (runtime/patching).

``queue.Queue`` is Python: its methods are replaced and decide by the calling thread; what a subclass does in
``_put``, ``_get`` and ``_qsize`` is honoured, inside one step. ``SimpleQueue`` is made in C, so a controlled
thread that makes one gets a stand-in.

What the footprints say. The two ends of a first-in-first-out queue do not disturb each other. Two puts do
not commute (they write "put": who comes first decides the order of the items), nor do two gets ("get"). But
the k-th put and the j-th get are independent unless j is k, which is the same item, or, in a bounded queue,
j is k minus maxsize, which is the room that the put needs. So the k-th put writes the part k, which the
k-th get waits for, and the j-th get writes ("room", j), which put number j plus maxsize waits for. The size
is counted up and down: counts commute, and only who asks for the size (a get in vain, ``empty``) conflicts
with them. The items of other kinds of queues change places inside, so there any two operations conflict.
"""

from __future__ import annotations

import queue
import threading
from _thread import get_ident
from collections import deque
from collections.abc import Iterable
from queue import Empty, Full
from typing import TYPE_CHECKING, Any

from pipeline_core.lab.primitives.locks import LabLock
from pipeline_core.lab.primitives.replacing import REAL, replaces
from pipeline_core.lab.scheduler.actor import Actor, controlled
from pipeline_core.lab.scheduler.footprint import ALL, COUNT, WAIT, R, W

if TYPE_CHECKING:
    from pipeline_core.lab.scheduler.scheduler import Scheduler

ShutDown: Any = getattr(queue, "ShutDown", ())
Queue = queue.Queue[Any]


def plain(q: Queue) -> bool:
    """Is this a first-in-first-out queue with nothing of its own inside?"""
    kind = type(q)
    return all(getattr(kind, n) is getattr(queue.Queue, n) for n in ("_put", "_get", "_qsize"))


def plainly_compared(item: object) -> bool:
    return type(item) in (int, float, str, bytes) or (
        type(item) is tuple and all(map(plainly_compared, item))
    )


def touched(sched: Scheduler, q: Queue | LabSimpleQueue, end: str, kept: int, sure: bool) -> None:
    """Note what a successful put or get touched.

    ``kept`` items were in the queue before it; ``sure`` if the call would have waited for ever.
    """
    footprint = sched.footprint
    if not footprint.observing:
        return
    footprint.touch(q, "size", COUNT)
    key = footprint.number(q)
    if end == "get" and sched.current is not None:
        taker = (key, sched.current.index)
        footprint.taken[taker] = footprint.taken.get(taker, 0) + 1
    if not isinstance(q, LabSimpleQueue) and not plain(q):
        sched.footprint.touch(q)
        if type(q).__module__ != "queue":
            sched.footprint.add((ALL, "all", W))  # what a subclass does in _put and _get is not looked at
        elif isinstance(q, queue.PriorityQueue) and not all(map(plainly_compared, q.queue)):
            sched.footprint.add((ALL, "all", W))  # comparing what it holds runs code
        return
    ends = sched.footprint.ends.get(key)
    if ends is None:  # items from before the run count as put at its beginning
        ends = sched.footprint.ends[key] = {"put": kept, "get": 0}
    ends[end] = turn = ends[end] + 1
    waits = WAIT if sure else R
    sched.footprint.touch(q, end)
    sched.footprint.touch(q, turn, W if end == "put" else waits)
    limit = getattr(q, "maxsize", 0)
    if limit > 0:
        sched.footprint.touch(
            q, ("room", turn if end == "get" else turn - limit), W if end == "get" else waits
        )


def size(q: Queue, me: Actor) -> int:
    me.quiet += 1  # a subclass's _qsize is part of this step
    try:
        return int(q._qsize())
    finally:
        me.quiet -= 1


def kept_out(q: Queue, me: Actor, word: str, item: object = None) -> bool:
    """Wait until nobody holds the queue's own mutex; False if nobody did.

    Each operation takes it, in one piece, so here nothing has to. But the program may take it itself, to look
    at ``q.queue`` for instance, and then keeps every operation out.
    """
    lock = vars(q).get("mutex")
    if not isinstance(lock, LabLock):
        return False
    held = not lock.free()
    while not lock.free():
        lock.failed(me.sched)
        me.sched.point(me, q, word, lock.free)
    footprint = me.sched.footprint
    footprint.touch(lock, mode=R)
    footprint.touch(lock, "free", WAIT)
    return held


def notify(q: Queue, me: Actor, name: str, everybody: bool = False) -> None:
    """Wake who waits at the queue's own condition of that name; the queue's own methods wait without it."""
    condition = vars(q).get(name)
    waiters: deque[Any] = (
        vars(condition)["_waiters"] if isinstance(condition, threading.Condition) else deque()
    )
    for waiter in [*waiters] if everybody else [*waiters][:1]:
        waiters.remove(waiter)
        waiter.release()
        me.sched.footprint.touch(condition)
        me.sched.footprint.touch(waiter, "told")


def closed(q: Queue) -> bool:
    return bool(getattr(q, "is_shutdown", False))


@replaces(queue.Queue, "put")
def put(self: Queue, item: object, block: bool = True, timeout: float | None = None) -> None:
    me = controlled.get(get_ident())
    if me is None:
        REAL[queue.Queue, "put"](self, item, block, timeout)
        return
    sched = me.sched

    def ready() -> bool:
        return not 0 < self.maxsize <= size(self, me) or closed(self)

    if self.maxsize > 0 and block:
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        late = sched.point(me, self, "put", ready, timeout)
        while kept_out(self, me, "put", item):
            if late or ready():
                late = not ready()
                break
            late = sched.point(me, self, "put", ready, timeout)
    else:
        sched.point(me, self, "put")
        kept_out(self, me, "put", item)
        late = not ready()
    if closed(self):
        sched.footprint.touch(self, "size", R)
        raise ShutDown
    if late:
        sched.footprint.touch(self, "size", R)
        raise Full
    touched(sched, self, "put", size(self, me), block and timeout is None)
    me.quiet += 1
    try:
        self._put(item)
    finally:
        me.quiet -= 1
    self.unfinished_tasks += 1
    sched.last_effect = sched.step
    notify(self, me, "not_empty")
    footprint = sched.footprint
    if footprint.observing:
        footprint.touch(self, "tasks", COUNT)
        footprint.touch(self, "more tasks", COUNT)


@replaces(queue.Queue, "get")
def get(self: Queue, block: bool = True, timeout: float | None = None) -> Any:
    me = controlled.get(get_ident())
    if me is None:
        return REAL[queue.Queue, "get"](self, block, timeout)
    sched = me.sched

    def ready() -> bool:
        return size(self, me) > 0 or closed(self)

    if block:
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        late = sched.point(me, self, "get", ready, timeout)
        while kept_out(self, me, "get"):
            if late or ready():
                late = not ready()
                break
            late = sched.point(me, self, "get", ready, timeout)
    else:
        sched.point(me, self, "get")
        kept_out(self, me, "get")
        late = size(self, me) <= 0
    if late or size(self, me) <= 0:
        sched.footprint.touch(self, "size", R)
        raise ShutDown if closed(self) else Empty
    touched(sched, self, "get", size(self, me), block and timeout is None)
    sched.last_effect = sched.step
    me.quiet += 1
    try:
        item = self._get()
    finally:
        me.quiet -= 1
    notify(self, me, "not_full")
    return item


def look(self: Queue, me: Actor, word: str) -> int:
    """Reading the size is a step too; what it says may be old at once."""
    me.sched.point(me, self, word)
    kept_out(self, me, word)
    me.sched.footprint.touch(self, "size", R)
    return size(self, me)


@replaces(queue.Queue, "qsize")
def qsize(self: Queue) -> int:
    me = controlled.get(get_ident())
    return int(REAL[queue.Queue, "qsize"](self)) if me is None else look(self, me, "qsize")


@replaces(queue.Queue, "empty")
def empty(self: Queue) -> bool:
    me = controlled.get(get_ident())
    return bool(REAL[queue.Queue, "empty"](self)) if me is None else not look(self, me, "empty?")


@replaces(queue.Queue, "full")
def full(self: Queue) -> bool:
    me = controlled.get(get_ident())
    if me is None:
        return bool(REAL[queue.Queue, "full"](self))
    return 0 < self.maxsize <= look(self, me, "full?")


def took(me: Actor, q: Queue) -> bool:
    """Has this thread taken an item for which it has not said ``task_done`` yet? Then that cannot fail."""
    footprint = me.sched.footprint
    taker = (footprint.number(q), me.index)
    left = footprint.taken.get(taker, 0)
    footprint.taken[taker] = max(0, left - 1)
    return left > 0


@replaces(queue.Queue, "task_done")
def task_done(self: Queue) -> None:
    me = controlled.get(get_ident())
    if me is None:
        REAL[queue.Queue, "task_done"](self)
        return
    me.sched.point(me, self, "task_done")
    kept_out(self, me, "task_done")
    me.sched.footprint.touch(self, "tasks", COUNT if took(me, self) else W)
    if self.unfinished_tasks <= 0:
        raise ValueError("task_done() called too many times")
    self.unfinished_tasks -= 1
    me.sched.last_effect = me.sched.step
    if not self.unfinished_tasks:
        notify(self, me, "all_tasks_done", everybody=True)


@replaces(queue.Queue, "join")
def join(self: Queue) -> None:
    me = controlled.get(get_ident())
    if me is None:
        REAL[queue.Queue, "join"](self)
        return
    me.sched.point(me, self, "join", lambda: self.unfinished_tasks <= 0)
    while kept_out(self, me, "join") and self.unfinished_tasks > 0:
        me.sched.point(me, self, "join", lambda: self.unfinished_tasks <= 0)
    me.sched.footprint.touch(self, "tasks", WAIT)
    me.sched.footprint.touch(self, "more tasks", R)


def shutdown(self: Queue, immediate: bool = False) -> None:
    me = controlled.get(get_ident())
    if me is None:
        REAL[queue.Queue, "shutdown"](self, immediate)
        return
    me.sched.point(me, self, "shutdown")
    kept_out(self, me, "shutdown")
    me.sched.footprint.touch(self, "size", W)
    me.sched.footprint.touch(self, "tasks", W)
    vars(self)["is_shutdown"] = True  # an attribute from Python 3.13 on
    if immediate:
        while size(self, me):
            self._get()
            self.unfinished_tasks = max(0, self.unfinished_tasks - 1)
        notify(self, me, "all_tasks_done", everybody=True)
    for name in ("not_empty", "not_full"):
        notify(self, me, name, everybody=True)


if hasattr(queue.Queue, "shutdown"):
    replaces(queue.Queue, "shutdown")(shutdown)


class LabSimpleQueue:
    """Stands in for ``queue.SimpleQueue``: unbounded, first in, first out."""

    def __init__(self, items: Iterable[Any] = ()) -> None:
        self.items: deque[Any] = deque(items)

    def put(self, item: object, block: bool = True, timeout: float | None = None) -> None:
        me = controlled.get(get_ident())
        if me is not None and me.sched.ending is None:
            sched = me.sched
            sched.point(me, self, "put")
            touched(sched, self, "put", len(self.items), True)
            sched.last_effect = sched.step
        self.items.append(item)

    put_nowait = put

    def ready(self) -> bool:
        return bool(self.items)

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        me = controlled.get(get_ident())
        if me is None:
            if self.items:
                return self.items.popleft()
            raise Empty
        sched = me.sched
        if not block:
            sched.point(me, self, "get")
        elif timeout is None:
            sched.point(me, self, "get", self.ready)
        else:
            if timeout < 0:
                raise ValueError("'timeout' must be a non-negative number")
            if sched.point(me, self, "get", self.ready, timeout):
                sched.footprint.touch(self, "size", R)
                raise Empty
        if not self.items:
            sched.footprint.touch(self, "size", R)
            raise Empty
        touched(sched, self, "get", len(self.items), block and timeout is None)
        sched.last_effect = sched.step
        return self.items.popleft()

    def get_nowait(self) -> Any:
        return self.get(False)

    def qsize(self) -> int:
        me = controlled.get(get_ident())
        if me is not None:
            me.sched.point(me, self, "qsize")
            me.sched.footprint.touch(self, "size", R)
        return len(self.items)

    def empty(self) -> bool:
        return not self.qsize()


LabSimpleQueue.__name__ = LabSimpleQueue.__qualname__ = "SimpleQueue"

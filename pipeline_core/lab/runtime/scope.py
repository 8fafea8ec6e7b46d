"""What the program can reach from before the run: taken over, reset, given back.

Inside:  the program's own module and what it watches; locks and queues of earlier cells.
Outside: objects made within the run need nothing of this.

A lock made by C cannot be told who asks, and a thread that waits for one is parked in C: the scheduler would
believe it to be running, and nothing could end it. So the locks that the program's code can reach through the
names it mentions (globals and closures; lists, dicts and instances walked) are replaced by stand-ins for the
duration of the call, in each place that holds them, and put back after it. All places of one lock get the
same stand-in, which is locked if the lock was. A lock in a place that the walk does not see stays real.

Python-level objects (queues, events, semaphores) stay, and get their contents back before every run, so that
each schedule starts from the same state.
"""

from __future__ import annotations

import _thread
import functools
import logging
import queue
import sys
import threading
import types
from collections import deque
from collections.abc import Callable
from typing import Any

from pipeline_core.lab.code.callables import codes_of, foreign, functions_of
from pipeline_core.lab.primitives.locks import LabLock, LabRLock
from pipeline_core.lab.primitives.queues import LabSimpleQueue

LOCK = type(_thread.allocate_lock())
RLOCK = type(threading.RLock())
WALK_LIMIT = 20_000  # objects looked at before the walk gives up
_ATOMS = (int, float, complex, str, bytes, bool, type(None), types.ModuleType, type)


def mentions_local(function: types.FunctionType) -> bool:
    """Whether it, or a function of its module that it names, may make a ``threading.local``."""
    todo = [function]
    seen = set()
    while todo:
        function = todo.pop()
        if function in seen:
            continue
        seen.add(function)
        names = {name for code in codes_of(function.__code__) for name in code.co_names}
        if "local" in names:
            return True
        named = [function.__globals__.get(name) for name in names]
        todo += [found for found in named if isinstance(found, types.FunctionType)]
    return False


class Scope:
    """The program's surroundings for one call."""

    def __init__(self, program: Callable[[], Any], watch: tuple[Any, ...] = ()) -> None:
        self.functions = functions_of(program)
        self.watch = watch
        self.namespaces: list[dict[str, Any]] = []
        self.swaps: list[tuple[Callable[[Any], None], Any, Any]] = []
        self.resets: list[Callable[[], None]] = []
        self.has_local = any(map(mentions_local, self.functions))
        self.seen: dict[int, Any] = {}  # what the walk has looked at, by its id
        self.spaces: dict[int, tuple[object, object]] = {}  # each namespace by its id, and whose it is
        self.stands: dict[int, Any] = {}  # the stand-in of each object made in C, by the id of that
        for function in self.functions:
            if function.__globals__ not in self.namespaces:
                self.namespaces.append(function.__globals__)

    def enter(self) -> None:
        """Walk what the program can reach, and swap what C made."""
        todo: list[Any] = list(self.functions) + [
            w for w in self.watch if not isinstance(w, types.ModuleType)
        ]
        while todo and len(self.seen) < WALK_LIMIT:
            obj = todo.pop()
            if id(obj) in self.seen or (isinstance(obj, _ATOMS) and not isinstance(obj, type)):
                continue
            self.seen[id(obj)] = obj
            todo.extend(self.look(obj))
        for space in self.namespaces:
            module = sys.modules.get(str(space.get("__name__")))
            if module is not None:
                self.spaces[id(space)] = space, module
        for put, _, stand in self.swaps:
            put(stand)

    def leave(self) -> None:
        for put, real, _ in reversed(self.swaps):
            put(real)
        self.swaps.clear()
        self.seen.clear()
        self.spaces.clear()
        self.stands.clear()

    def reset(self) -> None:
        """Before every run: what was there from the beginning is as it was at the beginning."""
        for back in self.resets:
            back()

    def look(self, obj: object) -> list[Any]:
        """Note what is special about ``obj`` and return where to look next."""
        if isinstance(obj, types.FunctionType):
            return self.look_function(obj)
        if isinstance(obj, types.MethodType):
            return [obj.__func__, obj.__self__]
        if isinstance(obj, dict):
            return [self.child(obj.__setitem__, k, v) for k, v in list(obj.items())]
        if isinstance(obj, list):
            return [self.child(obj.__setitem__, i, v) for i, v in enumerate(obj)]
        if isinstance(obj, (tuple, set, frozenset, deque)):
            return list(obj)
        if isinstance(obj, threading.local):
            self.has_local = True
            return []
        if isinstance(obj, type):
            if foreign(obj.__module__):
                return []
            return [self.child(functools.partial(setattr, obj), k, v) for k, v in list(vars(obj).items())]
        return self.look_instance(obj)

    def look_function(self, function: types.FunctionType) -> list[Any]:
        if foreign(function.__globals__.get("__name__", "")):
            return []
        found = [*self.look_defaults(function), function.__kwdefaults__]
        names = {n for code in codes_of(function.__code__) for n in code.co_names}
        space = function.__globals__
        for name in names & space.keys():
            found.append(self.child(space.__setitem__, name, space[name]))
        for cell in function.__closure__ or ():
            try:
                value = cell.cell_contents
            except ValueError:
                continue
            found.append(self.child(functools.partial(_set_cell, cell), None, value))
        return found

    def look_defaults(self, function: types.FunctionType) -> list[Any]:
        """``def add(self, items, lock=Lock())``: a tuple cannot be changed, so the whole of it is swapped."""
        real = function.__defaults__ or ()
        stands = [self.stand_in(value) for value in real]
        if any(stand is not None for stand in stands):
            twin = tuple(v if stand is None else stand for v, stand in zip(real, stands, strict=True))
            self.swaps.append((functools.partial(setattr, function, "__defaults__"), real, twin))
        return [value for value, stand in zip(real, stands, strict=True) if stand is None]

    def look_instance(self, obj: object) -> list[Any]:
        snapshot = _SNAPSHOTS.get(type(obj)) or next(
            (s for kind, s in _SNAPSHOTS.items() if isinstance(obj, kind)), None
        )
        if snapshot is not None:
            self.resets.append(snapshot(obj))
        space = getattr(obj, "__dict__", None)
        if not isinstance(space, dict):
            return []
        self.spaces[id(space)] = space, obj
        if isinstance(obj, threading.Condition):
            return self.take_condition(obj)
        if isinstance(obj, (queue.Queue, threading.Event, threading.Semaphore)):
            return list(getattr(obj, "queue", ()))
        if isinstance(obj, logging.Logger):
            return [*obj.handlers, obj.parent]  # a handler of the program's own runs its lines under its lock
        if foreign(type(obj).__module__) and not isinstance(obj, (threading.Barrier, logging.Handler)):
            return []
        return [self.child(space.__setitem__, k, v) for k, v in list(space.items())]

    def child(self, put: Callable[..., None], key: object, value: object) -> object:
        """One place that holds ``value``: a C object in it is swapped for a stand-in."""
        stand = self.stand_in(value)
        if stand is not None:
            self.swaps.append((functools.partial(put, key), value, stand))
            return None
        return value

    def stand_in(self, value: Any) -> Any:
        kind = type(value)
        if kind not in (LOCK, RLOCK, queue.SimpleQueue):
            return None
        if id(value) in self.stands:
            return self.stands[id(value)]
        stand: Any
        if kind is queue.SimpleQueue:
            stand = LabSimpleQueue(drained(value))
            first = list(stand.items)
            self.resets.append(lambda: (stand.items.clear(), stand.items.extend(first))[0])
        else:
            held = value.locked() if kind is LOCK else False
            stand = LabLock(held) if kind is LOCK else LabRLock()
            self.resets.append(lambda: stand.__init__(held) if kind is LOCK else stand._at_fork_reinit())
        self.stands[id(value)] = stand
        return stand

    def take_condition(self, obj: Any) -> list[Any]:
        """A Condition has bound its lock's methods: swap its whole inside."""
        stand = self.stand_in(obj._lock)
        if stand is not None:
            real = dict(obj.__dict__)
            twin = dict(threading.Condition(stand).__dict__)
            self.swaps.append((functools.partial(_set_inside, obj), real, twin))
        return []


def _set_cell(cell: types.CellType, _key: None, value: object) -> None:
    cell.cell_contents = value


def _set_inside(obj: object, inside: dict[str, Any]) -> None:
    vars(obj).clear()
    vars(obj).update(inside)


def drained(real: queue.SimpleQueue[Any]) -> list[Any]:
    """The items of a C SimpleQueue, which stay in it."""
    items = [real.get_nowait() for _ in range(real.qsize())]
    for item in items:
        real.put(item)
    return items


def _queue_state(q: Any) -> Callable[[], None]:
    inside = q.queue.copy() if hasattr(q, "queue") else None
    unfinished = q.unfinished_tasks
    down = getattr(q, "is_shutdown", None)

    def back() -> None:
        if inside is not None:
            q.queue = inside.copy()
        q.unfinished_tasks = unfinished
        if down is not None:
            q.is_shutdown = down

    return back


def _attribute(name: str) -> Callable[[Any], Callable[[], None]]:
    def take(obj: object) -> Callable[[], None]:
        value = getattr(obj, name)
        return lambda: setattr(obj, name, value)

    return take


_SNAPSHOTS: dict[type, Callable[[Any], Callable[[], None]]] = {
    queue.Queue: _queue_state,
    threading.Event: _attribute("_flag"),
    threading.Semaphore: _attribute("_value"),
}


def forget_exit_hooks() -> None:
    """Leave none of our threads to those who wait at exit: ``concurrent.futures.thread``, and the core.

    Threads that were ended half-way never said so, and would be waited for until the end of time.
    """
    import concurrent.futures.thread as module

    from pipeline_core import crew

    queues: Any = module._threads_queues
    for thread in list(queues):
        if has_ended(thread):
            queues.pop(thread, None)
    crew.forget_dead()


def has_ended(thread: threading.Thread) -> bool:
    """Whether a thread that was started is over.

    Until Python 3.12 a Ctrl-C inside ``Thread._stop`` leaves a thread without its lock that is not called
    stopped, and ``is_alive`` fails an assertion from then on. Without that lock its C code is done.
    """
    return getattr(thread, "_tstate_lock", thread) is None or not thread.is_alive()

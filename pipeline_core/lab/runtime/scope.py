"""What the program can reach from before the run: taken over, reset, given back.

Inside:  the program's own module and what it watches; locks and queues of earlier cells.
Outside: what holds what (holders); objects made within the run need nothing of this.

A lock made by C cannot be told who asks, and a thread that waits for one is parked in C: the scheduler would
believe it to be running, and nothing could end it. So the locks that the program's code can reach through the
names it mentions (globals, closures, defaults; containers, classes and instances walked) are replaced by
stand-ins for the duration of the call, in each place that holds them, and put back after it. All places of
one lock get the same stand-in, which is locked if the lock was. So is what makes locks: ``threading.Lock``
in a default, a ``default_factory`` or a class would go on making real ones. A lock in a place that the walk
does not see stays real; who has to wait for it is given up (given_up).

Python-level objects (queues, events, semaphores) stay, and get their contents back before every run, so that
each schedule starts from the same state.
"""

from __future__ import annotations

import _thread
import functools
import queue
import sys
import threading
import types
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from pipeline_core.lab.access.touches import members_of
from pipeline_core.lab.code.callables import functions_of
from pipeline_core.lab.primitives.futures import Idle, Section
from pipeline_core.lab.primitives.locks import LabLock, LabRLock
from pipeline_core.lab.primitives.queues import LabSimpleQueue
from pipeline_core.lab.primitives.replacing import SWAPS
from pipeline_core.lab.runtime.holders import (
    Put,
    in_dict,
    modules_of,
    names_in,
    namespace_of,
    of_program,
    places,
)
from pipeline_core.lab.runtime.threads import OrderedSet

LOCK = type(_thread.allocate_lock())
RLOCK = type(threading.RLock())
WALK_LIMIT = 20_000  # objects looked at before the walk gives up
MOST_NESTED = 5  # tuples in tuples that are looked into for a lock
IDENTS = frozenset({"get_ident", "ident", "get_native_id", "native_id"})
_PRIMITIVES = (LOCK, RLOCK, queue.SimpleQueue)
_PLAIN = frozenset({types.FunctionType, dict, list, tuple, set, frozenset})  # no attributes, nothing to keep
_ATOMS = frozenset({int, float, complex, str, bytes, bool, type(None), types.CodeType})


class Scope:
    """The program's surroundings for one call."""

    def __init__(self, program: Callable[[], Any], watch: tuple[Any, ...] = ()) -> None:
        self.program = program
        self.functions = functions_of(program)
        self.watch = watch
        self.namespaces: list[dict[str, Any]] = []
        self.swaps: list[tuple[Put, Any, Any]] = []
        self.resets: list[Callable[[], None]] = []
        self.has_local = False  # a ``threading.local`` from before the run, or one may be made in it
        self.lasting: set[int] = set()  # queues of pools: whoever waits at one for work is no leak of a run
        self.asks_idents = False  # which thread has which ident may matter to the program
        self.seen: dict[int, Any] = {}  # what the walk has looked at, by its id
        self.spaces: dict[int, tuple[object, object]] = {}  # each namespace by its id, and whose it is
        self.stands: dict[int, Any] = {}  # the stand-in of each object made in C, by the id of that
        for function in self.functions:
            if function.__globals__ not in self.namespaces:
                self.namespaces.append(function.__globals__)

    def enter(self) -> None:
        """Walk what the program can reach, and swap what C made."""
        todo: list[Any] = [self.program, *self.functions, *self.watch]
        while todo and len(self.seen) < WALK_LIMIT:
            obj = todo.pop()
            if id(obj) in self.seen or type(obj) in _ATOMS:
                continue
            self.seen[id(obj)] = obj
            todo.extend(self.look(obj))
        for space in self.namespaces:
            module = sys.modules.get(str(space.get("__name__")))
            if module is not None:
                self.spaces[id(space)] = space, module
        for put, real, stand in self.swaps:
            put(real, stand)

    def leave(self) -> None:
        for put, real, stand in reversed(self.swaps):
            put(stand, real)
        self.swaps.clear()
        self.seen.clear()
        self.spaces.clear()
        self.stands.clear()

    def reset(self) -> None:
        """Before every run: what was there from the beginning is as it was at the beginning."""
        for back in self.resets:
            back()

    def look(self, obj: Any) -> list[Any]:
        """Note what is special about ``obj`` and return where to look next."""
        if isinstance(obj, threading.local):
            self.has_local = True
            return []
        if isinstance(obj, types.FunctionType):
            self.read_names(obj)
        if type(obj) not in _PLAIN and not isinstance(obj, type):
            self.keep(obj)
        if isinstance(obj, threading.Condition):
            return self.take_condition(obj)
        found = [self.child(value, put) for value, put in places(obj)]
        if isinstance(obj, ThreadPoolExecutor):
            self.take_pool(obj)
        return found

    def read_names(self, function: types.FunctionType) -> None:
        """Whether the program's own code asks for idents, or may make a ``threading.local``."""
        if of_program(function.__globals__):  # the core compares idents of threads that live
            names = names_in(function.__code__)
            self.asks_idents = self.asks_idents or not names.isdisjoint(IDENTS)
            self.has_local = self.has_local or "local" in names
            self.note_space(function.__globals__)
            for module in modules_of(names, function):
                self.note_space(vars(module))

    def note_space(self, space: dict[str, Any]) -> None:
        """Who holds it as a dict, from before the threads begin say, reaches the variables by their names."""
        if id(space) not in self.spaces:
            name = str(space.get("__name__", ""))
            module = sys.modules.get(name)
            if module is None or vars(module) is not space:  # what ``exec`` was given
                module = types.ModuleType(name)
            self.spaces[id(space)] = space, module

    def keep(self, obj: object) -> None:
        """What it is like now it is to be before each run; and its ``__dict__`` is known to be its."""
        for kind, snapshot in _SNAPSHOTS.items():
            if isinstance(obj, kind):
                self.resets.append(snapshot(obj))
        space = namespace_of(obj)
        self.spaces[id(space)] = space, obj

    def child(self, value: Any, put: Put | None) -> object:
        """One place that holds ``value``: what C made is swapped for a stand-in there."""
        if type(value) in _ATOMS or put is None or (id(value) in SWAPS and is_patched(put)):
            return value
        stand = self.stand_in(value)
        if stand is not None:
            self.swaps.append((put, value, stand))
        return value

    def stand_in(self, value: Any, depth: int = 0) -> Any:
        """What takes the place of a lock, of what makes locks, or of a tuple that holds one; or None."""
        if id(value) in SWAPS:
            return SWAPS[id(value)][1]
        if id(value) in self.stands:
            return self.stands[id(value)]
        kind = type(value)
        stand: Any = None
        if kind in _PRIMITIVES:
            stand = self.controlled(value)
        elif kind in (types.BuiltinMethodType, types.MethodWrapperType):  # ``take = LOCK.acquire``
            if type(value.__self__) in _PRIMITIVES:
                stand = getattr(self.stand_in(value.__self__), value.__name__, None)
        elif kind is staticmethod:
            inner = self.stand_in(value.__func__)
            stand = None if inner is None else staticmethod(inner)
        elif issubclass(kind, (tuple, frozenset)) and depth < MOST_NESTED:
            stand = self.twin(value, depth)
        if stand is not None:
            self.stands[id(value)] = stand
        return stand

    def twin(self, value: Any, depth: int) -> Any:
        """A tuple cannot be changed: the whole of it is swapped if a part of it has to be."""
        parts = members_of(value)
        stands = [self.stand_in(part, depth + 1) for part in parts]
        if all(stand is None for stand in stands):
            return None
        base: Any = tuple if isinstance(value, tuple) else frozenset
        twin = base.__new__(type(value), [p if s is None else s for p, s in zip(parts, stands, strict=True)])
        namespace_of(twin).update(namespace_of(value))
        return twin

    def controlled(self, value: Any) -> Any:
        """The stand-in of one lock or C queue, which is before each run as that is now."""
        kind = type(value)
        stand: Any
        if kind is queue.SimpleQueue:
            stand = LabSimpleQueue(drained(value))
            first = list(stand.items)
            self.resets.append(lambda: (stand.items.clear(), stand.items.extend(first))[0])
        else:
            held = value.locked() if kind is LOCK else False
            stand = LabLock(held) if kind is LOCK else LabRLock()
            self.resets.append(lambda: stand.__init__(held) if kind is LOCK else stand._at_fork_reinit())
        return stand

    def take_condition(self, obj: Any) -> list[Any]:
        """A Condition has bound its lock's methods: swap its whole inside."""
        stand = self.stand_in(obj._lock)
        if stand is not None:
            real = dict(obj.__dict__)
            twin = {**real, **vars(threading.Condition(stand))}
            self.swaps.append((functools.partial(_put_inside, obj), real, twin))
        return []

    def take_pool(self, pool: Any) -> None:
        """As one made in a run; its threads wait at its real queue: a run begins without any."""
        threads = OrderedSet()
        idle = Idle()
        down = pool._shutdown
        stands = {"_threads": threads, "_idle_semaphore": idle, "_shutdown": down}
        stands["_shutdown_lock"] = Section(pool, "pool")
        for name, stand in stands.items():
            self.swaps.append((functools.partial(in_dict, vars(pool), name), vars(pool)[name], stand))
        self.lasting.add(id(self.stand_in(pool._work_queue)))

        def back() -> None:
            threads.members.clear()
            idle.count = 0
            pool._shutdown = down

        self.resets.append(back)


def _put_inside(obj: object, old: dict[str, Any], new: dict[str, Any]) -> None:
    vars(obj).clear()
    vars(obj).update(new)


def is_patched(put: Put) -> bool:
    """A module's variable: runtime/patching sees to what makes locks there, for calls that overlap, too."""
    space = put.args[0] if isinstance(put, functools.partial) and put.func is in_dict else {}
    module = sys.modules.get(str(space.get("__name__")))
    return module is not None and vars(module) is space


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

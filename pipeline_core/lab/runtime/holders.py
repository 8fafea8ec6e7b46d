"""What an object holds that the program may reach through it, and how each such place is written.

Inside:  the places in functions, classes, instances and containers: a value, and what puts another one there.
Outside: what is looked for in them, and what takes its place (scope).

Nothing is used for looking or writing that runs code of the program: a class's own ``__setattr__`` or
``__setitem__`` does not hear of it.
"""

from __future__ import annotations

import functools
import gc
import logging
import queue
import sys
import threading
import types
import weakref
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from pipeline_core.lab.access.touches import instance_dict, members_of, parts_of_partial
from pipeline_core.lab.code.callables import LAB_PACKAGE, codes_of, foreign

Put = Callable[[Any, Any], None]  # puts the second in the place of the first; later the first in the second's
Place = tuple[Any, Put | None]  # a value; None where it cannot be changed

# Modules of the standard library whose objects do no more than hold what they are given.
_HOLDERS = {"argparse", "collections", "contextlib", "dataclasses", "functools", "types", "weakref"}
_SYNC = (queue.Queue, threading.Event, threading.Semaphore, threading.Thread)
_MEMBERS: tuple[Any, ...] = (list, deque, set, tuple, frozenset)
_FACTORY = vars(defaultdict)["default_factory"]
# What the program may use of these by itself; the rest of them is theirs.
_OPEN = {"mutex", "not_empty", "not_full", "all_tasks_done", "_target", "_args", "_kwargs"}
_CLOSED = {key for made in (queue.Queue, *_SYNC[1:]) for key in vars(made())} - _OPEN
_CACHE = type(functools.lru_cache(abs))  # its results, a pool say, are known to the garbage collector alone
_beside = [LAB_PACKAGE]
_whole = {LAB_PACKAGE.partition(".")[0]}


def look_past(package: str) -> None:
    """What modules of this package define is none of a program's from now on: it tries programs, and notes.

    A bench is reached from each program that it runs; walking it took most of a short run's time.
    """
    _beside.append(package)
    _known_as_strange.cache_clear()


def strange(module: object) -> bool:
    """Is code of this module none of the program's: a library's, the lab's own, a bench's?"""
    return not isinstance(module, str) or _known_as_strange(module)


@functools.cache
def _known_as_strange(module: str) -> bool:
    return foreign(module) or module.startswith(tuple(_beside))


def run_whole(package: str) -> None:
    """Code of this package is a part of the line that calls it, unless it is watched: as the core's is."""
    _whole.add(package)


def of_program(space: dict[str, Any]) -> bool:
    """Is code with these globals the program's own, in whichever module?"""
    return is_own(str(space.get("__name__", "")))


def is_own(module: str) -> bool:
    return not strange(module) and module.partition(".")[0] not in _whole


def places(obj: Any) -> Iterator[Place]:
    """What ``obj`` holds, each with what changes it there."""
    kind = type(obj)
    if kind is types.FunctionType:
        yield from of_function(obj)
    elif kind is types.MethodType:
        yield from fixed(obj.__func__, obj.__self__)
    elif kind in (types.BuiltinMethodType, types.MethodWrapperType):
        yield from fixed(obj.__self__)
    elif issubclass(kind, (staticmethod, classmethod)):
        yield from fixed(obj.__func__)
    elif issubclass(kind, property):
        yield from fixed(obj.fget, obj.fset, obj.fdel)
    elif issubclass(kind, type):
        yield from of_class(obj)
    elif issubclass(kind, types.ModuleType):  # in a container or an object: a plugin, say
        if of_program(vars(obj)):
            for name, value in list(vars(obj).items()):
                yield value, functools.partial(in_dict, vars(obj), name)
    else:
        yield kind, None
        if kind is _CACHE:
            yield from fixed(*gc.get_referents(obj))
        yield from of_container(obj)
        yield from of_attributes(obj)


def fixed(*values: object) -> Iterator[Place]:
    return ((value, None) for value in values)


# -- functions and classes ---------------------------------------------------------------------


def of_function(function: types.FunctionType) -> Iterator[Place]:
    """Its variables, its defaults; of a wrapper in the library, what it wraps."""
    space = function.__globals__
    module = str(space.get("__name__", ""))
    if module.startswith(tuple(_beside)):
        return
    if not foreign(module):
        names = words_in(function.__code__)
        for name in names & space.keys():
            if not isinstance(space[name], types.ModuleType):
                yield space[name], functools.partial(in_dict, space, name)
        yield from of_modules(names, function)
    for cell in function.__closure__ or ():
        value = in_it(cell)
        if not isinstance(value, types.ModuleType):
            yield value, functools.partial(in_cell, cell)
    if function.__defaults__:
        yield function.__defaults__, functools.partial(in_attribute, function, "__defaults__")
    for more in (function.__kwdefaults__, function.__dict__):
        if more:  # most have none
            yield more, None


@functools.lru_cache(maxsize=512)
def names_in(code: types.CodeType) -> frozenset[str]:
    """Globals and attributes that a function names, those inside it too."""
    return frozenset(name for each in codes_of(code) for name in each.co_names)


@functools.lru_cache(maxsize=512)
def words_in(code: types.CodeType) -> frozenset[str]:
    """The same, and texts that may be names: ``import_module("helper")``, ``getattr(helper, "lock")``."""
    texts = (text for each in codes_of(code) for text in each.co_consts if isinstance(text, str))
    return names_in(code).union(text for text in texts if text.replace(".", "_").isidentifier())


def in_it(cell: types.CellType) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # not assigned yet
        return None


def of_modules(names: frozenset[str], function: types.FunctionType) -> Iterator[Place]:
    """``helper.LOCK``: the named variables of these modules, and what makes up those that one has not."""
    for module in modules_of(names, function):
        inside = vars(module)
        for key in (names | {"__getattr__"}) & inside.keys():
            yield inside[key], functools.partial(in_dict, inside, key)


def modules_of(names: frozenset[str], function: types.FunctionType) -> list[types.ModuleType]:
    """One's own modules that a function names or imports, relatively too, and those in them that it names."""
    space = function.__globals__
    paths = paths_of(names, str(space.get("__package__") or ""))
    todo = [space[name] for name in names & space.keys()]
    todo += [in_it(cell) for cell in function.__closure__ or ()]
    todo += [sys.modules.get(path) for path in paths & sys.modules.keys()]
    found: dict[int, types.ModuleType] = {}
    for module in todo:  # grows on the way
        if isinstance(module, types.ModuleType) and id(module) not in found and not strange(module.__name__):
            found[id(module)] = module
            todo += [vars(module)[name] for name in names & vars(module).keys()]
    return list(found.values())


@functools.lru_cache(maxsize=512)
def paths_of(names: frozenset[str], package: str) -> frozenset[str]:
    """What modules with these names would be called, in the package and those around it too."""
    around = [package.rsplit(".", up)[0] + "." for up in range(package.count(".") + 1)] if package else []
    return frozenset(parent + name for name in names for parent in ("", *around))


def of_class(kind: type) -> Iterator[Place]:
    if not strange(kind.__module__):
        yield from fixed(type(kind), *kind.__bases__)
        for name, value in list(vars(kind).items()):
            yield value, functools.partial(in_class, kind, name)


# -- containers and instances ------------------------------------------------------------------


def of_container(obj: Any) -> Iterator[Place]:
    kind = type(obj)
    if issubclass(kind, dict):
        for key, value in list(dict.items(obj)):
            yield key, None
            yield value, functools.partial(in_dict, obj, key)
        if issubclass(kind, defaultdict):
            yield _FACTORY.__get__(obj), functools.partial(in_slot, _FACTORY, obj)
    elif issubclass(kind, _MEMBERS):
        put = in_set if issubclass(kind, set) else in_sequence if issubclass(kind, (list, deque)) else None
        for value in members_of(obj):
            yield value, functools.partial(put, obj) if put is not None else None
    elif issubclass(kind, functools.partial):
        yield obj.func, functools.partial(in_partial, obj, 0)
        yield obj.args, functools.partial(in_partial, obj, 1)
        yield obj.keywords, None
    elif issubclass(kind, weakref.ref):  # in a weak dictionary or set
        yield from fixed(weakref.ref.__call__(obj))
    elif kind is types.MappingProxyType:
        yield from fixed(*gc.get_referents(obj))
    elif issubclass(kind, queue.Queue):
        kept = namespace_of(obj).get("queue")  # its contents are put back before each run: they stay
        yield from fixed(*(members_of(kept) if isinstance(kept, _MEMBERS) else [kept]))
    elif issubclass(kind, logging.Logger):  # a handler of the program's own runs its lines under its lock
        yield from fixed(*obj.handlers, obj.parent)


def of_attributes(obj: Any) -> Iterator[Place]:
    kind = type(obj)
    kept = issubclass(kind, (*_SYNC, threading.Barrier, ThreadPoolExecutor, logging.Handler))
    if strange(kind.__module__) and kind.__module__ not in _HOLDERS and not kept:
        return
    space = namespace_of(obj)
    for name, value in list(space.items()):
        if name not in _CLOSED or not issubclass(kind, _SYNC):
            yield value, functools.partial(in_dict, space, name)
    for owner in kind.__mro__:
        if "__slots__" in vars(owner):
            for slot in vars(owner).values():
                if isinstance(slot, types.MemberDescriptorType):
                    try:
                        yield slot.__get__(obj), functools.partial(in_slot, slot, obj)
                    except AttributeError:  # not assigned yet
                        continue


def namespace_of(obj: Any) -> dict[str, Any]:
    """Its ``__dict__``, unless a class of its own makes something else of that; or an empty one."""
    space = instance_dict(obj)
    return space if type(space) is dict else {}


# -- putting another object into a place ---------------------------------------------------------


def in_dict(space: dict[Any, Any], key: Any, old: Any, new: Any) -> None:
    dict.__setitem__(space, key, new)


def in_sequence(space: list[Any] | deque[Any], old: Any, new: Any) -> None:
    """Wherever it is by now: a run may have moved it."""
    kind: Any = list if isinstance(space, list) else deque
    for index, value in enumerate(members_of(space)):
        if value is old:
            kind.__setitem__(space, index, new)


def in_set(space: set[Any], old: Any, new: Any) -> None:
    if set.__contains__(space, old):
        set.discard(space, old)
        set.add(space, new)


def in_cell(cell: types.CellType, old: Any, new: Any) -> None:
    cell.cell_contents = new


def in_attribute(obj: object, name: str, old: Any, new: Any) -> None:
    setattr(obj, name, new)


def in_class(kind: type, name: str, old: Any, new: Any) -> None:
    type.__setattr__(kind, name, new)


def in_slot(slot: types.MemberDescriptorType, obj: object, old: Any, new: Any) -> None:
    slot.__set__(obj, new)


def in_partial(obj: Any, index: int, old: Any, new: Any) -> None:
    state = [*parts_of_partial(obj)]
    state[index] = new
    functools.partial.__setstate__(obj, tuple(state))  # type: ignore[attr-defined]

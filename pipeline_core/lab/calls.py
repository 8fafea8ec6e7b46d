"""What calling something touches.

Inside:  Python functions (observed while they run), classes, built-ins and methods of built-in containers.
Outside: attributes and contents (values), the syntax that leads here (effects).
"""

from __future__ import annotations

import contextvars
import functools
import random
import threading
import types
from collections import deque
from typing import Any

from .contexts import KINDS, call_context, copied
from .takeover import foreign
from .values import (
    ATOMS,
    CONTAINERS,
    DEEP,
    NOTHING,
    PLAIN,
    PURE,
    READERS,
    READING,
    SHALLOW,
    SYNC,
    TRUSTED,
    UNKNOWN,
    WILD,
    Bound,
    R,
    W,
    everything,
    find,
    get_attribute,
    item_of,
    read_contents,
    star,
    touch,
    written_in_python,
)  # fmt: skip

CHANNELS = f"{__package__}.channels"


def call(sched: Any, function: Any, args: list[Any]) -> Any:
    """Calling ``function``: what runs in Python is observed by itself; the rest is noted here."""
    if isinstance(function, functools.partial):
        return call(sched, function.func, [*function.args, *args])
    if isinstance(function, Bound):
        return call_method(sched, function, args)
    kind = type(function)
    if kind is types.FunctionType:
        return call_python(sched, function, args)
    if kind is types.MethodType:
        return call_method(
            sched, Bound(function.__self__, function.__func__.__name__, function.__func__), args
        )
    if kind is types.BuiltinFunctionType or kind is types.BuiltinMethodType:
        if isinstance(function.__self__, types.ModuleType):
            return call_builtin(sched, function, args)
        return call_method(sched, Bound(function.__self__, function.__name__, function), args)
    if isinstance(function, type):
        return call_class(sched, function, args)
    if function is PURE or function is UNKNOWN:
        return star(sched, W)
    inner = find(kind, "__call__")
    return call_python(sched, inner) if isinstance(inner, types.FunctionType) else star(sched, W)


def call_python(sched: Any, function: Any, args: Any = ()) -> Any:
    module = function.__globals__.get("__name__", "")
    if not foreign(module):
        if module == CHANNELS:  # in place of the core's own method, whose lines do not run
            return UNKNOWN if function.__name__ in ("get", "drain") else PURE
        if function.__code__.co_flags & 0x20:
            return PURE  # a new generator; its body is observed when it runs
        return sched.returned(function.__code__)
    if function is threading.current_thread:
        return sched.current.thread
    if module.startswith(TRUSTED):
        return PURE if module == "contextlib" else UNKNOWN
    return reader(sched, args) if module in READERS else star(sched, W)  # not observed while it runs


def reader(sched: Any, args: Any) -> Any:
    for arg in args:
        read_contents(sched, arg, deep=True)
    return PURE


def call_class(sched: Any, kind: type, args: list[Any]) -> Any:
    if kind in NOTHING:
        return PURE
    if kind in SHALLOW or kind in DEEP or kind in CONTAINERS:
        for arg in args:
            read_contents(sched, arg, kind in DEEP)
        return PURE
    if issubclass(kind, BaseException) or issubclass(kind, SYNC) or kind.__module__.startswith(TRUSTED):
        return PURE
    if kind is functools.partial:
        return PURE
    if kind.__module__ == "itertools":
        return reader(sched, args)
    if kind is object or (written_in_python(kind) and kind.__new__ is object.__new__):
        return PURE
    return star(sched, W)


def call_builtin(sched: Any, function: Any, args: list[Any]) -> Any:
    if function in NOTHING:
        return PURE
    if function is contextvars.copy_context:
        return copied(sched)
    if function in SHALLOW or function in DEEP:
        for arg in args:
            read_contents(sched, arg, function in DEEP)
        return PURE
    if function in WILD:
        return everything(sched)
    if function is next and args:
        return PURE if args[0] is PURE else call_next(sched, args[0])
    if function is hasattr and len(args) > 1 and type(args[1]) is str:
        get_attribute(sched, args[0], args[1])
        return PURE
    if function is getattr and len(args) > 1 and type(args[1]) is str:
        return get_attribute(sched, args[0], args[1])
    return reader(sched, args) if function.__module__ in READERS else star(sched, W)


def call_next(sched: Any, iterator: Any) -> Any:
    if isinstance(iterator, types.GeneratorType) and iterator.gi_code.co_name != "<genexpr>":
        touch(sched, iterator, ".[]", W)
        return UNKNOWN
    return star(sched, W)


def call_method(sched: Any, method: Bound, args: list[Any]) -> Any:
    owner, name, function = method.owner, method.name, method.function
    if isinstance(owner, SYNC) or (isinstance(owner, type) and issubclass(owner, SYNC)):
        if isinstance(function, types.FunctionType):
            call_python(sched, function)
        return UNKNOWN if name in PLAIN else PURE
    kind = type(owner)
    if isinstance(function, types.FunctionType) and kind not in CONTAINERS:
        return call_python(sched, function, args)
    if owner is PURE:
        for arg in args:
            read_contents(sched, arg, deep=True)
        return PURE
    if kind in CONTAINERS:
        return call_container(sched, method, args)
    if kind in KINDS:
        return call_context(sched, owner, name, args)
    if kind is random.Random:
        touch(sched, owner, ".[]", W)
        return PURE
    if isinstance(owner, types.GeneratorType):
        touch(sched, owner, ".[]", W)
        return UNKNOWN
    return star(sched, W)


def peek(owner: Any, kind: type, name: str, args: list[Any]) -> Any:
    """What ``pop`` is about to return."""
    if kind is dict:
        return item_of(owner, args[0]) if args else UNKNOWN
    if kind in (list, deque):
        return item_of(owner, 0 if name == "popleft" else args[0] if args else -1)
    return UNKNOWN


def call_container(sched: Any, method: Bound, args: list[Any]) -> Any:
    owner, name, kind = method.owner, method.name, type(method.owner)
    touch(sched, owner, ".[]", R if name in READING else W)
    if name in ("extend", "update", "union", "difference", "__init__"):
        for arg in args:
            read_contents(sched, arg)
    if kind is dict and name == "get" and args and type(args[0]) in ATOMS:
        return owner.get(args[0], PURE)
    if name in ("pop", "popleft"):
        return peek(owner, kind, name, args)
    return PURE if name in ("append", "keys", "values", "items", "copy") else UNKNOWN

"""What calling something touches.

Inside:  Python functions (observed while they run), classes, built-ins and methods of built-in containers.
Outside: attributes and contents (values), the syntax that leads here (effects).
"""

from __future__ import annotations

import contextlib
import contextvars
import functools
import operator
import random
import threading
import types
from collections import deque
from typing import Any

from pipeline_core.lab.access.attributes import (  # fmt: skip
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
    everything,
    find,
    get_attribute,
    lacks,
    observed,
    set_attribute,
    star,
    touch,
)
from pipeline_core.lab.access.containers import TEXT, draw, item_of, read_contents
from pipeline_core.lab.access.contexts import KINDS, call_context, copied
from pipeline_core.lab.code.callables import foreign
from pipeline_core.lab.scheduler.footprint import R, W

CHANNELS = "pipeline_core.lab.primitives.channels"
_CALLABLES = (types.BuiltinFunctionType, types.MethodType, functools.partial)
_TEXTS = {repr, print, format, ascii}
_DUMPS = {"dump"}  # json.dump writes to what it is given
_SETS_UP = {"setLevel", "addHandler", "removeHandler", "addFilter", "removeFilter", "basicConfig", "disable"}
_ASKS = {"isEnabledFor", "getEffectiveLevel", "hasHandlers"}


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
    if module.startswith("logging") and function.__name__ in _SETS_UP | _ASKS:
        return star(sched, W if function.__name__ in _SETS_UP else R)
    if module.startswith(TRUSTED):
        if module.startswith("concurrent"):
            for arg in args:
                read_contents(sched, arg)
        return PURE if module == "contextlib" else UNKNOWN
    if function.__name__ in _DUMPS:
        return star(sched, W)
    return reader(sched, args) if module in READERS else star(sched, W)  # not observed while it runs


def reader(sched: Any, args: Any, deep: int = True) -> Any:
    for arg in args:
        read_contents(sched, arg, deep)
    callbacks(sched, args)
    return PURE


def callbacks(sched: Any, args: Any) -> None:
    """What is given to C code may be called there; Python functions are looked at when they run."""
    for arg in args:
        kind = type(arg)
        if kind is types.FunctionType:
            if not observed(arg):
                call_python(sched, arg, [UNKNOWN])
        elif (kind is Bound and arg.owner is not PURE) or isinstance(arg, _CALLABLES):
            call(sched, arg, [])


def call_class(sched: Any, kind: type, args: list[Any]) -> Any:
    if kind in NOTHING:
        return PURE
    if kind in SHALLOW or kind in DEEP or kind in CONTAINERS:
        return reader(sched, args, TEXT if kind is str else kind in DEEP)
    if issubclass(kind, (contextlib.ExitStack, contextlib.closing, contextlib.redirect_stdout)):
        sched.doubt = f"what leaving a `with` of {kind.__name__} calls is not observed"
    if issubclass(kind, BaseException) or issubclass(kind, SYNC) or kind.__module__.startswith(TRUSTED):
        return PURE
    if kind is functools.partial:
        return PURE
    if kind.__module__ == "itertools":
        return reader(sched, args)
    plain = kind.__new__ is object.__new__ and type(kind).__call__ is type.__call__
    if kind is object or (plain and (observed(kind.__init__) or kind.__init__ is object.__init__)):
        return PURE
    return star(sched, W)


def call_builtin(sched: Any, function: Any, args: list[Any]) -> Any:
    if function in NOTHING:
        return PURE
    if function is contextvars.copy_context:
        return copied(sched)
    if function in SHALLOW or function in DEEP:
        return reader(sched, args, TEXT if function in _TEXTS else function in DEEP)
    if function in WILD:
        return everything(sched)
    if function is next and args:
        return PURE if args[0] is PURE else call_next(sched, args[0])
    if function is hasattr and len(args) > 1 and type(args[1]) is str:
        get_attribute(sched, args[0], args[1])
        return PURE
    if function is getattr and len(args) > 1 and type(args[1]) is str:
        value = get_attribute(sched, args[0], args[1])
        return args[2] if len(args) > 2 and lacks(args[0], args[1]) else value
    if function.__module__ not in READERS or changes(function):
        return star(sched, W)
    return reader(sched, args)


def changes(function: Any) -> bool:
    """Does this function of a module of readers write, as ``operator.iadd`` and ``struct.pack_into`` do?"""
    name = function.__name__
    if function.__module__ == "_operator":
        return name in ("setitem", "delitem", "call") or (name[:1] == "i" and hasattr(operator, name[1:]))
    return name in ("pack_into", "recv_into")


def call_next(sched: Any, iterator: Any) -> Any:
    if iterator is UNKNOWN:
        return star(sched, W)
    draw(sched, iterator)
    return UNKNOWN


def call_method(sched: Any, method: Bound, args: list[Any]) -> Any:
    owner, name, function = method.owner, method.name, method.function
    if isinstance(owner, SYNC) or (isinstance(owner, type) and issubclass(owner, SYNC)):
        if isinstance(function, types.FunctionType):
            call_python(sched, function)
        if name == "setName":
            set_attribute(sched, owner, "name")
        if name == "map":
            for arg in args:
                read_contents(sched, arg)
        return UNKNOWN if name in PLAIN else PURE
    kind = type(owner)
    if isinstance(function, types.FunctionType) and kind not in CONTAINERS:
        return call_python(sched, function, args)
    if owner is PURE:
        return reader(sched, args, TEXT if name == "format" else True)
    if kind in CONTAINERS:
        return call_container(sched, method, args)
    if kind in KINDS and name == "run" and args:
        called = getattr(args[0], "function", getattr(args[0], "__func__", args[0]))
        return call(sched, args[0], args[1:]) if observed(called) else everything(sched)
    if kind in KINDS:
        return call_context(sched, owner, name, args)
    if kind is random.Random:
        touch(sched, owner, ".[]", W)
        return PURE
    if isinstance(owner, types.GeneratorType):
        draw(sched, owner)
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
    if name == "sort":
        callbacks(sched, args)
    if kind is dict and name == "get" and args and type(args[0]) in ATOMS:
        return owner.get(args[0], PURE)
    if name in ("pop", "popleft"):
        return peek(owner, kind, name, args)
    return PURE if name in ("append", "keys", "values", "items", "copy") else UNKNOWN

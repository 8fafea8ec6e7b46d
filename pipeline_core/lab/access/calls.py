"""Calls: what calling something touches.

Inside:  Python functions, classes, built-ins, methods of containers and of context variables.
Outside: attributes (attributes), contents (containers), the syntax that leads here (expressions,
         statements), C code that runs where no line can be watched (callbacks).

A Python function of the program's own is not looked into: its statements are looked at one by one when they
run, and what it returned is then known (``Scheduler.returned``). C code runs without any event, so all of it
is noted here, from a list of what is known to read (``READERS``, ``SHALLOW``, ``DEEP``, ``READING``). What is
on no list may read and write any object's contents.
"""

from __future__ import annotations

import builtins
import contextlib
import contextvars
import operator
import random
import threading
import types
from collections import deque
from collections.abc import Sequence
from contextvars import Context, ContextVar
from functools import partial
from inspect import CO_GENERATOR
from typing import Any

from pipeline_core.lab.access.attributes import (  # fmt: skip
    ATOMS,
    CONTAINERS,
    PURE,
    SYNC,
    TRUSTED,
    UNKNOWN,
    Bound,
    class_entry,
    everything,
    get_attribute,
    lacks,
    observed,
    set_attribute,
    star,
    touch,
)
from pipeline_core.lab.access.containers import PARTS, TEXT, TOP, advance, item_of, read_contents
from pipeline_core.lab.code.callables import foreign
from pipeline_core.lab.primitives import channels
from pipeline_core.lab.scheduler.footprint import R, W
from pipeline_core.lab.scheduler.scheduler import Scheduler

CONTEXTUAL = (ContextVar, Context)
VARIABLES = ".variables"  # what is in a context, as a part of it
_MARK: ContextVar[object] = ContextVar("lab mark")
# Modules whose functions read what they are given and make something new.
READERS = ("inspect", "typing", "abc", "math", "operator", "zlib", "hashlib", "_hashlib", "struct",
           "binascii", "textwrap",
           "_operator", "json", "statistics", "string", "re", "_contextvars", "contextvars", "time",
           "_thread")  # fmt: skip
# What built-ins do with what they are given: nothing; read its contents; those of its members too; anything.
READS_NOTHING = {isinstance, issubclass, id, callable, type, super, staticmethod, classmethod, property}
SHALLOW = {len, iter, range, bool, enumerate, zip, reversed, list, tuple, set, frozenset, dict, deque, abs,
           int, float, round, chr, ord, divmod}  # fmt: skip
DEEP = {sum, min, max, sorted, any, all, repr, str, print, hash, format, map, filter, bytes, pow, ascii}
DOES_ANYTHING = {exec, eval, compile, globals, locals, vars, setattr, delattr, input, open,
                 builtins.__import__}  # fmt: skip
READING = frozenset({  # methods of containers that change nothing
    "index", "count", "copy", "get", "keys", "values", "items", "union", "intersection", "difference",
    "issubset", "issuperset", "isdisjoint", "symmetric_difference",
    "__len__", "__contains__", "__getitem__", "__iter__",
})  # fmt: skip
# Methods of queues, futures and pools that return the program's objects; what others return is nobody's.
RETURNS_OBJECTS = {"get", "get_nowait", "result", "submit", "map", "exception"}

_CALLABLES = (types.BuiltinFunctionType, types.MethodType, partial)
_TEXTS = {repr, print, format, ascii}
_DUMPS = {"dump"}  # json.dump writes to what it is given
_SETS_UP = {"setLevel", "addHandler", "removeHandler", "addFilter", "removeFilter", "basicConfig", "disable"}
_ASKS = {"isEnabledFor", "getEffectiveLevel", "hasHandlers"}


def call(sched: Scheduler, function: Any, args: Sequence[Any]) -> Any:
    """Calling ``function``: what runs in Python is observed by itself; the rest is noted here."""
    if isinstance(function, partial):
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
    inner = class_entry(kind, "__call__")
    return call_python(sched, inner) if isinstance(inner, types.FunctionType) else star(sched, W)


def call_python(sched: Scheduler, function: types.FunctionType, args: Sequence[object] = ()) -> Any:
    """A Python function: the program's own is observed while it runs, a library's is known by its module."""
    module = function.__globals__.get("__name__", "")
    if not foreign(module):
        if module == channels.__name__:  # in place of the core's own method, whose lines do not run
            return UNKNOWN if function.__name__ in ("get", "drain") else PURE
        if function.__code__.co_flags & CO_GENERATOR:
            return PURE  # a new generator; its body is observed when it runs
        return sched.returned(function.__code__)
    if function is threading.current_thread:
        me = sched.current
        return UNKNOWN if me is None else me.thread
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


def reader(sched: Scheduler, args: Sequence[object], deep: int = PARTS) -> Any:
    """A function that reads what it is given, calls what it is given, and makes something new."""
    for arg in args:
        read_contents(sched, arg, deep)
    callbacks(sched, args)
    return PURE


def callbacks(sched: Scheduler, args: Sequence[object]) -> None:
    """What is given to C code may be called there; Python functions are looked at when they run."""
    for arg in args:
        if type(arg) is types.FunctionType:
            if not observed(arg):
                call_python(sched, arg, [UNKNOWN])
        elif (type(arg) is Bound and arg.owner is not PURE) or isinstance(arg, _CALLABLES):
            call(sched, arg, [])


def call_class(sched: Scheduler, kind: type, args: Sequence[object]) -> Any:
    """A new object is nobody else's, and an ``__init__`` in Python is looked at when it runs."""
    if kind in READS_NOTHING:
        return PURE
    if kind in SHALLOW or kind in DEEP or kind in CONTAINERS:
        return reader(sched, args, TEXT if kind is str else PARTS if kind in DEEP else TOP)
    if issubclass(kind, (contextlib.ExitStack, contextlib.closing, contextlib.redirect_stdout)):
        sched.doubt = f"what leaving a `with` of {kind.__name__} calls is not observed"
    if issubclass(kind, BaseException) or issubclass(kind, SYNC) or kind.__module__.startswith(TRUSTED):
        return PURE
    if kind is partial:
        return PURE
    if kind.__module__ == "itertools":
        return reader(sched, args)
    plain = kind.__new__ is object.__new__ and type(kind).__call__ is type.__call__
    if kind is object or (plain and (observed(kind.__init__) or kind.__init__ is object.__init__)):
        return PURE
    return star(sched, W)


def call_builtin(sched: Scheduler, function: types.BuiltinFunctionType, args: Sequence[Any]) -> Any:
    if function in READS_NOTHING:
        return PURE
    if function is contextvars.copy_context:
        return touch_current(sched, R)  # nobody else has the copy yet; it holds what is in the original
    if function in SHALLOW or function in DEEP:
        return reader(sched, args, TEXT if function in _TEXTS else PARTS if function in DEEP else TOP)
    if function in DOES_ANYTHING:
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


def changes(function: types.BuiltinFunctionType) -> bool:
    """Does this function of a module of readers write, as ``operator.iadd`` and ``struct.pack_into`` do?"""
    name = function.__name__
    if function.__module__ == "_operator":
        return name in ("setitem", "delitem", "call") or (name[:1] == "i" and hasattr(operator, name[1:]))
    return name in ("pack_into", "recv_into")


def call_next(sched: Scheduler, iterator: object) -> Any:
    if iterator is UNKNOWN:
        return star(sched, W)
    advance(sched, iterator)
    return UNKNOWN


def call_method(sched: Scheduler, method: Bound, args: Sequence[Any]) -> Any:
    """A method: the lab's own primitives note their touches themselves, containers are noted here."""
    owner = method.owner
    name = method.name
    function = method.function
    if isinstance(owner, SYNC) or (isinstance(owner, type) and issubclass(owner, SYNC)):
        if isinstance(function, types.FunctionType):
            call_python(sched, function)
        if name == "setName":
            set_attribute(sched, owner, "name")
        if name == "map":
            for arg in args:
                read_contents(sched, arg)
        return UNKNOWN if name in RETURNS_OBJECTS else PURE
    kind = type(owner)
    if isinstance(function, types.FunctionType) and kind not in CONTAINERS:
        return call_python(sched, function, args)
    if owner is PURE:
        return reader(sched, args, TEXT if name == "format" else PARTS)
    if kind in CONTAINERS:
        return call_container(sched, method, args)
    if kind in CONTEXTUAL and name == "run" and args:
        called = getattr(args[0], "function", getattr(args[0], "__func__", args[0]))
        return call(sched, args[0], args[1:]) if observed(called) else everything(sched)
    if kind in CONTEXTUAL:
        return call_context(sched, owner, name, args)
    if kind is random.Random:
        touch(sched, owner, ".[]", W)
        return PURE
    if isinstance(owner, types.GeneratorType):
        advance(sched, owner)
        return UNKNOWN
    return star(sched, W)


def about_to_pop(owner: Any, kind: type, name: str, args: Sequence[object]) -> Any:
    """What ``pop`` is going to return: it is still there."""
    if kind is dict:
        return item_of(owner, args[0]) if args else UNKNOWN
    if kind in (list, deque):
        return item_of(owner, 0 if name == "popleft" else args[0] if args else -1)
    return UNKNOWN


def call_container(sched: Scheduler, method: Bound, args: Sequence[Any]) -> Any:
    owner = method.owner
    name = method.name
    kind = type(owner)
    touch(sched, owner, ".[]", R if name in READING else W)
    if name in ("extend", "update", "union", "difference", "__init__"):
        for arg in args:
            read_contents(sched, arg)
    if name == "sort":
        callbacks(sched, args)
    if kind is dict and name == "get" and args and type(args[0]) in ATOMS:
        return owner.get(args[0], PURE)
    if name in ("pop", "popleft"):
        return about_to_pop(owner, kind, name, args)
    return PURE if name in ("append", "keys", "values", "items", "copy") else UNKNOWN


# -- context variables -------------------------------------------------------------------------
#
# Python does not say which ``Context`` is the current one. So the lab sets a variable of its own in it for a
# moment, and looks which of those that the thread is known to enter has it now. A context that is none of
# these is unknown, and so is what is read and written there.


def entered(target: Any, args: Sequence[Any]) -> tuple[Any, Context | None]:
    """What a thread's target calls in the end, and the Context in which it does, or None.

    ``Thread(target=context.run, args=(function,))`` is how a thread is given a context before Python 3.14.
    """
    context: Context | None = None
    while True:
        if isinstance(target, partial):
            args = (*target.args, *args)
            target = target.func
        elif isinstance(getattr(target, "__self__", None), Context) and target.__name__ == "run" and args:
            context = target.__self__
            target = args[0]
            args = args[1:]
        else:
            return target, context


def current(sched: Scheduler) -> Context | None:
    """The Context that the calling thread is in, or None if that is none that it is known to enter."""
    me = sched.current
    known: tuple[Context, ...] = me.contexts if me is not None else ()
    mark = object()
    token = _MARK.set(mark)
    try:
        return next((context for context in known if context.get(_MARK) is mark), None)
    finally:
        _MARK.reset(token)


def touch_current(sched: Scheduler, mode: int) -> Any:
    context = current(sched)
    if context is None:
        return star(sched, W)
    touch(sched, context, VARIABLES, mode)
    return context


def call_context(sched: Scheduler, owner: ContextVar[Any] | Context, name: str, args: Sequence[Any]) -> Any:
    """A method of a ContextVar or a Context."""
    if isinstance(owner, ContextVar):
        touch_current(sched, R if name == "get" else W)
        if name != "get":
            return UNKNOWN
        try:
            return owner.get()
        except LookupError:
            return args[0] if args else UNKNOWN
    touch(sched, owner, VARIABLES, R)
    if name in ("keys", "values", "items"):
        return tuple(getattr(owner, name)())
    return UNKNOWN

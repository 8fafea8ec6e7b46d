"""What reading, changing and calling an object touches, as far as it can be known beforehand.

Inside:  attributes, contents and calls of concrete objects; what is not known is said to be.
Outside: the syntax that leads here (effects), who conflicts with whom (reduce).

The rule of this module: a touch may be too many, never too few. ``STAR`` means "some object's
contents, which one is not known"; ``ALL`` means "anything at all".
"""

from __future__ import annotations

import builtins
import queue
import threading
import types
import weakref
from collections import Counter, OrderedDict, defaultdict, deque
from concurrent.futures import Executor, Future
from typing import Any

from .actor import LATER
from .locks import LabLock
from .queues import LabSimpleQueue
from .takeover import foreign

PURE = LATER  # not known, but nothing that anybody shares; or looked at again once a call is back
UNKNOWN = object()
R, W, COUNT = 0, 1, 2
NAMES, STAR, ALL = -7, -8, -2  # pseudo objects: variables, some unknown object, everything

ATOMS = frozenset(
    {int, float, complex, bool, str, bytes, type(None), type(...), range, slice, types.CodeType}
    | {types.FunctionType, types.BuiltinFunctionType, types.ModuleType, type}
)
SYNC = (LabLock, LabSimpleQueue, queue.Queue, threading.Event, threading.Semaphore, threading.Condition,
        threading.Barrier, threading.Thread, Executor, Future, threading.local)  # fmt: skip
# Modules whose own data is guarded by the locks we see: their steps say it all.
TRUSTED = (
    "threading",
    "queue",
    "concurrent.futures",
    "contextlib",
    "contextvars",
    "logging",
    "pipeline_core.lab",
)
# Modules whose functions read what they are given and make something new.
READERS = ("inspect", "typing", "abc", "math", "operator", "zlib", "hashlib", "_hashlib", "struct",
           "binascii", "textwrap",
           "_operator", "json", "statistics", "string", "re", "_contextvars", "contextvars", "time",
           "_thread")  # fmt: skip
PLAIN = {"get", "get_nowait", "result", "submit", "map", "exception"}  # sync methods that return objects
CONTAINERS = (list, dict, set, deque, bytearray, OrderedDict, defaultdict, Counter,
              weakref.WeakSet, weakref.WeakKeyDictionary, weakref.WeakValueDictionary)  # fmt: skip
READING = frozenset(
    [
        "index",
        "count",
        "copy",
        "get",
        "keys",
        "values",
        "items",
        "union",
        "intersection",
        "difference",
        "issubset",
        "issuperset",
        "isdisjoint",
        "symmetric_difference",
        "__len__",
        "__contains__",
        "__getitem__",
        "__iter__",
    ]
)
NOTHING = {isinstance, issubclass, id, callable, type, iter, super, staticmethod, classmethod, property}
SHALLOW = {len, range, bool, enumerate, zip, reversed, list, tuple, set, frozenset, dict, deque, abs,
           int, float, round, chr, ord, divmod}  # fmt: skip
DEEP = {sum, min, max, sorted, any, all, repr, str, print, hash, format, map, filter, bytes, pow, ascii}
_OWN_ITERATORS = {type(iter(range(0))), type(iter(())), type(iter("")), type(iter(b""))}
WILD = {exec, eval, compile, globals, locals, vars, setattr, delattr, input, open, builtins.__import__}


class Bound:
    """A method found on an object by name, not yet called."""

    __slots__ = ("function", "name", "owner")

    def __init__(self, owner: Any, name: str, function: Any) -> None:
        self.owner, self.name, self.function = owner, name, function


def atom(value: Any) -> bool:
    return value is PURE or type(value) in ATOMS


def touch(sched: Any, obj: Any, part: Any, mode: int) -> None:
    sched.foot.append((sched.number(obj), part, mode))


def star(sched: Any, mode: int) -> Any:
    sched.foot.append((STAR, "*", mode))
    return UNKNOWN


def everything(sched: Any) -> Any:
    sched.foot.append((ALL, "all", 1))
    return UNKNOWN


# -- attributes ------------------------------------------------------------------------------


def get_attribute(sched: Any, obj: Any, name: str) -> Any:
    """Read ``obj.name``: note what that touches and return the value if it is plain to see."""
    if obj is UNKNOWN:
        return star(sched, R)
    kind = type(obj)
    if kind is types.ModuleType:
        sched.foot.append((NAMES, f"g.{obj.__name__}.{name}", R))
        return obj.__dict__.get(name, UNKNOWN)
    if obj is PURE or (kind in ATOMS and kind is not type):
        return Bound(PURE, name, None)
    if isinstance(obj, type):
        return class_attribute(sched, obj, name)
    found = find(kind, name)
    inside = getattr(obj, "__dict__", None)
    if isinstance(found, property) or hasattr(type(found), "__set__"):
        if isinstance(found, types.MemberDescriptorType):
            touch(sched, obj, "." + name, R)
            return getattr(obj, name, UNKNOWN)
        return UNKNOWN  # Python code that is observed itself
    if type(inside) is dict and name in inside:
        touch(sched, obj, "." + name, R)
        return inside[name]
    if found is None:
        return UNKNOWN
    if isinstance(found, (types.FunctionType, types.MethodDescriptorType, classmethod, staticmethod)):
        return Bound(obj, name, getattr(found, "__func__", found))
    if isinstance(found, (types.BuiltinFunctionType, types.WrapperDescriptorType)):
        return Bound(obj, name, found)
    touch(sched, obj, "." + name, R)
    return class_attribute(sched, kind, name)


def super_attribute(sched: Any, obj: Any, after: Any, name: str) -> Any:
    """``super().name`` in a method of the class ``after``."""
    mro = type(obj).__mro__ if not isinstance(obj, type) else obj.__mro__
    for kind in mro[mro.index(after) + 1 :] if after in mro else ():
        if name in kind.__dict__:
            value = kind.__dict__[name]
            if kind in (object, BaseException, Exception):
                return Bound(PURE, name, None)
            return Bound(obj, name, getattr(value, "__func__", value))
    return UNKNOWN


def class_attribute(sched: Any, kind: type, name: str) -> Any:
    for owner in kind.__mro__:
        if name in owner.__dict__:
            if owner.__flags__ & (1 << 8):  # built into C: nobody can change it
                return Bound(kind, name, owner.__dict__[name])
            touch(sched, owner, "." + name, R)
            value = owner.__dict__[name]
            return getattr(value, "__func__", value)
    return UNKNOWN


def find(kind: type, name: str) -> Any:
    """The class's own entry for a name, without running anything."""
    for owner in kind.__mro__:
        space = owner.__dict__
        if name in space:
            return space[name]
    return None


def set_attribute(sched: Any, obj: Any, name: str) -> None:
    if obj is UNKNOWN:
        star(sched, W)
    elif type(obj) is types.ModuleType:
        sched.foot.append((NAMES, f"g.{obj.__name__}.{name}", W))
    elif obj is not PURE:
        touch(sched, obj, "." + name, W)


# -- contents --------------------------------------------------------------------------------


def read_contents(sched: Any, obj: Any, deep: bool = False) -> None:
    """Iterating, measuring, testing; ``deep`` also looks into the elements, as repr and == do."""
    kind = type(obj)
    if obj is PURE or kind in ATOMS:
        return
    if kind is tuple or kind is frozenset:
        for part in obj if deep else ():
            read_contents(sched, part, deep)
    elif kind in CONTAINERS:
        touch(sched, obj, ".[]", R)
        if deep:
            parts = [*obj, *obj.values()] if isinstance(obj, dict) else list(obj)
            if not all(type(p) in ATOMS for p in parts):
                star(sched, R)
    elif isinstance(obj, types.GeneratorType) and obj.gi_code.co_name != "<genexpr>":
        touch(sched, obj, ".[]", W)
    elif isinstance(obj, (Bound, *SYNC)) or kind is types.MethodType:
        return
    elif kind in _OWN_ITERATORS:
        touch(sched, obj, ".[]", W)
    elif not deep and written_in_python(kind):
        return  # its __iter__, __len__ or __bool__ is observed itself
    elif (
        deep
        and find(kind, "__repr__") is find(object, "__repr__")
        and find(kind, "__eq__") is find(object, "__eq__")
    ):
        return
    else:
        star(sched, R)


def written_in_python(kind: type) -> bool:
    return isinstance(kind, type) and not kind.__flags__ & (1 << 8) and not foreign(kind.__module__)


def get_item(sched: Any, obj: Any, key: Any) -> Any:
    kind = type(obj)
    if isinstance(obj, type):
        return obj  # Channel[int]
    if atom(obj):
        return PURE
    if kind is tuple:
        return item_of(obj, key)
    if kind is list or kind is dict:
        if type(key) in ATOMS:
            touch(sched, obj, ".[]", COUNT)
            touch(sched, obj, (".", place(obj, key)), R)
        else:
            touch(sched, obj, ".[]", R)
        return item_of(obj, key)
    if kind in CONTAINERS:
        touch(sched, obj, ".[]", R)
        return UNKNOWN
    if (
        obj is not UNKNOWN
        and written_in_python(kind)
        and isinstance(find(kind, "__getitem__"), types.FunctionType)
    ):
        return UNKNOWN
    return star(sched, R)


def place(obj: Any, key: Any) -> Any:
    return key + len(obj) if type(obj) is list and type(key) is int and key < 0 else key


def item_of(obj: Any, key: Any) -> Any:
    if type(key) not in ATOMS:
        return UNKNOWN
    try:
        return obj[key]
    except (LookupError, TypeError):
        return UNKNOWN


def set_item(sched: Any, obj: Any, key: Any) -> None:
    kind = type(obj)
    if obj is PURE:
        return
    if kind is list or kind is dict:
        known = type(key) in ATOMS and not isinstance(key, slice)
        if known and (kind is list or key in obj):  # an item that is there: the others do not mind
            touch(sched, obj, ".[]", COUNT)
            touch(sched, obj, (".", place(obj, key)), W)
        else:
            touch(sched, obj, ".[]", W)
    elif kind in CONTAINERS:
        touch(sched, obj, ".[]", W)
    elif obj is UNKNOWN or not isinstance(find(kind, "__setitem__"), types.FunctionType):
        star(sched, W)

"""What reading, changing and calling an object touches, as far as it can be known beforehand.

Inside:  the words for touches, and the attributes of concrete objects; what is not known is said to be.
Outside: the syntax that leads here (effects), contents (contents), who conflicts with whom (reduce).

The rule of this module: a touch may be too many, never too few. ``STAR`` means "some object's
contents, which one is not known"; ``ALL`` means "anything at all".
"""

from __future__ import annotations

import builtins
import dis
import queue
import threading
import types
import weakref
from collections import Counter, OrderedDict, defaultdict, deque
from concurrent.futures import Executor, Future
from typing import Any, NamedTuple, TypeGuard
from weakref import WeakKeyDictionary

from pipeline_core.lab.code.callables import foreign
from pipeline_core.lab.primitives.locks import LabLock
from pipeline_core.lab.primitives.queues import LabSimpleQueue
from pipeline_core.lab.scheduler.actor import LATER
from pipeline_core.lab.scheduler.footprint import ALL, NAMES, STAR, R, W

PURE = LATER  # not known, but nothing that anybody shares; or looked at again once a call is back
UNKNOWN = object()

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
NOTHING = {isinstance, issubclass, id, callable, type, super, staticmethod, classmethod, property}
SHALLOW = {len, iter, range, bool, enumerate, zip, reversed, list, tuple, set, frozenset, dict, deque, abs,
           int, float, round, chr, ord, divmod}  # fmt: skip
DEEP = {sum, min, max, sorted, any, all, repr, str, print, hash, format, map, filter, bytes, pow, ascii}
WILD = {exec, eval, compile, globals, locals, vars, setattr, delattr, input, open, builtins.__import__}


class Bound:
    """A method found on an object by name, not yet called."""

    __slots__ = ("function", "name", "owner")

    def __init__(self, owner: Any, name: str, function: Any) -> None:
        self.owner, self.name, self.function = owner, name, function


class _Pair(NamedTuple):
    x: Any


_PLACES = (types.MemberDescriptorType, type(vars(_Pair)["x"]))  # a slot, a tuple's field
_THREAD_NAME = vars(threading.Thread)["name"]  # a property for ``_name``, and nothing more
_GETTERS = (object.__getattribute__, BaseException.__getattribute__)
_SETTERS = (object.__setattr__, BaseException.__setattr__)  # they do no more than store
_METHODS = (types.FunctionType, types.MethodDescriptorType, classmethod, staticmethod,
            types.BuiltinFunctionType, types.WrapperDescriptorType)  # fmt: skip
_own_names: WeakKeyDictionary[type, frozenset[str]] = WeakKeyDictionary()
_KEPT = {"_target", "_args", "_kwargs", "_name", "_daemonic", "maxsize", "function", "args"}  # never changed


def atom(value: Any) -> bool:
    return value is PURE or type(value) in ATOMS


def touch(sched: Any, obj: Any, part: Any, mode: int) -> None:
    footprint = sched.footprint
    footprint.touches.append((footprint.number(obj), part, mode))


def star(sched: Any, mode: int) -> Any:
    sched.footprint.touches.append((STAR, "*", mode))
    return UNKNOWN


def everything(sched: Any) -> Any:
    sched.footprint.touches.append((ALL, "all", W))
    return UNKNOWN


# -- attributes ------------------------------------------------------------------------------


def observed(function: Any) -> TypeGuard[types.FunctionType]:
    """Is this a Python function of the program's own, whose statements are looked at when they run?"""
    return isinstance(function, types.FunctionType) and not foreign(function.__globals__.get("__name__", ""))


def get_attribute(sched: Any, obj: Any, name: str) -> Any:
    """Read ``obj.name``: note what that touches and return the value if it is plain to see."""
    if obj is UNKNOWN:
        return star(sched, R)
    kind = type(obj)
    if kind is types.ModuleType:
        sched.footprint.touches.append((NAMES, f"g.{obj.__name__}.{name}", R))
        return obj.__dict__.get(name, UNKNOWN)
    if kind is types.FunctionType:
        touch(sched, obj, "." + name, R)
        return obj.__dict__.get(name, UNKNOWN)
    if obj is PURE or (kind in ATOMS and kind is not type):
        return Bound(PURE, name, None)
    if isinstance(obj, type):
        return class_attribute(sched, obj, name)
    if isinstance(obj, SYNC) and name in own_names(kind):
        return everything(sched)  # the standard library changes it without saying so
    found = find(kind, name)
    inside = getattr(obj, "__dict__", None)
    if isinstance(found, property) or hasattr(type(found), "__set__"):
        return data_descriptor(sched, obj, name, found)
    if type(inside) is dict and name in inside:
        touch(sched, obj, "." + name, R)
        return inside[name]
    if found is None:
        touch(sched, obj, "." + name, R)  # that there is none may change
        return UNKNOWN
    if isinstance(found, _METHODS):
        return Bound(obj, name, getattr(found, "__func__", found))
    return computed(sched, obj, name, found)


def computed(sched: Any, obj: Any, name: str, found: Any) -> Any:
    """What the class has under this name: a value for all, or a descriptor that makes one when it is read."""
    touch(sched, obj, "." + name, R)
    value = class_attribute(sched, type(obj), name)
    if not hasattr(type(found), "__get__"):
        return value
    return UNKNOWN if observed(find(type(found), "__get__")) else star(sched, W)


def data_descriptor(sched: Any, obj: Any, name: str, found: Any) -> Any:
    """Read what the class computes: a slot, a property, anything else with ``__set__``."""
    touch(sched, obj, "." + name, R)
    if found is _THREAD_NAME:
        touch(sched, obj, "._name", R)
    if isinstance(found, _PLACES) or found is _THREAD_NAME:
        return getattr(obj, name, UNKNOWN)
    getter = found.fget if isinstance(found, property) else find(type(found), "__get__")
    if observed(getter):
        return sched.returned(getter.__code__)
    if isinstance(found, types.GetSetDescriptorType):
        return UNKNOWN
    return everything(sched) if isinstance(obj, SYNC) else star(sched, W)


def lacks(obj: Any, name: str) -> bool:
    """Is it plain to see that this object has no such attribute?"""
    kind = type(obj)
    if find(kind, "__getattribute__") not in _GETTERS:
        return False
    if any(n in vars(owner) for owner in kind.__mro__ for n in (name, "__getattr__")):
        return False
    return not isinstance(obj, (type, types.ModuleType)) and name not in getattr(obj, "__dict__", {name})


def own_names(kind: Any) -> frozenset[str]:
    """What the standard library keeps in an object of this class, and changes."""
    known = _own_names.get(kind)
    if known is not None:
        return known
    own = [vars(k) for k in kind.__mro__ if foreign(k.__module__)]
    makers = [space[name] for space in own for name in ("__init__", "_init") if name in space]
    stored = {
        i.argval
        for maker in makers
        if isinstance(maker, types.FunctionType)
        for i in dis.get_instructions(maker)
        if i.opname == "STORE_ATTR"
    }
    known = _own_names[kind] = frozenset(stored - _KEPT)
    return known


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
    return UNKNOWN  # whoever adds it touches everything: see set_attribute


def find(kind: type, name: str) -> Any:
    """The class's own entry for a name, without running anything."""
    for owner in kind.__mro__:
        space = owner.__dict__
        if name in space:
            return space[name]
    return None


def set_attribute(sched: Any, obj: Any, name: str) -> None:
    """Write or delete ``obj.name``; where reading notes nothing (of methods, say), writing touches all."""
    if obj is UNKNOWN:
        star(sched, W)
        return
    kind = type(obj)
    if kind is types.ModuleType or isinstance(obj, type):
        if name not in obj.__dict__ or callable(obj.__dict__[name]):
            everything(sched)
        if kind is types.ModuleType:
            sched.footprint.touches.append((NAMES, f"g.{obj.__name__}.{name}", W))
        else:
            touch(sched, obj, "." + name, W)
    elif obj is not PURE:
        found = find(kind, name)
        if callable(found) or (isinstance(obj, SYNC) and name in own_names(kind)):
            everything(sched)
        setter = find(type(found), "__set__") if not isinstance(found, property) else found.fset
        plain = setter is None or observed(setter) or isinstance(found, _PLACES) or found is _THREAD_NAME
        if found is _THREAD_NAME:
            touch(sched, obj, "._name", W)
        own = find(kind, "__setattr__")
        if not plain or not (own in _SETTERS or observed(own) or kind is threading.local):
            star(sched, W)
        touch(sched, obj, "." + name, W)

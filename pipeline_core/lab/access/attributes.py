"""Attributes: what reading and setting one touches, and the words in which all of this room speaks.

Inside:  the values that stand for what is not known, the kinds of objects that are told apart, notes of
         touches, attributes of concrete objects.
Outside: items and iterators (containers), calls (calls), the syntax that leads here (expressions,
         statements), which touches conflict (scheduler/footprint).

A statement's expressions are evaluated once more here, before the statement runs, without running any
code of the program: attributes are looked up in dicts, not asked for. Where that gives the object, the
touch is noted on that object. Where it does not, one of two stand-ins takes the object's place and goes
through the rest of the expression:

``PURE``     a value that nobody else can hold: a number, a string, something just made. Reading it, or
             changing it, touches nothing that threads share.
``UNKNOWN``  some object, nobody knows which, and others may hold it. Reading it reads "the contents of
             some object" (``star``), which conflicts with every write to any object's contents.

So a touch may be one too many, never one too few: a mistake in that direction costs schedules, one in the
other would let ``explore`` claim an order that it never tried. ``everything`` is the last resort: a step that
conflicts with all others.
"""

from __future__ import annotations

import dis
import queue
import threading
import types
import weakref
from collections import Counter, OrderedDict, defaultdict, deque
from concurrent.futures import Executor, Future
from typing import Any, NamedTuple, TypeGuard
from weakref import WeakKeyDictionary

from pipeline_core.lab.code.callables import LAB_PACKAGE, foreign
from pipeline_core.lab.primitives.locks import LabLock
from pipeline_core.lab.primitives.queues import LabSimpleQueue
from pipeline_core.lab.scheduler.actor import LATER
from pipeline_core.lab.scheduler.footprint import ALL, NAMES, STAR, R, W
from pipeline_core.lab.scheduler.scheduler import Scheduler

# LATER, the result of a call that is yet to be made, is PURE too: once the call is back, the statement is
# looked at again, and then its result is there to be seen.
PURE = LATER
UNKNOWN: Any = object()

ATOMS = frozenset(
    {int, float, complex, bool, str, bytes, type(None), type(...), range, slice, types.CodeType}
    | {types.FunctionType, types.BuiltinFunctionType, types.ModuleType, type}
)
SYNC = (LabLock, LabSimpleQueue, queue.Queue, threading.Event, threading.Semaphore, threading.Condition,
        threading.Barrier, threading.Thread, Executor, Future, threading.local)  # fmt: skip
# Modules whose own data is guarded by the locks we see: their steps say it all.
TRUSTED = ("threading", "queue", "concurrent.futures", "contextlib", "contextvars", "logging",
           LAB_PACKAGE)  # fmt: skip
CONTAINERS = (list, dict, set, deque, bytearray, OrderedDict, defaultdict, Counter,
              weakref.WeakSet, weakref.WeakKeyDictionary, weakref.WeakValueDictionary)  # fmt: skip


class Bound:
    """A method found on an object by name, not yet called; ``function`` is None where none was found."""

    __slots__ = ("function", "name", "owner")

    def __init__(self, owner: Any, name: str, function: object) -> None:
        self.owner = owner
        self.name = name
        self.function = function


class _Pair(NamedTuple):
    x: Any


_STORED_BY_C = (types.MemberDescriptorType, type(vars(_Pair)["x"]))  # a slot, a tuple's field
_THREAD_NAME = vars(threading.Thread)["name"]  # a property for ``_name``, and nothing more
_GETTERS = (object.__getattribute__, BaseException.__getattribute__)
_SETTERS = (object.__setattr__, BaseException.__setattr__)  # they do no more than store
_METHODS = (types.FunctionType, types.MethodDescriptorType, classmethod, staticmethod,
            types.BuiltinFunctionType, types.WrapperDescriptorType)  # fmt: skip
_IMMUTABLE = 1 << 8  # set in ``type.__flags__`` of a class built in C: nobody can change its attributes
_own_names: WeakKeyDictionary[type, frozenset[str]] = WeakKeyDictionary()
_NEVER_CHANGED = {"_target", "_args", "_kwargs", "_name", "_daemonic", "maxsize", "function", "args"}


def atom(value: object) -> bool:
    """A value without contents that could change: a number, a string, a function."""
    return value is PURE or type(value) in ATOMS


def touch(sched: Scheduler, obj: object, part: object, mode: int) -> None:
    """The present step reads or changes a part of this very object: ".name", ".[]" or an item's key."""
    footprint = sched.footprint
    footprint.touches.append((footprint.number(obj), part, mode))


def star(sched: Scheduler, mode: int) -> Any:
    """Some object's contents are read or written, and nobody knows which object's."""
    sched.footprint.touches.append((STAR, "*", mode))
    return UNKNOWN


def everything(sched: Scheduler) -> Any:
    """Nothing is known of what this does: it conflicts with every other step."""
    sched.footprint.touches.append((ALL, "all", W))
    return UNKNOWN


# -- attributes ------------------------------------------------------------------------------


def observed(function: object) -> TypeGuard[types.FunctionType]:
    """Is this a Python function of the program's own, whose statements are looked at when they run?"""
    return isinstance(function, types.FunctionType) and not foreign(function.__globals__.get("__name__", ""))


def get_attribute(sched: Scheduler, obj: Any, name: str) -> Any:
    """Note what reading ``obj.name`` touches, and return the value where no code has to run for it."""
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
    # From here on in the order in which Python looks: what the class computes on every read (a data
    # descriptor), the object's own dict, and anything else that the class has. Python code that runs on the
    # way (a property, ``__getattr__``) has statements of its own, which are looked at when they run.
    found = class_entry(kind, name)
    inside = getattr(obj, "__dict__", None)
    if isinstance(found, property) or hasattr(type(found), "__set__"):
        return data_descriptor(sched, obj, name, found)
    if type(inside) is dict and name in inside:
        touch(sched, obj, "." + name, R)
        return inside[name]
    if found is None:
        touch(sched, obj, "." + name, R)  # that there is none may change
        return UNKNOWN
    if isinstance(found, _METHODS):  # no touch: whoever replaces a method touches everything (set_attribute)
        return Bound(obj, name, getattr(found, "__func__", found))
    return class_value(sched, obj, name, found)


def class_value(sched: Scheduler, obj: object, name: str, found: object) -> Any:
    """What the class has under this name: a value for all, or a descriptor that makes one when it is read."""
    touch(sched, obj, "." + name, R)
    value = class_attribute(sched, type(obj), name)
    if not hasattr(type(found), "__get__"):
        return value
    return UNKNOWN if observed(class_entry(type(found), "__get__")) else star(sched, W)


def data_descriptor(sched: Scheduler, obj: object, name: str, found: object) -> Any:
    """Read what the class computes: a slot, a property, anything else with ``__set__``."""
    touch(sched, obj, "." + name, R)
    if found is _THREAD_NAME:
        touch(sched, obj, "._name", R)
    if isinstance(found, _STORED_BY_C) or found is _THREAD_NAME:
        return getattr(obj, name, UNKNOWN)
    getter = found.fget if isinstance(found, property) else class_entry(type(found), "__get__")
    if observed(getter):
        return sched.returned(getter.__code__)
    if isinstance(found, types.GetSetDescriptorType):
        return UNKNOWN
    return everything(sched) if isinstance(obj, SYNC) else star(sched, W)


def lacks(obj: object, name: str) -> bool:
    """Is it plain to see that this object has no such attribute?"""
    kind = type(obj)
    if class_entry(kind, "__getattribute__") not in _GETTERS:
        return False
    if any(n in vars(owner) for owner in kind.__mro__ for n in (name, "__getattr__")):
        return False
    return not isinstance(obj, (type, types.ModuleType)) and name not in getattr(obj, "__dict__", {name})


def own_names(kind: type) -> frozenset[str]:
    """What the standard library keeps in an object of this class, and changes.

    A program that reaches for ``queue.queue`` or ``semaphore._value`` gets behind the lock that guards it.
    The library's own lines are not looked at, so nobody notes when they change it.
    """
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
    known = _own_names[kind] = frozenset(stored - _NEVER_CHANGED)
    return known


def super_attribute(sched: Scheduler, obj: object, after: object, name: str) -> Any:
    """``super().name`` in a method of the class ``after``."""
    mro = type(obj).__mro__ if not isinstance(obj, type) else obj.__mro__
    for kind in mro[mro.index(after) + 1 :] if after in mro else ():
        if name in kind.__dict__:
            value = kind.__dict__[name]
            if kind in (object, BaseException, Exception):
                return Bound(PURE, name, None)
            return Bound(obj, name, getattr(value, "__func__", value))
    return UNKNOWN


def class_attribute(sched: Scheduler, kind: type, name: str) -> Any:
    """Read what a class or one of its bases has under a name."""
    for owner in kind.__mro__:
        if name in owner.__dict__:
            if owner.__flags__ & _IMMUTABLE:
                return Bound(kind, name, owner.__dict__[name])
            touch(sched, owner, "." + name, R)
            value = owner.__dict__[name]
            return getattr(value, "__func__", value)
    return UNKNOWN  # whoever adds it touches everything: see set_attribute


def class_entry(kind: type, name: str, missing: Any = None) -> Any:
    """The class's own entry for a name, without running anything."""
    for owner in kind.__mro__:
        space = owner.__dict__
        if name in space:
            return space[name]
    return missing


def set_attribute(sched: Scheduler, obj: Any, name: str) -> None:
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
        found = class_entry(kind, name)
        if callable(found) or (isinstance(obj, SYNC) and name in own_names(kind)):
            everything(sched)
        setter = class_entry(type(found), "__set__") if not isinstance(found, property) else found.fset
        plain = setter is None or observed(setter) or isinstance(found, _STORED_BY_C) or found is _THREAD_NAME
        if found is _THREAD_NAME:
            touch(sched, obj, "._name", W)
        own = class_entry(kind, "__setattr__")
        if not plain or not (own in _SETTERS or observed(own) or kind is threading.local):
            star(sched, W)
        touch(sched, obj, "." + name, W)

"""What an access touches: attributes, contents and items of the very object that is accessed.

Inside:  the notes that one access leaves in the footprint of the present step; the kinds of objects that are
         told apart for it.
Outside: which accesses there are (hooks), what calls of C code do (effects), which notes conflict
         (scheduler/footprint).

Parts of an object. ``".name"`` is an attribute, ``".{}"`` which attributes there are. ``".[]"`` is what
measuring, iterating and comparing see; ``".[*]"`` that the items stay where they are, written by whatever may
move many of them at once; ``(".", key)`` is one item. So steps that set ``cells[0]`` and ``cells[1]``
commute, and both conflict with whoever goes through the cells: setting an item counts in ``".[]"`` (mode
COUNT).

Nothing is asked of an object but what runs no code of the program. What then is not known touches everything
(``everything``): a touch too many costs schedules, one too few would let ``explore`` claim an order that it
never tried.
"""

from __future__ import annotations

import dataclasses
import dis
import functools
import gc
import itertools
import logging
import operator
import queue
import sys
import threading
import types
import typing
import weakref
from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, NamedTuple, cast
from weakref import WeakKeyDictionary

from pipeline_core.lab.access.twins import fixed_names, written_names
from pipeline_core.lab.code.callables import LAB_PACKAGE, foreign
from pipeline_core.lab.primitives.locks import LabLock
from pipeline_core.lab.primitives.queues import LabSimpleQueue
from pipeline_core.lab.scheduler.footprint import ALL, COUNT, EVERY, NAMES, R, W
from pipeline_core.lab.scheduler.scheduler import Scheduler

SIZE = ".[]"
PLACES = ".[*]"
ATTRIBUTES = ".{}"
# How deep a look goes: into the object (iterating, measuring); into its members too (comparing); as far as
# text does, which shows what comparing does not ask for; and into every attribute of the program's objects.
TOP = 0
MEMBERS = 1
TEXT = 2
INSIDE = 3
ATOMS = frozenset(
    {int, float, complex, bool, str, bytes, type(None), type(...), range, slice, types.CodeType,
     types.FunctionType, types.BuiltinFunctionType, types.ModuleType, type, types.MethodType,
     types.MethodDescriptorType, types.WrapperDescriptorType, types.MethodWrapperType,
     types.GenericAlias, types.UnionType}
)  # fmt: skip
SYNC = (LabLock, LabSimpleQueue, queue.Queue, threading.Event, threading.Semaphore, threading.Condition,
        threading.Barrier, threading.Thread, Executor, Future, threading.local)  # fmt: skip
# Modules whose own data is guarded by the locks that are seen: their steps say it all.
TRUSTED = ("threading", "queue", "concurrent.futures", "contextlib", "contextvars", LAB_PACKAGE)
BASES = (dict, list, set, deque, bytearray)  # containers made in C, with all their subclasses
IMMUTABLE = (tuple, frozenset)
VIEWS: tuple[type, ...] = (type({}.keys()), type({}.values()), type({}.items()), types.MappingProxyType)
VALUES = (
    "fractions",
    "decimal",
    "datetime",
    "_datetime",
    "uuid",
    "pathlib",
    "enum",
)  # immutable values' homes
_KEYS = frozenset({int, float, complex, bool, str, bytes, type(None), type, types.FunctionType})
UNKNOWN = object()  # stands for a value that only the program's own code could tell
_HEAPTYPE = 1 << 9  # in ``type.__flags__``: a class that Python code made
_IMMUTABLETYPE = 1 << 8  # a class made in C, whose attributes nobody can change


class _Pair(NamedTuple):
    x: Any


_STORED_BY_C = (types.MemberDescriptorType, type(vars(_Pair)["x"]))  # a slot, a tuple's field
_BY_C = (*_STORED_BY_C, types.GetSetDescriptorType)
_SETTERS = (object.__setattr__, BaseException.__setattr__)  # they do no more than store
_OF_PARTIAL = vars(functools.partial)["__dict__"]
_THREAD_NAME = vars(threading.Thread)["name"]  # a property for ``_name``, and nothing more
_LOGGING = (logging.Filterer, logging.Filter, logging.Formatter, logging.LoggerAdapter)
_NEVER_CHANGED = {"_target", "_args", "_kwargs", "_name", "_daemonic", "maxsize", "function", "args"}
# Objects whose attributes are those of another one.
_STANDS_FOR: dict[type, Callable[[Any], Any]] = {
    types.MethodType: operator.attrgetter("__func__"),
    types.GenericAlias: operator.attrgetter("__origin__"),
    type(typing.List[int]): operator.attrgetter("__origin__"),  # noqa: UP006 - its type has no other name
}
# Attributes kept by C code that nothing changes but an assignment to them.
_STEADY = {
    "__dict__",
    "__class__",
    "__doc__",
    "__name__",
    "__qualname__",
    "__module__",
    "__weakref__",
    "args",
}
# Iterators that look into what they hand on, or decide by it.
_EXAMINE = (
    filter, map, itertools.takewhile, itertools.dropwhile, itertools.filterfalse, itertools.compress,
    itertools.starmap, itertools.accumulate, itertools.groupby, itertools.chain,
)  # fmt: skip
_own_names: WeakKeyDictionary[type, frozenset[str]] = WeakKeyDictionary()


def touch(sched: Scheduler, obj: object, part: Any, mode: int) -> None:
    """The present step reads or changes a part of this very object."""
    footprint = sched.footprint
    if footprint.aliased and type(part) is str and part not in (SIZE, PLACES):
        space = instance_dict(obj)
        obj = obj if space is None else space
    footprint.touches.append((footprint.number(obj), part, mode))


def everything(sched: Scheduler) -> None:
    """Nothing is known of what this touches: it conflicts with every other step."""
    sched.footprint.touches.append((ALL, "all", W))


def redefined(sched: Scheduler) -> None:
    """Something changes that nobody notes when it is used: a function, a method, a setting of the library.

    So whoever moves may be concerned, also who seems to touch nothing.
    """
    sched.footprint.touches.append((EVERY, "all", W))


def doubt(sched: Scheduler, why: str) -> None:
    """Something happens that no footprint tells: this search cannot be called complete."""
    sched.doubt = sched.doubt or why


# -- questions about objects -------------------------------------------------------------------


def class_entry(kind: type, name: str, missing: Any = None) -> Any:
    """The class's own entry for a name, without running anything."""
    for owner in kind.__mro__:
        space = owner.__dict__
        if name in space:
            return space[name]
    return missing


def observed(function: object) -> bool:
    """Is this a Python function of the program's own, whose accesses are noted when it runs?"""
    function = getattr(function, "__func__", function)
    return isinstance(function, types.FunctionType) and not foreign(function.__globals__.get("__name__", ""))


def made_in_python(kind: type) -> bool:
    return bool(kind.__flags__ & _HEAPTYPE)


def instance_dict(obj: object) -> dict[str, Any] | None:
    """The ``__dict__`` of an instance or a module, without running anything; None if it has none.

    A partial that is asked for it gets one, and a partial of that is no longer one of the function itself.
    """
    found = class_entry(type(obj), "__dict__")  # a property of the program's own is not asked
    if found is _OF_PARTIAL:
        inside: dict[str, Any] | None = parts_of_partial(obj)[3]
        return inside
    space = found.__get__(obj) if isinstance(found, _BY_C) else None
    return space if issubclass(type(space), dict) else None


def parts_of_partial(obj: Any) -> tuple[Any, ...]:
    """What a partial is made of: function, arguments, keywords, and its ``__dict__`` or None."""
    whole: Any = functools.partial.__reduce__(obj)
    parts: tuple[Any, ...] = whole[2]
    return parts


def attribute_now(obj: Any, name: str) -> Any:
    """The value of an attribute, if it can be told without running code; else ``UNKNOWN``."""
    kind = type(obj)
    if kind is types.ModuleType:
        return obj.__dict__.get(name, UNKNOWN)
    if issubclass(kind, type):
        return class_entry(obj, name, UNKNOWN) if kind is type else UNKNOWN
    found = class_entry(kind, name, UNKNOWN)
    if hasattr(type(found), "__set__"):
        return found.__get__(obj, kind) if isinstance(found, types.MemberDescriptorType) else UNKNOWN
    return (instance_dict(obj) or {}).get(name, found)


def keyed(key: object) -> bool:
    """Can an item be told from others by its key alone, without asking the key?"""
    kind = type(key)
    return kind in _KEYS or (kind is tuple and all(map(keyed, key)))  # type: ignore[call-overload]


def guarded(sched: Scheduler, obj: Any) -> bool:
    """Is a queue's own lock held by who moves: in a method of its class's own, or by ``with q.mutex``?"""
    me = sched.current
    lock = vars(obj).get("mutex") if isinstance(obj, queue.Queue) else None
    return isinstance(lock, LabLock) and me is not None and (me.quiet > 0 or lock.owner is me)


def own_names(kind: type) -> frozenset[str]:
    """What the standard library keeps in an object of this class, and changes.

    A program that reaches for ``queue.queue`` or ``semaphore._value`` gets behind the lock that guards it.
    The library's own code has no hooks, so nobody notes when it changes that.
    """
    known = _own_names.get(kind)
    if known is None:
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


# -- attributes ------------------------------------------------------------------------------


def read_attribute(sched: Scheduler, obj: Any, name: str) -> bool:
    """Read ``obj.name``; True if that may run code and touch more once that is over.

    Python code of the program that runs for it (a property, ``__getattr__``) notes what it does by itself.
    """
    kind = type(obj)
    if name == "__dict__":
        see_namespace(sched, obj)
    elif kind is types.ModuleType:
        sched.footprint.touches.append((NAMES, f"g.{obj.__name__}.{name}", R))
    elif issubclass(kind, type):
        read_class_attribute(sched, cast("type[Any]", obj).__mro__, name)
        if kind is not type:
            read_class_attribute(sched, cast("type[Any]", kind).__mro__, name)
    elif kind in _STANDS_FOR:
        return read_attribute(sched, _STANDS_FOR[kind](obj), name)
    elif kind in (weakref.ProxyType, weakref.CallableProxyType):
        everything(sched)
    elif kind is super:
        after = obj.__thisclass__
        mro = obj.__self_class__.__mro__
        read_class_attribute(sched, mro[mro.index(after) + 1 :] if after in mro else (), name)
    elif (kind in ATOMS and kind is not types.FunctionType) or kind is threading.local:
        return False
    elif issubclass(kind, SYNC) and name in own_names(kind):
        everything(sched)  # the standard library changes it without saying so
        if isinstance(attribute_now(obj, name), BASES) and not guarded(sched, obj):
            sched.footprint.inner = f"{kind.__name__}.{name} is reached behind the lock that guards it"
    else:
        return read_own_attribute(sched, obj, name)
    return False


def read_own_attribute(sched: Scheduler, obj: Any, name: str) -> bool:
    """The same of an instance: a method, a descriptor, or what is stored in it."""
    kind = type(obj)
    found = class_entry(kind, name)
    if name in sched.footprint.reset:
        read_class_attribute(
            sched, kind.__mro__, name
        )  # it may have been a plain value before, or be none now
    fallback = class_entry(kind, "__getattr__") if found is None else None
    if isinstance(found, (types.FunctionType, classmethod, staticmethod)) or (
        callable(found) and not hasattr(type(found), "__set__")
    ):
        return False  # a method: whoever changes one concerns everybody (redefined)
    if found is _THREAD_NAME:
        touch(sched, obj, "._name", R)
    elif isinstance(found, property):
        if not observed(found.fget):
            everything(sched)
    elif isinstance(found, types.GetSetDescriptorType) and name not in _STEADY:
        everything(sched)  # code made in C, which looks at what it likes
        if name == "__kwdefaults__":
            redefined(sched)  # a dict that each call looks into
    elif fallback is not None and not observed(fallback):
        everything(sched)
    elif kind is types.FunctionType and name == "__globals__":
        see_globals(sched, obj.__globals__)
    elif kind.__module__.startswith("logging") and name in ("handlers", "filters"):
        redefined(sched)  # a list that whoever logs goes through, and that may be changed from here on
    else:
        touch(sched, obj, "." + name, R)
        if found is not None and not isinstance(found, _BY_C):
            read_class_attribute(sched, kind.__mro__, name)  # a value for all, or a default
            getter = class_entry(type(found), "__get__")
            if getter is not None and not observed(getter):
                if isinstance(found, functools.cached_property):
                    touch(sched, obj, "." + name, W)
                else:
                    everything(sched)
                return True
    return False


def read_class_attribute(sched: Scheduler, mro: tuple[type, ...], name: str) -> None:
    """A function is not noted, as whoever replaces one concerns everybody; one that replaced a value is."""
    reset = name in sched.footprint.reset
    for owner in mro:
        there = name in owner.__dict__
        if not owner.__flags__ & _IMMUTABLETYPE and (reset or not (there and callable(owner.__dict__[name]))):
            touch(sched, owner, "." + name, R)
        if there:
            break


def see_namespace(sched: Scheduler, obj: Any) -> None:
    """Somebody takes ``obj.__dict__``: from now on what is done to that dict is done to the attributes."""
    space = instance_dict(obj)
    if type(space) is dict:
        sched.footprint.namespaces[id(space)] = space, obj
    elif sched.footprint.observing:
        everything(sched)


def see_globals(sched: Scheduler, space: dict[str, Any]) -> None:
    """The same of a module's variables, as ``globals()`` hands them out."""
    module = sys.modules.get(str(space.get("__name__", "")))
    if module is not None and module.__dict__ is space:
        see_namespace(sched, module)
    elif sched.footprint.observing:
        everything(sched)


def set_namespace(sched: Scheduler, obj: Any) -> None:
    """``obj.__dict__`` is about to be set: from now on an attribute is known by the dict that it is in."""
    sched.footprint.aliased.append(obj)


def owner_of(sched: Scheduler, space: object) -> object | None:
    """Whose ``__dict__`` this is; None if that is not known, as it is of most dicts."""
    footprint = sched.footprint
    for obj in footprint.aliased:
        own = instance_dict(obj)
        if own is not None:
            footprint.namespaces.setdefault(id(own), (own, obj))
    held = footprint.namespaces.get(id(space))
    return None if held is None else held[1]


def write_attribute(sched: Scheduler, obj: Any, name: str) -> None:
    """Set or delete ``obj.name``; where reading notes nothing (of methods, say), writing touches all."""
    kind = type(obj)
    if kind is types.ModuleType:
        write_name(sched, f"g.{obj.__name__}.{name}")
        if name not in obj.__dict__:
            touch(sched, obj, ATTRIBUTES, W)
        return
    if issubclass(type(obj), type):
        value = class_entry(obj, name)
        if value is None or callable(value) or hasattr(type(value), "__get__"):
            redefined(sched)
        touch(sched, obj, "." + name, W)
        sched.footprint.reset.add(name)
        return
    if kind is threading.local:
        return
    if kind is types.FunctionType and name.startswith("__"):
        redefined(sched)  # its code or its defaults
        return
    if issubclass(kind, _LOGGING) and (kind.__module__.startswith("logging") or name in own_names(kind)):
        redefined(sched)  # the settings of a logger, a handler, an adapter
        return
    found = class_entry(kind, name)
    if isinstance(found, property) and observed(found.fset):
        return
    if found is _THREAD_NAME:
        touch(sched, obj, "._name", W)
        return
    plain = found is None or not callable(found) or hasattr(type(found), "__set__")
    setter = class_entry(type(found), "__set__") if found is not None else None
    known = setter is None or observed(setter) or isinstance(found, _STORED_BY_C)
    general = class_entry(kind, "__setattr__")
    if general not in _SETTERS and not observed(general):
        known = False
    if not plain or name in ("__dict__", "__class__"):
        redefined(sched)
    elif not known:
        everything(sched)
    if issubclass(kind, SYNC) and (
        name in own_names(kind) or (name == "maxsize" and issubclass(kind, queue.Queue))
    ):
        everything(sched)
        if not guarded(sched, obj):
            sched.footprint.inner = f"{kind.__name__}.{name} is reached behind the lock that guards it"
    touch(sched, obj, "." + name, W)
    space = instance_dict(obj)
    new = space is not None and name not in space
    touch(sched, obj, ATTRIBUTES, W if new else COUNT)  # the last one that came stands last; or one less


def write_name(sched: Scheduler, key: str) -> None:
    """A variable of a module or a cell is given another meaning."""
    sched.footprint.touches.append((NAMES, key, W))
    if key in fixed_names or key.startswith("g.builtins."):
        redefined(sched)
    else:
        written_names.add(key)


# -- contents --------------------------------------------------------------------------------


def touch_named(sched: Scheduler, space: object, key: object, mode: int) -> None:
    """An item of a namespace is touched: an attribute of its object, or a variable of its module."""
    owner = owner_of(sched, space)
    if owner is None:
        return
    if isinstance(owner, types.ModuleType):
        if mode == R:
            sched.footprint.touches.append((NAMES, f"g.{owner.__name__}.{key}", R))
        else:
            write_name(sched, f"g.{owner.__name__}.{key}")
        return
    touch(sched, owner, f".{key}", mode)
    if mode == W:
        touch(sched, owner, ATTRIBUTES, COUNT if key in space else W)  # type: ignore[operator] # a dict
        if callable(class_entry(type(owner), str(key))):
            redefined(sched)


def read_contents(sched: Scheduler, obj: Any, deep: int = TOP, around: tuple[int, ...] = ()) -> None:
    """Iterating, measuring, testing; ``deep`` says how far the look goes."""
    kind = type(obj)
    if kind in ATOMS or id(obj) in around:
        return
    if issubclass(kind, SYNC):
        if deep >= TEXT:
            everything(sched)  # the state of a lock, the name of a thread
        return
    if issubclass(kind, IMMUTABLE):
        if deep:
            read_members(sched, obj, deep, around)
    elif issubclass(kind, BASES):
        owner = owner_of(sched, obj)
        if owner is not None:
            read_namespace(sched, obj, owner)
        touch(sched, obj, SIZE, R)
        if deep:
            read_members(sched, obj, deep, around)
    elif kind is types.MappingProxyType:
        everything(sched)  # of a class, as a rule, whose attributes are not known by this dict
    elif issubclass(kind, VIEWS):
        for found in gc.get_referents(obj):
            read_contents(sched, found, deep, (*around, id(obj)))
    elif hasattr(kind, "__next__"):
        draw(sched, obj, deep)
    elif issubclass(kind, types.SimpleNamespace):
        read_attributes(sched, obj)
        if deep:
            read_members(sched, instance_dict(obj), deep, around)
    elif dataclasses.is_dataclass(kind) and deep:
        for field in dataclasses.fields(kind):  # its comparisons and its text are made by code without source
            touch(sched, obj, "." + field.name, R)
            value = attribute_now(obj, field.name)
            everything(sched) if value is UNKNOWN else read_contents(sched, value, deep, (*around, id(obj)))
    elif not made_in_python(kind) and kind is not object and kind.__module__ not in VALUES:
        if not issubclass(
            kind, (BaseException, type, types.TracebackType, types.FrameType)
        ) and kind.__module__ not in ("_random", "re", "types"):
            everything(sched)
    elif made_in_python(kind) and foreign(kind.__module__) and kind.__module__ not in VALUES:
        everything(sched)  # a class of the standard library's own Python code, which has no hooks
    elif deep >= INSIDE and made_in_python(kind) and not issubclass(kind, type):
        read_inside(sched, obj, deep, around)


def read_definition(sched: Scheduler, obj: Any) -> None:
    """All that a function or a class of the program's own has been given."""
    for owner in obj.__mro__ if isinstance(obj, type) else (obj,):
        if not foreign(str(owner.__module__)):
            read_attributes(sched, owner)
            read_contents(sched, vars(owner).get("__annotations__"))


def read_inside(sched: Scheduler, obj: Any, deep: int, around: tuple[int, ...]) -> None:
    """Every attribute of an object of the program's own, as ``copy.copy`` does."""
    kind = type(obj)
    slots = [
        name
        for owner in kind.__mro__
        for name, entry in vars(owner).items()
        if isinstance(entry, _STORED_BY_C)
    ]
    space = instance_dict(obj)
    touch(sched, obj, ATTRIBUTES, R)
    for name in (*(space or ()), *slots):
        touch(sched, obj, f".{name}", R)
    for part in gc.get_referents(obj):
        if part is not kind and part is not space:
            read_contents(sched, part, deep, (*around, id(obj)))
    for part in (space or {}).values():
        read_contents(sched, part, deep, (*around, id(obj)))


def members_of(obj: Any) -> list[Any]:
    """What a container made in C holds, without asking an ``__iter__`` of the program's own."""
    kind = type(obj)
    if issubclass(kind, dict):
        return [*dict.keys(obj), *dict.values(obj)]
    if issubclass(kind, bytearray):
        return []
    base = next(base for base in (*BASES, *IMMUTABLE) if issubclass(kind, base))
    return [*base.__iter__(obj)]


def read_attributes(sched: Scheduler, obj: object) -> None:
    touch(sched, obj, ATTRIBUTES, R)
    for name in list(vars(obj) if issubclass(type(obj), type) else instance_dict(obj) or ()):
        touch(sched, obj, f".{name}", R)


def read_members(sched: Scheduler, obj: Any, deep: int, around: tuple[int, ...]) -> None:
    for member in members_of(obj):
        if type(member) not in ATOMS:
            read_contents(sched, member, deep, (*around, id(obj)))


def read_namespace(sched: Scheduler, space: Any, owner: object) -> None:
    """Somebody goes through a ``__dict__``, and sees which attributes there are."""
    if issubclass(type(owner), types.ModuleType):
        everything(sched)
        return
    touch(sched, owner, ATTRIBUTES, R)
    for name in list(space):
        touch(sched, owner, f".{name}", R)


def change_contents(sched: Scheduler, obj: Any) -> None:
    """Anything may move inside."""
    if owner_of(sched, obj) is not None:
        everything(sched)  # also attributes that are not there yet
    touch(sched, obj, SIZE, W)
    touch(sched, obj, PLACES, W)


def place(obj: object, key: Any) -> Any:
    """The key of an item: ``cells[-1]`` is the same item as ``cells[4]``."""
    held_by_place = issubclass(type(obj), list) and type(key) is int and key < 0
    return key + list.__len__(cast("list[Any]", obj)) if held_by_place else key


def read_item(sched: Scheduler, obj: Any, key: Any) -> Callable[[Scheduler, Any, Any], None] | None:
    """Read ``obj[key]``; an own ``__getitem__`` notes by itself what it does.

    Returns:
        What it is from here on if it goes on in another step: an item that is not there is made by the
        factory and then put in, also where another thread has put one in meanwhile. None if it stays a read.
    """
    kind = type(obj)
    if kind in ATOMS or issubclass(type(obj), (*IMMUTABLE, type)):
        return None
    if issubclass(type(obj), BASES):
        if issubclass(type(obj), (dict, list)) and keyed(key):
            touch_named(sched, obj, key, R)
            if type(key) is int and key < 0 and issubclass(type(obj), list):
                touch(sched, obj, SIZE, R)
            touch(sched, obj, PLACES, R)
            touch(sched, obj, (".", place(obj, key)), R)
        else:
            touch(sched, obj, SIZE, R)
            touch(sched, obj, PLACES, R)
            if issubclass(type(obj), dict):
                read_contents(sched, key, MEMBERS)  # keys are compared
        if issubclass(type(obj), defaultdict) and not (keyed(key) and dict.__contains__(obj, key)):
            set_item(sched, obj, key)
            return set_item
    elif issubclass(kind, VIEWS):
        read_contents(sched, obj)
    elif not observed(class_entry(kind, "__getitem__")):
        everything(sched)
    return None


def set_item(sched: Scheduler, obj: Any, key: Any) -> None:
    """Set ``obj[key]``: one item if it is there already, else what everybody sees who counts or iterates."""
    kind = type(obj)
    if issubclass(type(obj), (dict, list)) and keyed(key):
        touch_named(sched, obj, key, W)
        there = issubclass(type(obj), list) or dict.__contains__(obj, key)
        touch(sched, obj, PLACES, W if issubclass(type(obj), OrderedDict) and not there else R)
        touch(sched, obj, SIZE, COUNT if there else W)
        touch(sched, obj, (".", place(obj, key)), W)
    elif issubclass(type(obj), BASES):
        change_contents(sched, obj)
        if issubclass(type(obj), dict):
            read_contents(sched, key, MEMBERS)
    elif not observed(class_entry(kind, "__setitem__")):
        everything(sched)


def delete_item(sched: Scheduler, obj: Any, key: Any) -> None:
    """Take ``obj[key]`` out: that moves the others of a list, and is missed by whoever counts."""
    if issubclass(type(obj), dict) and keyed(key):
        touch_named(sched, obj, key, W)
        touch(sched, obj, PLACES, R)
        touch(sched, obj, SIZE, W)
        touch(sched, obj, (".", key), W)
    elif issubclass(type(obj), BASES):
        change_contents(sched, obj)
        if issubclass(type(obj), dict):
            read_contents(sched, key, MEMBERS)
    elif not observed(class_entry(type(obj), "__delitem__")):
        everything(sched)


def read_membership(sched: Scheduler, obj: Any, key: Any) -> None:
    """``key in obj``."""
    if issubclass(type(obj), (dict, set)):
        if keyed(key):
            touch_named(sched, obj, key, R)
            touch(sched, obj, PLACES, R)
            touch(sched, obj, (".", key), R)
            return
        touch(sched, obj, PLACES, R)
    read_contents(sched, obj, MEMBERS)
    read_contents(sched, key, MEMBERS)


def draw(sched: Scheduler, iterator: Any, deep: int = TOP) -> None:
    """Take from an iterator: whoever else has it gets the next one, of whatever it goes through.

    A generator of the program's own runs statements when it is drawn from. They may end in another step than
    the one that asked, so each of them draws as well: its frame is kept under the generator's number for that
    (``drawn``, read by runtime/tracing). Iterators made in C read what they hold, and call what they hold.
    """
    touch(sched, iterator, SIZE, W)
    kind = type(iterator)
    if kind is types.GeneratorType:
        sched.footprint.drawn[id(iterator.gi_frame)] = sched.footprint.number(iterator)
        frame = iterator.gi_frame
        module = str(frame.f_globals.get("__name__", "")) if frame is not None else ""
        if foreign(module) and not module.startswith(TRUSTED):
            everything(sched)
        return
    if made_in_python(kind) and observed(class_entry(kind, "__next__")):
        return
    if kind.__module__ not in ("builtins", "itertools", "collections", "_collections"):
        everything(sched)
        return
    if issubclass(kind, _EXAMINE):
        deep = max(deep, TEXT)
    held = gc.get_referents(iterator)
    functions = [part for part in held if callable(part) and not hasattr(type(part), "__next__")]
    called = {id(function) for function in functions}  # none of them is asked whether it is equal
    if not all(map(only_reads, functions)):
        everything(sched)
    for part in held:
        if type(part) is tuple:  # the iterators of a zip or map
            for inner in part:
                draw_inner(sched, inner, deep or (TEXT if functions else TOP))
        elif id(part) not in called:
            draw_inner(sched, part, deep or (TEXT if functions else TOP))


def draw_inner(sched: Scheduler, part: Any, deep: int) -> None:
    if type(part) in ATOMS:
        return
    if hasattr(type(part), "__next__"):
        draw(sched, part, deep)
    else:
        read_contents(sched, part, deep)


def only_reads(function: object) -> bool:
    """Is this known to change nothing that it does not note itself? Told by access/effects."""
    return bool(function_reads(function))


function_reads: Any = observed  # access/effects knows more, and puts its own here

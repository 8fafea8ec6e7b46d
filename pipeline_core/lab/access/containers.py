"""Contents: what looking into an object, taking from it and putting into it touches.

Inside:  iterating, measuring, comparing and printing; iterators, which are used up; items.
Outside: attributes, PURE and UNKNOWN (attributes), the syntax that leads here (expressions, statements).

The contents of an object are one part of it, ``".[]"``. An item of a list or dict under a key that is
plain to see is a part of its own besides: steps that set ``cells[0]`` and ``cells[1]`` commute. On the whole
such a step notes no more than a count (mode COUNT): counts commute with each other, while whoever goes
through the list, or changes its length, conflicts with them.
"""

from __future__ import annotations

import itertools
import types
from collections import deque
from typing import Any

from pipeline_core.lab.access.attributes import (  # fmt: skip
    ATOMS,
    CONTAINERS,
    PURE,
    SYNC,
    TRUSTED,
    UNKNOWN,
    Bound,
    atom,
    class_entry,
    everything,
    observed,
    star,
    touch,
)
from pipeline_core.lab.code.callables import foreign
from pipeline_core.lab.scheduler.footprint import COUNT, R, W
from pipeline_core.lab.scheduler.scheduler import Scheduler

# How deep a look goes: into the object (iterating, measuring); into its members too (comparing); as far as
# its text does, which shows what comparing does not ask for.
TOP = 0
PARTS = 1
TEXT = 2
_MEASURES = ("__iter__", "__len__", "__bool__", "__contains__")
_OWN_ITERATORS = {type(iter(range(0))), type(iter(())), type(iter("")), type(iter(b"")),
                  itertools.count, itertools.repeat}  # fmt: skip
_LISTS: list[Any] = [[], {}, {}.values(), {}.items(), set(), deque()]
_READING_ITERATORS = {*(type(iter(x)) for x in _LISTS), type(reversed(_LISTS))}


def read_contents(sched: Scheduler, obj: Any, deep: int = TOP) -> None:
    """Iterating, measuring, testing; ``deep`` says how far the look goes."""
    kind = type(obj)
    if obj is PURE or kind in ATOMS:
        return
    if kind is tuple or kind is frozenset:
        for part in obj if deep else ():
            read_contents(sched, part, deep)
    elif kind in CONTAINERS:
        touch(sched, obj, ".[]", R)
        if deep:
            read_parts(sched, [*obj, *obj.values()] if isinstance(obj, dict) else list(obj), deep)
    elif isinstance(obj, Bound) or kind is types.MethodType:
        return
    elif isinstance(obj, SYNC):
        if deep == TEXT:
            everything(sched)
    elif obj is not UNKNOWN and hasattr(kind, "__next__"):
        advance(sched, obj)
    elif not deep and all(f is None or observed(f) for f in (class_entry(kind, n) for n in _MEASURES)):
        return
    elif not (
        deep
        and class_entry(kind, "__repr__") is class_entry(object, "__repr__")
        and class_entry(kind, "__eq__") is class_entry(object, "__eq__")
    ):
        star(sched, R)


def read_parts(sched: Scheduler, parts: list[object], deep: int) -> None:
    """Comparing or printing asks every member, which may be any object's own ``__eq__`` or ``__repr__``."""
    if deep == TEXT and any(isinstance(p, SYNC) for p in parts):
        everything(sched)
    if not all(type(p) in ATOMS for p in parts):
        star(sched, R)


def consume(sched: Scheduler, obj: object) -> None:
    """A loop goes through ``obj``, which may be an iterator, and is then used up."""
    if obj is UNKNOWN:
        star(sched, W)
    else:
        read_contents(sched, obj)


def advance(sched: Scheduler, iterator: object) -> None:
    """Take from an iterator: whoever else has it gets the next one.

    A generator of the program's own runs statements when it is drawn from, which are looked at as they run.
    They may end in another step than the one that asked, so each of them draws as well: its frame is kept
    under the generator's number for that (``drawn``, read by runtime/tracing). Iterators of C code run
    nothing that can be seen: those over a container read it, any other may do anything.
    """
    kind = type(iterator)
    touch(sched, iterator, ".[]", W)
    if type(iterator) is types.GeneratorType and iterator.gi_code.co_name != "<genexpr>":
        frame = iterator.gi_frame
        sched.footprint.drawn[id(frame)] = sched.footprint.number(iterator)
        module = frame.f_globals.get("__name__", "") if frame is not None else ""
        if foreign(module) and not module.startswith(TRUSTED):
            star(sched, W)  # no statement of it is looked at
    elif kind in _READING_ITERATORS:
        star(sched, R)
    elif kind not in _OWN_ITERATORS and not observed(class_entry(kind, "__next__")):
        star(sched, W)  # one that calls functions, or draws from another


def get_item(sched: Scheduler, obj: Any, key: object) -> Any:
    """Read ``obj[key]``: note what that touches, and return the item where it is plain to see."""
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
        missing = getattr(obj, "default_factory", None)
        if missing is not None and not (type(key) in ATOMS and key in obj):
            touch(sched, obj, ".[]", W)
            return UNKNOWN if missing in CONTAINERS or observed(missing) else star(sched, W)
        touch(sched, obj, ".[]", R)
        return UNKNOWN
    if obj is not UNKNOWN and observed(class_entry(kind, "__getitem__")):
        return UNKNOWN
    return star(sched, W if hasattr(kind, "__missing__") else R)


def place(obj: object, key: object) -> object:
    """The key of an item: ``cells[-1]`` is the same item as ``cells[4]``."""
    return key + len(obj) if type(obj) is list and type(key) is int and key < 0 else key


def item_of(obj: Any, key: object) -> Any:
    """The item of a built-in container under a key that is plain to see, without asking ``__missing__``."""
    if type(key) not in ATOMS:
        return UNKNOWN
    try:
        return dict.get(obj, key, UNKNOWN) if isinstance(obj, dict) else obj[key]
    except (LookupError, TypeError):
        return UNKNOWN


def set_item(sched: Scheduler, obj: Any, key: object) -> None:
    """Set ``obj[key]``: one item if it is there already, else what everybody sees who counts or iterates."""
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
    elif obj is UNKNOWN or not observed(class_entry(kind, "__setitem__")):
        star(sched, W)


def delete_item(sched: Scheduler, obj: object, key: object) -> None:
    """Taking an item out moves the others of a list, and is missed by whoever counts."""
    if type(obj) in CONTAINERS:
        touch(sched, obj, ".[]", W)
    else:
        set_item(sched, obj, key)

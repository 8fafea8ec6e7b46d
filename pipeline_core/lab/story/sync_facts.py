"""What a synchronisation call does, said in a few words as it takes place.

Inside:  ``Fact``; puts and takes with their items, answers of ``empty`` and ``is_set``, timers that ran out.
Outside: the names of the objects (watcher), the lines in which they are called (line_log).

A call that has to wait for nothing and tells nothing, such as taking a lock, has no words here.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any, NamedTuple

from pipeline_core.lab.access.locations import CONTAINERS
from pipeline_core.lab.code.frames import variables
from pipeline_core.lab.primitives import futures
from pipeline_core.lab.primitives.queues import LabSimpleQueue, size
from pipeline_core.lab.scheduler.actor import Actor
from pipeline_core.lab.scheduler.footprint import Numbers
from pipeline_core.lab.story.vocabulary import label, value_text

_POOLS = ("concurrent.futures", futures.__name__)
_TAKES_FROM = {queue.Queue: 0, queue.PriorityQueue: 0, queue.LifoQueue: -1, LabSimpleQueue: 0}


class Home(NamedTuple):
    """Where a place is that has no name which is the same for all threads."""

    base: int  # the number of an object
    way: str  # from it: ".value"
    spot: tuple[Any, ...]  # the key of the place as this thread reaches it
    of_class: bool = False  # the object is a class, and ``spot`` in one of its instances


class Fact(NamedTuple):
    """Something that a line did."""

    text: str  # "reads count = 0"
    keys: tuple[Any, ...]  # what it touched: the same for the same shared thing
    write: bool
    what: str = ""  # how the program calls it: "count"
    always: bool = False  # told even if nobody else touched it: an early timer, the error
    kind: str = ""  # "read", "put", "raise" or "future", where it matters what it was (turning_point)
    home: Home | None = None  # of a place behind a variable of the thread's own, or one that a class has


def sync_facts(
    me: Actor, name: str, operation: FrameType, own: FrameType | None, numbers: Numbers
) -> list[Fact]:
    """What ``me``, whose turn has just come, is about to do.

    ``name``: of the object, as the program calls it; ``operation``: the frame of the lab's own operation;
    ``own``: the program's innermost frame, or None.
    """
    obj = me.obj
    key = ("object", numbers.number(obj))
    if inside_library(me, operation, own):
        return []
    if me.fired:
        return [timer_fact(me, name, key)]
    if me.kind in ("put", "get"):
        return item_facts(me, name, operation, own, numbers)
    if me.kind in _ANSWERS:
        call, answer = _ANSWERS[me.kind]
        return [Fact(f"{name}{call} is {answer(me, obj)}", (key,), False, name)]
    if me.kind in _CHANGES:
        return [Fact(_CHANGES[me.kind](name, obj), (key,), True, name)]
    return []


def call_text(kind: str, name: str) -> str:
    """A call as the program would write it, where its thread is in no line of the program."""
    method = _METHODS.get(kind, kind)
    return f"{name}.{method}()" if name and method.isidentifier() else ""


def inside_library(me: Actor, operation: FrameType, own: FrameType | None) -> bool:
    """Is this what a pool does with its own queue, or a barrier with its condition? The program did not."""
    frame = operation.f_back
    while frame is not None and frame is not own:
        barrier = isinstance(variables(frame).get("self"), threading.Barrier)
        if barrier or str(frame.f_globals.get("__name__")).startswith(_POOLS):
            return not (me.fired and me.kind == "wait")
        frame = frame.f_back
    return False


def item_facts(
    me: Actor, name: str, operation: FrameType, own: FrameType | None, numbers: Numbers
) -> list[Fact]:
    """An item goes into a queue or comes out of it; if it is a container, its contents show there too."""
    obj = me.obj
    key = ("object", numbers.number(obj))
    if me.kind == "put":
        if full(me, obj):
            return [Fact(f"finds {name} full", (key,), False, name)]
        item = put_item(operation)
        text = f"puts {value_text(item, own, me.sched.idents)} into {name}"
    elif not held(me, obj):
        return [Fact(f"finds {name} empty", (key,), False, name)]
    else:
        item = next_item(obj)
        told = value_text(item, own, me.sched.idents) if taking_end(obj) is not None else "an item"
        text = f"gets {told} from {name}"
    kind = "put" if me.kind == "put" else ""
    facts = [Fact(text, (key,), True, name, kind=kind)]
    if isinstance(item, CONTAINERS):
        facts.append(Fact(text, (("contents", numbers.number(item)),), False, name, kind=kind))
    return facts


def put_item(operation: FrameType) -> Any:
    """What a put was given: in the lab's own frame, or in that of the Channel's put which called it."""
    inner = variables(operation)
    if "item" in inner or operation.f_back is None:
        return inner.get("item")
    return variables(operation.f_back).get("item")


def timer_fact(me: Actor, name: str, key: tuple[str, int], what: str = "") -> Fact:
    """A timer fired; early if somebody else could have moved first."""
    sched = me.sched
    keys = () if me.obj is None else (key,)  # every thread sleeps for itself
    others = [sched.actors[i] for i in sched.runnable if i != me.index]
    slower = [label(sched, a) for a in others if not a.done and not a.expired and not sched.sleeping(a)]
    what = what or f"the {'sleep' if me.kind in ('sleep', 'compute') else 'timeout'} is over"
    if not slower:
        return Fact(what, keys, False, name)
    names = slower[0] if len(slower) == 1 else f"{slower[0]} and {len(slower) - 1} more"
    return Fact(f"{what} before {names} moves on", keys, False, name, always=True)


# -- looking into queues ---------------------------------------------------------------------


def items_of(obj: Any) -> Any:
    return obj.items if isinstance(obj, LabSimpleQueue) else obj.queue


def held(me: Actor, obj: Any) -> int:
    return len(items_of(obj)) if isinstance(obj, LabSimpleQueue) else size(obj, me)


def full(me: Actor, obj: Any) -> bool:
    return 0 < getattr(obj, "maxsize", 0) <= held(me, obj)


def taking_end(obj: Any) -> int | None:
    """At which end of its items a queue takes; None for a subclass that takes in a way of its own."""
    kind = type(obj)
    known = next((each for each in kind.__mro__ if each in _TAKES_FROM), None)
    if known is None or (kind is not known and getattr(kind, "_get", 0) is not getattr(known, "_get", 1)):
        return None
    return _TAKES_FROM[known]


def next_item(obj: Any) -> Any:
    """The item that is taken next; None if the queue is empty or of a kind of its own."""
    end = taking_end(obj)
    return items_of(obj)[end] if end is not None and items_of(obj) else None


_METHODS = {
    "is set?": "is_set",
    "empty?": "empty",
    "full?": "full",
    "locked?": "locked",
    "is alive?": "is_alive",
}
_ANSWERS: dict[str, tuple[str, Callable[[Actor, Any], object]]] = {
    "empty?": (".empty()", lambda me, obj: not held(me, obj)),
    "full?": (".full()", full),
    "qsize": (".qsize()", held),
    "is set?": (".is_set()", lambda me, obj: obj._flag),
    "locked?": (".locked()", lambda me, obj: obj.count > 0),
    "is alive?": (".is_alive()", lambda me, obj: not me.sched.by_thread[id(obj)].done),
}
_CHANGES: dict[str, Callable[[str, Any], str]] = {
    "set": lambda name, obj: f"sets {name}",
    "clear": lambda name, obj: f"clears {name}",
    "start waiting": lambda name, obj: f"begins to wait for {name}",
    "notify": lambda name, obj: f"notifies {name}" + ("" if obj._waiters else ", where nobody waits"),
}

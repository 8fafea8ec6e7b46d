"""Hooks: what instrumented code calls in front of each access; each sees the very object.

Inside:  the hooks; at the grain of accesses they are switch points, too; calls of code without hooks.
Outside: where hooks stand (instrument), which code has them (twins), what an access touches (touches), what
         a call touches (effects).

A hook stands directly in front of its access, and nothing that could switch stands between. So the object
that it sees is the one that is used, and what it notes belongs to the step in which it happens.

What is *under way* is different. C code may call Python on the way, as ``sorted(xs, key=f)`` does, and there
others may move; what it does after that belongs to another step. So while such a call, comparison or
loop is under way, what it touches is noted again at the beginning of each new step of its thread
(``Scheduler.go_on``). For a call it ends when the call is over. Where no hook tells of the end, it ends with
the statement.

Only a controlled thread notes anything. For every other one a hook hands back what it was given.
"""

from __future__ import annotations

import inspect
import sys
import traceback
import types
import typing
import warnings
import weakref
from _thread import get_ident
from collections import deque
from collections.abc import Callable, Iterator
from sys import _getframe
from types import FrameType
from typing import Any

from pipeline_core.lab.access import touches, twins
from pipeline_core.lab.access.effects import LastWords, asks_class, effect_of, nothing, protocols, trusted
from pipeline_core.lab.access.touches import (
    ATOMS,
    BASES,
    IMMUTABLE,
    MEMBERS,
    SYNC,
    TEXT,
    UNKNOWN,
    VALUES,
    change_contents,
    class_entry,
    doubt,
    draw,
    everything,
    keyed,
    made_in_python,
    observed,
    read_attribute,
    read_contents,
    read_membership,
    see_namespace,
    set_namespace,
    write_attribute,
    write_name,
)
from pipeline_core.lab.access.twins import prepare, prepare_class
from pipeline_core.lab.code.callables import LAB_PACKAGE, foreign
from pipeline_core.lab.scheduler.actor import Actor, controlled
from pipeline_core.lab.scheduler.footprint import NAMES, R
from pipeline_core.lab.scheduler.scheduler import Scheduler

_PLAIN = frozenset({int, float, complex, bool, str, bytes, type(None), types.FunctionType, range})
# What looks at the frame that it is called from, in C or by going back from its own (else: access/callers).
# The second ones touch nothing that is shared, the first may touch anything.
_LOOK_AT_CALLER = {globals, locals, eval, exec, input, __import__, dir, vars, warnings.warn}
_NAME_CALLER = {super, type, traceback.extract_stack, traceback.format_stack, traceback.print_stack}
_NAME_CALLER |= {
    typing.TypeVar,
    typing.ParamSpec,
    typing.TypeVarTuple,
    getattr(typing, "TypeAliasType", type),
}
CORE = LAB_PACKAGE.rpartition(".")[0] + "."  # the core's modules
_HASHED_PLAINLY = (type, types.BuiltinFunctionType, types.FunctionType)
_HANDING_ON = frozenset({"submit", "map", "add_done_callback", "wait_for"})  # they call what they are given
_NUMBERS = frozenset({int, float, complex, bool})
_IN_PLACE = tuple(
    f"__i{name}__"
    for name in "add sub mul matmul truediv floordiv mod pow lshift rshift and xor or".split()  # noqa: SIM905
)
_FOR_C = frozenset({"__iter__", "keys"})  # what they return is gone through by C code, as a rule
_keys: dict[int, Any] = {}  # by thread: the key of the item access that its code is about to make


def turn(kind: str, name: str = "", depth: int = 2) -> Actor | None:
    """The calling thread's actor, for an access that is about to happen: a switch point at that grain.

    Args:
        kind: of the access, LOAD or STORE or CALL, as the stepper and the story tell it.
        name: the variable or attribute, ``[]`` for an item.
        depth: how many frames above this one the instrumented code is.
    """
    me = controlled.get(get_ident())
    if me is None or me.sched.busy or me.sched.ending is not None:
        return None
    if me.sched.fine and not me.quiet:
        me.sched.access_point(me, kind, name, _getframe(depth))
    return me


def acting(kind: str, name: str = "", depth: int = 3) -> Actor | None:
    """As ``turn``, but None unless somebody asks what is touched."""
    me = turn(kind, name, depth)
    return me if me is not None and me.sched.footprint.observing else None


# -- attributes and variables ------------------------------------------------------------------


def see(obj: Any, name: str) -> Any:
    """``obj.name`` is read."""
    me = acting("LOAD", name)
    if name == "__dict__":
        early(see_namespace, obj)
    if me is not None:
        prepare_class(type(obj))
        if read_attribute(me.sched, obj, name):
            under_way(me, read_attribute, me.sched, obj, name)
    return obj


def early(note: Callable[..., None], *given: Any) -> None:
    """Note also before there are other threads what counts later on: a ``__dict__``, a weak reference."""
    me = controlled.get(get_ident())
    if me is not None:
        note(me.sched, *given)


def change(obj: Any, name: str) -> Any:
    """``obj.name`` is set or deleted."""
    me = acting("STORE", name)
    if name == "__dict__":
        early(set_namespace, obj)
    if me is not None:
        prepare_class(type(obj))
        write_attribute(me.sched, obj, name)
    return obj


def name(key: str) -> bool:
    """A variable that threads share is read."""
    me = acting("LOAD", key)
    if me is not None:
        me.sched.footprint.touches.append((NAMES, key, R))
    return True


def put_name(value: Any, keys: tuple[str, ...]) -> Any:
    """``value`` goes into variables that threads share."""
    me = acting("STORE", keys[0])
    if me is not None:
        for key in keys:
            write_name(me.sched, key)
    return value


def bind(keys: tuple[str, ...]) -> None:
    """Names are bound by a statement that does not assign: before or after this, and in the same step."""
    me = controlled.get(get_ident())
    if me is not None and me.sched.footprint.observing and not me.sched.busy:
        for key in keys:
            write_name(me.sched, key)


def named(keys: tuple[str, ...]) -> Callable[[Any], Any]:
    """A decorator that stands outside all others: the function or class is about to get its name."""

    def bound(value: Any) -> Any:
        bind(keys)
        return value

    return bound


def unbind(keys: tuple[str, ...]) -> None:
    """Names are deleted; under a global one a built-in of that name may come to light."""
    me = acting("STORE", keys[0])
    if me is not None:
        bind(keys)
        if any(key[0] == "g" for key in keys):
            everything(me.sched)


def forget(keys: tuple[str, ...]) -> None:
    """The variable of an ``except`` clause is deleted at its end, where no hook can stand."""
    me = controlled.get(get_ident())
    if me is not None and me.sched.footprint.observing:
        doubt(
            me.sched,
            f"when the shared variable {keys[0].rpartition('.')[2]} of an except clause goes is not observed",
        )


def imports(keys: tuple[str, ...], modules: tuple[str, ...], taken: tuple[str, ...]) -> None:
    """Modules are imported; ``taken``: the variables that are read from one of them, "" where unknown."""
    bind(keys)
    me = controlled.get(get_ident())
    if me is not None and me.sched.footprint.observing:
        if "" in taken or not all(m in sys.modules for m in modules):
            everything(me.sched)
        me.sched.footprint.touches += [(NAMES, key, R) for key in taken if key]


# -- items ---------------------------------------------------------------------------------------


def item(obj: Any, key: Any, constant: bool = False) -> Any:
    """``obj[key]`` is read; ``constant``: the code itself has the key once more."""
    return at_item("LOAD", touches.read_item, obj, key, constant)


def change_item(obj: Any, key: Any, constant: bool = False) -> Any:
    return at_item("STORE", touches.set_item, obj, key, constant)


def delete_item(obj: Any, key: Any, constant: bool = False) -> Any:
    return at_item("STORE", touches.delete_item, obj, key, constant)


def at_item(
    kind: str, note: Callable[[Scheduler, Any, Any], object], obj: Any, key: Any, constant: bool
) -> Any:
    me = acting(kind, "[]", 4)
    if me is not None:
        prepare_class(type(obj))
        access_item(me, note, obj, key)
    if not constant:
        _keys[get_ident()] = key
    return obj


def access_item(me: Actor, note: Callable[[Scheduler, Any, Any], Any], obj: Any, key: Any) -> None:
    further = note(me.sched, obj, key)
    if may_call(obj, key):
        under_way(me, further or note, me.sched, obj, key)


def may_call(obj: Any, key: Any) -> bool:
    """May an item access run Python code: a factory, the key's ``__eq__``, the library's own classes?"""
    kind = type(obj)
    if kind is list or issubclass(type(obj), IMMUTABLE):
        return False
    if kind is dict:
        return not keyed(key)
    return not (made_in_python(kind) and observed(class_entry(kind, "__getitem__")))


def key() -> Any:
    return _keys.pop(get_ident())


# -- read, compute, write back: ``x.n += 1`` -----------------------------------------------------
#
# The read is noted when it happens, then kept; the write when the new value is there. In between others may
# have moved, and the same statement may have begun in other frames (recursion): the frame tells which is
# meant.


def aug(obj: Any, name: str) -> Any:
    me = turn("LOAD", name)
    if me is not None:
        prepare_class(type(obj))
        if me.sched.footprint.observing and read_attribute(me.sched, obj, name):
            under_way(me, read_attribute, me.sched, obj, name)
        writing(me, write_attribute, obj, name, touches.attribute_now(obj, name))
    return obj


def item_now(obj: Any, key: Any) -> Any:
    """The same of an item."""
    kind = type(obj)
    if not issubclass(kind, (list, deque, dict)) or (
        made_in_python(kind) and type(class_entry(kind, "__getitem__")) is types.FunctionType
    ):
        return UNKNOWN
    if issubclass(kind, dict):
        return dict.get(obj, key, UNKNOWN) if keyed(key) else UNKNOWN
    try:
        return (list if issubclass(kind, list) else deque).__getitem__(obj, key)
    except (IndexError, TypeError):
        return None  # the statement raises the same


def aug_item(obj: Any, key: Any, constant: bool = False) -> Any:
    me = turn("LOAD", "[]")
    if me is not None:
        prepare_class(type(obj))
        if me.sched.footprint.observing:
            access_item(me, touches.read_item, obj, key)
        writing(me, touches.set_item, obj, key, item_now(obj, key))
    if not constant:
        _keys[get_ident()] = key
    return obj


def aug_name(old: Any, key: str) -> bool:
    """A variable was read for ``+=``; in this step, since nothing stands between."""
    me = controlled.get(get_ident())
    if me is not None:
        if key and me.sched.footprint.observing:
            me.sched.footprint.touches.append((NAMES, key, R))
        if me.sched.fine:
            me.sched.accessed(me, "LOAD", key, _getframe(1))
        writing(me, None, None, key, old)
    return True


def writing(me: Actor, note: Any, obj: Any, part: Any, old: Any) -> None:
    frame = _getframe(2)
    me.writing = [entry for entry in me.writing if entry[0] is not frame]  # left behind by an exception
    me.writing.append((frame, note, obj, part, old))


def aug_value(value: Any) -> Any:
    """The right side of ``+=`` is there: what was read is about to be computed with, and written."""
    me = controlled.get(get_ident())
    if me is None:
        return value
    frame = _getframe(1)
    entry = next((entry for entry in reversed(me.writing) if entry[0] is frame), None)
    if entry is None:
        return value
    me.writing = [other for other in me.writing if other is not entry]
    _, note, obj, part, old = entry
    if note is not None or part or type(old) not in _PLAIN:
        turn("STORE", part if type(part) is str else "[]")
    sched = me.sched
    if sched.footprint.observing:
        in_place(me, old, value)
        if note is touches.set_item:
            access_item(me, note, obj, part)
        elif note is not None:
            note(sched, obj, part)
        elif part:
            write_name(sched, part)
    return value


def in_place(me: Actor, old: Any, value: Any) -> None:
    """``old += value`` changes a container itself; Python code of the program notes what it does."""
    kind = type(old)
    sched = me.sched
    if old is UNKNOWN:
        if type(value) not in _NUMBERS:  # a number is added to nothing that could change
            everything(sched)
    elif kind not in ATOMS and not issubclass(kind, IMMUTABLE):
        prepare_class(kind)
        if issubclass(kind, BASES):
            change_contents(sched, old)
        elif changes_itself(kind):
            everything(sched)
    if type(value) not in _PLAIN:
        prepare_class(type(value))
        read_contents(sched, value, MEMBERS)


def changes_itself(kind: type) -> bool:
    """May ``old += value``, ``old |= value`` or the like change it by code without hooks?"""
    found = [entry for entry in (class_entry(kind, name) for name in _IN_PLACE) if entry is not None]
    if not found:  # then it makes a new one, as ``+`` does
        return foreign(kind.__module__) and kind.__module__ not in VALUES
    return not all(map(observed, found))


# -- operators, texts, what is taken apart --------------------------------------------------------


def operand(value: Any) -> Any:
    """Computed with, tested, taken apart: its members are not looked at."""
    if type(value) not in _PLAIN:
        me = acting("LOAD", "")
        if me is not None:
            prepare_class(type(value))
            read_contents(me.sched, value)
            if type(value) not in ATOMS and not issubclass(type(value), (*IMMUTABLE, *BASES)):
                under_way(me, read_contents, me.sched, value)
    return value


def handed(value: Any) -> Any:
    """A value is returned or yielded.

    Code without hooks that asked for it (``any(…)``, ``key=…``, ``wait_for(…)``) looks into it, as long as
    the call that asked is under way.
    """
    if type(value) in _PLAIN:
        return value
    me = controlled.get(get_ident())
    if me is None or not me.sched.footprint.observing or me.sched.busy or me.sched.ending is not None:
        return value
    frame = _getframe(1)
    asking = frame.f_back
    if asking is None:
        return value
    if twins.has_hooks(asking.f_code):
        code = frame.f_code
        if code.co_name in _FOR_C and not code.co_flags & inspect.CO_GENERATOR:  # `a, b = obj`, `{**obj}`
            read_contents(me.sched, value)
            me.under_way.append((asking, read_contents, (me.sched, value)))
        return value
    if passes_on(asking, frame):
        return value
    prepare_all(value)
    read_contents(me.sched, value, MEMBERS)
    call = next((entry for entry in reversed(me.under_way) if type(entry[0]) is object), None)
    if call is not None:
        me.under_way.append((call[0], read_contents, (me.sched, value, MEMBERS)))
    return value


def passes_on(asking: FrameType, frame: FrameType) -> bool:
    """Does the code that asked hand the value on to hooked code, or keep it, and not look into it?"""
    if asking.f_code is Loop.__next__.__code__:
        return getattr(asking.f_locals["self"].iterator, "gi_frame", None) is frame
    return str(asking.f_globals.get("__name__", "")).startswith(("concurrent.futures", LAB_PACKAGE)) and (
        asking.f_code not in _LETS_C_CALL
    )


def compared(value: Any) -> Any:
    """Compared: its members are looked at, which may run their own code."""
    return looked_into(value, MEMBERS)


def text(value: Any) -> Any:
    """Made a text of."""
    return looked_into(value, TEXT)


def looked_into(value: Any, deep: int) -> Any:
    if type(value) not in _PLAIN:
        me = acting("LOAD", "", 4)
        if me is not None:
            prepare_all(value)
            read_contents(me.sched, value, deep)
            if type(value) not in ATOMS:
                under_way(me, read_contents, me.sched, value, deep)
    return value


truth = star = unpack = operand


def prepare_all(value: Any) -> None:
    """The classes of an object and of what a container holds."""
    prepare_class(type(value))
    if issubclass(type(value), (*BASES, *IMMUTABLE)):
        for kind in {type(part) for part in touches.members_of(value)}:
            if kind not in _PLAIN:
                prepare_class(kind)


def subject(value: Any) -> Any:
    """What ``match`` looks at: its patterns may ask for anything in it."""
    me = acting("LOAD", "")
    if me is not None and type(value) not in ATOMS:
        plain = issubclass(type(value), (*IMMUTABLE, *BASES)) and all(
            type(part) in ATOMS for part in touches.members_of(value)
        )
        note: Any = read_contents if plain else _everything
        note(me.sched, value, MEMBERS)
        under_way(me, note, me.sched, value, MEMBERS)
    return value


def _everything(sched: Scheduler, *_: object) -> None:
    everything(sched)


def contains(key: Any, container: Any) -> bool:
    me = acting("LOAD", "")
    if me is None:
        return key in container
    prepare_all(container)
    prepare_class(type(key))
    if made_in_python(type(container)) and observed(class_entry(type(container), "__contains__")):
        return key in container
    with _UnderWay(me, read_membership, me.sched, container, key):
        return key in container


def lacks(key: Any, container: Any) -> bool:
    return not contains(key, container)


# -- loops and blocks -----------------------------------------------------------------------------


class Loop:
    """Goes through what a ``for`` goes through, and notes each look at it."""

    __slots__ = ("iterator", "keys", "source")

    def __init__(self, source: Any, keys: tuple[str, ...]) -> None:
        self.source = source
        self.keys = keys
        me = controlled.get(get_ident())
        if me is not None and me.sched.footprint.observing and issubclass(type(source), BASES):
            read_contents(me.sched, source)  # its iterator keeps in mind how long it was
        self.iterator: Iterator[Any] = iter(source)

    def __iter__(self) -> Loop:
        return self

    def __next__(self) -> Any:
        me = acting("LOAD", "")
        if me is None:
            found = next(self.iterator)
        else:
            with _UnderWay(me, self.note, me.sched):
                found = next(self.iterator)
        if self.keys:
            bind(self.keys)
        return found

    def note(self, sched: Scheduler) -> None:
        if issubclass(type(self.source), BASES):
            read_contents(sched, self.source)
        draw(sched, self.iterator)


def loop(source: Any, keys: tuple[str, ...], apart: bool) -> Any:
    """``for … in source``; ``apart``: its items are taken apart, which reads them."""
    me = controlled.get(get_ident())
    if me is None or not me.sched.hooked:
        return source
    kind = type(source)
    if kind in (tuple, range, str) and not keys and not apart:
        return source
    prepare_class(kind)
    return Apart(source, keys) if apart else Loop(source, keys)


class Apart(Loop):
    """A loop whose items are taken apart."""

    __slots__ = ()

    def __next__(self) -> Any:
        return operand(Loop.__next__(self))


def delegate(source: Any) -> Any:
    """``yield from source``."""
    me = controlled.get(get_ident())
    if me is None or not me.sched.hooked:
        return source
    return Delegate(source)


class Delegate(Loop):
    """Hands on what a generator is sent to the one that it delegates to."""

    __slots__ = ()

    def __init__(self, source: Any) -> None:
        super().__init__(source, ())

    def send(self, value: Any) -> Any:
        return next(self) if value is None else self.forward("send", value)

    def throw(self, *error: Any) -> Any:
        if not hasattr(self.iterator, "throw"):
            raise error[0]
        return self.forward("throw", *error)

    def close(self) -> None:
        if hasattr(self.iterator, "close"):
            self.forward("close")

    def forward(self, method: str, *given: Any) -> Any:
        me = acting("CALL", method)
        if me is None:
            return getattr(self.iterator, method)(*given)
        with _UnderWay(me, self.note, me.sched):
            return getattr(self.iterator, method)(*given)


class Managed:
    """A context manager without hooks: what entering and leaving it touches is not known."""

    def __init__(self, real: Any) -> None:
        self.real = real

    def __enter__(self) -> Any:
        return noted(type(self.real).__enter__)(self.real)

    def __exit__(self, *error: object) -> Any:
        return noted(type(self.real).__exit__)(self.real, *error)


def manager(obj: Any) -> Any:
    """``with obj``."""
    me = controlled.get(get_ident())
    if me is None or not me.sched.hooked:
        return obj
    kind = type(obj)
    prepare_class(kind)
    enter = class_entry(kind, "__enter__")
    if enter is None or issubclass(kind, SYNC) or observed(enter) or trusted(obj):
        return obj
    return Managed(obj)


# -- calls of code without hooks --------------------------------------------------------------------


def call(function: Any) -> Any:
    """``function`` is about to be called: itself, or where its code has no hooks, what notes the call."""
    me = controlled.get(get_ident())
    if me is None or not me.sched.hooked:
        return function
    kind = type(function)
    if kind is types.FunctionType or kind is types.MethodType or isinstance(function, type):
        prepare(function)
    if kind is types.MethodType or kind is types.BuiltinFunctionType:
        owner = function.__self__
        if issubclass(type(owner), SYNC) and function.__name__ not in _HANDING_ON:
            return function
    if kind in _HASHED_PLAINLY:
        if function in _NAME_CALLER:
            return function
        if function in _LOOK_AT_CALLER or (isinstance(function, type) and issubclass(function, type)):
            return at_caller(me, function)
    if (isinstance(function, weakref.ref) or function is weakref.ref) and in_core(_getframe(1)):
        return function  # when its channels go makes no difference to it: StopEvent in channel.py
    effect, owner = effect_of(function)
    return function if effect is None else Noted(function, effect, owner)


def in_core(frame: FrameType) -> bool:
    return str(frame.f_globals.get("__name__", "")).startswith(CORE)


def at_caller(me: Actor, function: Any) -> Any:
    """A function that looks at the frame it is called from cannot be called by somebody else."""
    if function is globals:
        touches.see_globals(me.sched, _getframe(2).f_globals)
    elif me.sched.footprint.observing and function is not vars:
        everything(me.sched)
    return Variables if function is vars else function


class Variables:
    """``vars(obj)``, and ``vars()`` of the caller."""

    def __new__(cls, *given: Any) -> Any:
        if given:
            early(see_namespace, given[0])
        else:
            me = acting("CALL", "vars")
            if me is not None:
                everything(me.sched)
            return _getframe(1).f_locals
        return Noted(vars, *effect_of(vars))(*given)


class Noted:
    """A call of code without hooks: what it touches is noted for as long as it is under way."""

    __slots__ = ("effect", "function", "owner")

    def __init__(self, function: Any, effect: Any, owner: Any) -> None:
        self.function = function
        self.effect = effect
        self.owner = owner

    def __str__(self) -> str:
        """As Python names the function in the error of a call that cannot be made."""
        name = getattr(self.function, "__qualname__", None)
        module = getattr(self.function, "__module__", None)
        if name is None:
            return str(self.function)
        return f"{name}()" if module in (None, "builtins") else f"{module}.{name}()"

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        for arg in args:
            if type(arg) not in _PLAIN or type(arg) is types.FunctionType:
                prepare_argument(arg)
        for arg in kwargs.values():
            prepare_argument(arg)
        if self.effect is nothing or (self.effect is asks_class and not protocols(args)):
            return self.function(*args, **kwargs)
        me = acting("CALL", getattr(self.function, "__name__", ""))
        if isinstance(self.effect, LastWords):
            early(self.effect.early)
        if me is None:
            return self.function(*args, **kwargs)
        with _UnderWay(me, self.effect, me.sched, self.owner, args, kwargs):
            return self.function(*args, **kwargs)


def prepare_argument(value: Any) -> None:
    prepare(value)
    if issubclass(type(value), (*BASES, *IMMUTABLE)):
        prepare_all(value)


def noted(function: Callable[..., Any]) -> Callable[..., Any]:
    """What the library is going to call for the program: with hooks, or noted where it has none."""
    prepare(function)
    effect, owner = effect_of(function)
    return function if effect is None or effect is nothing else Noted(function, effect, owner)


# -- what is under way ------------------------------------------------------------------------------


class _UnderWay:
    """Notes a touch at its beginning, at each step of its thread until its end, and at its end."""

    __slots__ = ("entry", "given", "me", "note", "step")

    def __init__(self, me: Actor, note: Callable[..., object], *given: Any) -> None:
        self.me = me
        self.note = note
        self.given = given

    def __enter__(self) -> None:
        self.step = self.me.sched.step
        further = self.note(*self.given)
        if callable(further):
            self.note = further
        self.entry = (object(), self.note, self.given)
        self.me.under_way.append(self.entry)

    def __exit__(self, *error: object) -> None:
        sched = self.me.sched
        own = self.entry[0]  # also what was handed to the call meanwhile (handed)
        self.me.under_way = [entry for entry in self.me.under_way if entry[0] is not own]
        if sched.step != self.step and sched.ending is None:
            self.note(*self.given)


def under_way(me: Actor, note: Callable[..., object], *given: Any) -> None:
    """Note this again in each step until the statement is over that the calling code is in."""
    frame = _getframe(2)
    while frame.f_code.co_filename == __file__ and frame.f_back is not None:
        frame = frame.f_back
    me.under_way.append((frame, note, given))


def statement_over(me: Actor, frame: FrameType) -> None:
    """The statement that ``frame`` was in is over."""
    if me.under_way:
        me.under_way = [entry for entry in me.under_way if entry[0] is not frame]


# Where C code runs under a hook: it may call code of the program, and look into what that returns.
_LETS_C_CALL = {f.__code__ for f in (Noted.__call__, Loop.__next__, Delegate.forward, contains)}

twins.hooks.update(
    handed=handed,
    see=see, change=change, name=name, put_name=put_name, bind=bind, named=named, unbind=unbind,
    forget=forget, imports=imports, item=item, change_item=change_item, delete_item=delete_item, key=key,
    aug=aug, aug_item=aug_item, aug_name=aug_name, aug_value=aug_value, operand=operand, compared=compared,
    truth=truth, star=star, unpack=unpack, text=text, subject=subject, contains=contains, lacks=lacks,
    loop=loop, delegate=delegate, manager=manager, call=call, slice=slice,
)  # fmt: skip

"""Effects: what a call of code without hooks touches, told from the callable and its arguments.

Inside:  what functions, classes and methods of the standard library do with what they are given.
Outside: the program's own Python code, which notes what it does when it runs (hooks); attributes and items
         (touches).

Three kinds of code have no hooks. C code that is known here reads or changes what it says. Other C code
touches everything; it is one step all the same, since no thread can move within it but where it calls Python.
The standard library's Python code can be interrupted anywhere, which the lab does not do: a function that is
known to read gets its arguments read, but it is remembered that it is no single step (``not_one_step``); of
any other the search says that it could not look.
"""

from __future__ import annotations

import abc
import builtins
import contextlib
import contextvars
import functools
import logging
import operator
import random
import types
import typing
import weakref
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque
from collections.abc import Callable
from contextvars import Context, ContextVar
from typing import Any

from pipeline_core.lab.access import touches
from pipeline_core.lab.access.contexts import call_context, touch_current
from pipeline_core.lab.access.touches import (
    ATOMS,
    ATTRIBUTES,
    BASES,
    IMMUTABLE,
    INSIDE,
    MEMBERS,
    PLACES,
    SIZE,
    SYNC,
    TEXT,
    TRUSTED,
    VALUES,
    VIEWS,
    change_contents,
    class_entry,
    delete_item,
    doubt,
    draw,
    everything,
    instance_dict,
    keyed,
    made_in_python,
    observed,
    read_attribute,
    read_attributes,
    read_contents,
    read_definition,
    read_item,
    read_membership,
    redefined,
    set_item,
    touch,
    write_attribute,
)
from pipeline_core.lab.code.callables import LAB_PACKAGE, foreign
from pipeline_core.lab.scheduler.footprint import COUNT, NAMES, R, W
from pipeline_core.lab.scheduler.scheduler import Scheduler

Args = tuple[Any, ...]
Named = dict[str, Any]
Effect = Callable[[Scheduler, Any, Args, Named], object]
"""Notes what a call touches: of what it is bound to, or None, and of its arguments. What it returns, if that
can be called, is the effect from there on (``touches.read_item``)."""

# Modules whose functions read what they are given and make something new.
READERS = frozenset({
    "_abc", "_bisect", "_collections_abc", "_contextvars", "_datetime", "_decimal", "_functools",
    "_hashlib", "_json",
    "_operator", "_random", "_statistics", "_struct", "_thread", "_warnings", "abc", "base64", "binascii",
    "cmath",
    "collections", "collections.abc", "colorsys", "copy", "dataclasses", "datetime", "decimal", "enum",
    "fnmatch",
    "fractions", "functools", "gc", "genericpath", "hashlib", "heapq", "html", "inspect", "itertools", "json",
    "json.decoder",
    "json.encoder", "keyword", "linecache", "math", "numbers", "operator", "os.path", "platform",
    "posixpath", "pprint",
    "random", "re", "reprlib", "statistics", "string", "struct", "sys", "textwrap", "time", "traceback",
    "types",
    "typing", "unicodedata", "urllib.parse", "uuid", "warnings", "zlib",
})  # fmt: skip
# Those of them whose functions look into the objects that they are given.
_LOOK_INSIDE = {
    "copy", "dataclasses", "functools", "inspect", "json", "json.encoder", "pprint", "reprlib", "string",
    "types", "typing",
}  # fmt: skip
_PASS_ON = {"typing", "abc", "enum", "types"}  # their functions look at nothing that could change
_KEEPS = {"add_note": "__notes__", "with_traceback": "__traceback__"}  # what methods of an exception set
_PROTOCOL = type(typing.Protocol)
_UNIONS = (types.UnionType, type(typing.Union[int, str]))  # noqa: UP007 - the type of the other spelling
_DUMPS = {"dump"}  # json.dump writes to what it is given
_SETS_UP = ("_RedirectStream.", "chdir.")  # context managers of contextlib that change what all go by
_LOGGING_SETS_UP = {
    "setLevel",
    "addHandler",
    "removeHandler",
    "addFilter",
    "removeFilter",
    "basicConfig",
    "disable",
}


# -- kinds of effects --------------------------------------------------------------------------


def nothing(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    """Touches nothing that is shared."""


def shallow(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    """Goes through what it is given."""
    for arg in (*args, *kw.values()):
        read_contents(S, arg)


def deep(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    """Compares what it is given, and what is in it."""
    look_into(S, args, kw, MEMBERS)


def prints(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    """Makes a text of what it is given."""
    look_into(S, args, kw, TEXT)


def inside(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    """Looks into every attribute of what it is given, as ``copy.deepcopy`` and ``"{0.n}".format`` may."""
    look_into(S, args, kw, INSIDE)


def asks_class(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    """``isinstance``: a protocol asks for attributes. What others go by is changed by ``redefined`` alone."""
    for kind in protocols(args):
        for name in names_of_protocol(kind):
            read_attribute(S, args[0], name)


def protocols(args: Args) -> list[type]:
    """The protocols among the classes that ``isinstance`` is given, in a tuple or a union, too."""
    found = []
    for kind in args[1:]:
        if type(kind) is _PROTOCOL:
            found += [kind] if class_entry(kind, "_is_protocol") else []
        elif type(kind) is not type:
            inner = (
                kind
                if type(kind) is tuple
                else getattr(kind, "__args__", ())
                if type(kind) in _UNIONS
                else ()
            )
            found += [part for one in inner for part in protocols((None, one))]
    return found


def names_of_protocol(kind: type) -> set[str]:
    """What an object must have; methods of Python itself are in its class, not in it."""
    found = set(class_entry(kind, "__protocol_attrs__", ()))  # from Python 3.12 on
    for owner in kind.__mro__:
        if vars(owner).get("_is_protocol"):
            found |= {name for name in vars(owner) if name[:1] != "_"}
            found |= set(vars(owner).get("__annotations__", ()))
    return found - {"__dict__"}


def to_output(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    """Prints."""
    S.footprint.touches.append((NAMES, "g.sys.stdout", R))
    prints(S, owner, args, kw)


def logs(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    """Logs. Loggers and handlers are set up by what is ``redefined``; what an adapter adds is not.

    Streams need nothing: whatever else reads them touches everything, and each handler takes its lock.
    """
    prints(S, owner, args, kw)
    logger: Any = owner
    if issubclass(type(owner), logging.LoggerAdapter):
        read_contents(S, touches.attribute_now(owner, "extra"), TEXT)
        logger = touches.attribute_now(owner, "logger")
    while issubclass(type(logger), logging.Logger):
        for handler in logger.handlers:
            buffer = vars(handler).get("buffer")  # of a MemoryHandler
            if isinstance(buffer, list):
                change_contents(S, buffer)
        logger = logger.parent


def settings(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    """Changes what the library's own code goes by: a registry, a filter, the stream that is printed to."""
    redefined(S)


def look_into(S: Scheduler, args: Args, kw: Named, far: int) -> None:
    for arg in (*args, *kw.values()):
        read_contents(S, arg, far)
        if far == INSIDE and issubclass(type(arg), (type, types.FunctionType)):
            read_definition(S, arg)
        if callable(arg) and not only_reads(arg):
            everything(S)  # a ``key=`` made in C


def wild(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    everything(S)


def reads(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    """A method that looks at its owner and at what it is given."""
    if made_in_python(type(owner)) and foreign(type(owner).__module__) and not issubclass(type(owner), BASES):
        read_attributes(S, owner) if hasattr(owner, "__dict__") else everything(S)  # settings, a template
    else:
        read_contents(S, owner, TEXT)
    deep(S, owner, args, kw)


def by_settings(look: Effect) -> Effect:
    """A method of the library's own Python code: it goes by what its owner holds, also one of a subclass."""

    def goes_by(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
        if not issubclass(type(owner), (*BASES, type)) and instance_dict(owner) is not None:
            read_attributes(S, owner)
        reads(S, owner, (), {})
        look(S, owner, args, kw)

    return goes_by


def changes(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    """A method that changes its owner anyhow, with what it is given."""
    change_contents(S, owner)
    deep(S, owner, args, kw)


def compares(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    """A method that changes its owner by how its members compare: ``sort``, ``remove``."""
    read_contents(S, owner, MEMBERS)
    changes(S, owner, args, kw)


def appends(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    touch(S, owner, SIZE, W)
    touch(S, owner, (".", list.__len__(owner)), W)


def gets(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    if not args:
        return
    if issubclass(type(owner), defaultdict):  # ``get`` makes no new item
        read_membership(S, owner, args[0])
    else:
        read_item(S, owner, args[0])


def gets_item(S: Scheduler, owner: Any, args: Args, kw: Named) -> Effect | None:
    return sets if args and read_item(S, owner, args[0]) else None


def gets_item_of(S: Scheduler, owner: Any, args: Args, kw: Named) -> Effect | None:
    """``operator.getitem(obj, key)``."""
    if gets_item(S, args[0] if args else None, args[1:], kw) is None:
        return None
    return lambda S, owner, args, kw: sets(S, args[0], args[1:], kw)


def sets(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    if args:
        set_item(S, owner, args[0])


def sets_default(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    if args and keyed(args[0]) and dict.__contains__(owner, args[0]):
        read_item(S, owner, args[0])
    else:
        sets(S, owner, args, kw)


def takes_key(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    if issubclass(type(owner), dict) and args:
        delete_item(S, owner, args[0])
    else:
        change_contents(S, owner)


def updates(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    """``dict.update``: item by item, where it is plain to see which."""
    source = args[0] if args else {}
    if type(source) is dict and all(map(keyed, source)) and type(owner) is dict:
        read_contents(S, source)
        for key in (*source, *kw):
            set_item(S, owner, key)
    else:
        changes(S, owner, args, kw)


def changes_member(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    if args and keyed(args[0]):
        touch(S, owner, PLACES, R)
        touch(S, owner, SIZE, W)
        touch(S, owner, (".", args[0]), W)
    else:
        changes(S, owner, args, kw)


def asks_for_member(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    if args:
        read_membership(S, owner, args[0])


def draws(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    draw(S, owner)


def uses_up(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    """Its owner goes on in a way of its own, as a random number generator does."""
    touch(S, owner, SIZE, W)
    deep(S, owner, args, kw)


METHODS: dict[type, dict[str, Effect]] = {
    list: {
        "append": appends, "__len__": reads, "__getitem__": gets_item, "__setitem__": sets,
        "__contains__": asks_for_member, "sort": compares, "remove": compares,
        **dict.fromkeys(("index", "count", "copy", "__iter__", "__reversed__", "__eq__", "__ne__",
        "__add__", "__mul__",
                         "__rmul__", "__repr__", "__lt__", "__le__", "__gt__", "__ge__", "__str__"), reads),
    },
    dict: {
        "get": gets, "__getitem__": gets_item, "__setitem__": sets, "setdefault": sets_default,
        "update": updates,
        "pop":
        takes_key, "__delitem__": takes_key, "__contains__": asks_for_member, "keys": nothing, "values":
        nothing, "items": nothing,
        **dict.fromkeys(("copy", "__len__", "__iter__", "__reversed__", "__eq__", "__ne__", "__or__",
        "__ror__",
                         "__repr__", "__str__", "fromkeys", "elements", "most_common", "total", "__add__",
                         "__sub__",
                         "__and__"), reads),
    },
    set: {
        "add": changes_member, "discard": changes_member, "remove": changes_member, "__contains__":
        asks_for_member, **dict.fromkeys(("copy", "union", "intersection", "difference",
        "symmetric_difference", "isdisjoint",
                         "issubset", "issuperset", "__len__", "__iter__", "__eq__", "__ne__", "__or__",
                         "__and__",
                         "__sub__", "__xor__", "__repr__", "__str__", "__le__", "__lt__", "__ge__",
                         "__gt__"), reads),
    },
    deque: {
        "remove": compares, **dict.fromkeys(("index", "count", "copy", "__len__", "__contains__", "__iter__",
        "__reversed__", "__eq__", "__ne__", "__getitem__", "__add__", "__mul__", "__repr__",
        "__str__"), reads),
    },
    bytearray: dict.fromkeys([*(n for n in dir(bytes) if n not in dir(object)), "__len__", "__iter__",
    "__eq__",
                              "__repr__", "__str__"], reads),
}  # fmt: skip

FUNCTIONS: dict[Any, Effect] = {
    **dict.fromkeys((isinstance, issubclass), asks_class),
    **dict.fromkeys((id, callable, type, super, staticmethod, classmethod, property,
    object), nothing),
    **dict.fromkeys((iter, len, bool, range, enumerate, zip, reversed, map, filter, chr, ord, divmod, abs,
    slice, float, int, complex, list, tuple, bytes, bytearray, deque, memoryview), shallow),
    **dict.fromkeys((set, frozenset, dict, OrderedDict, defaultdict, Counter, sum, min, max, sorted, any, all,
                     hash, pow, round, bin, hex, oct, functools.reduce), deep),
    **dict.fromkeys((repr, str, format, ascii), prints), print: to_output,
    operator.getitem: gets_item_of,
    **dict.fromkeys((exec, eval, compile, globals, locals, input, open, dir, builtins.__import__), wild),
}  # fmt: skip


# -- from a callable to its effect ---------------------------------------------------------------


def effect_of(function: Any) -> tuple[Effect | None, Any]:
    """What a call touches, and the object it is bound to; None for what notes that itself when it runs."""
    kind = type(function)
    if kind is types.FunctionType:
        return of_python(function), None
    if kind is types.MethodType:
        owner = function.__self__
        inner = function.__func__
        if type(inner) is types.FunctionType:
            return of_python(inner, owner), owner
        return of_bound(inner, owner), None
    if kind is types.BuiltinFunctionType or isinstance(function, type):
        found = FUNCTIONS.get(function) if known(function) else None
        if found is not None:
            return found, None
    if kind is types.BuiltinFunctionType or kind is types.MethodWrapperType:
        owner = function.__self__
        if owner is None or issubclass(type(owner), types.ModuleType):
            return of_builtin(function), None
        if issubclass(type(owner), type):
            return of_class_method(owner, function.__name__), owner
        return of_method(type(owner), function.__name__), owner
    if kind in (types.MethodDescriptorType, types.WrapperDescriptorType):
        effect = of_method(function.__objclass__, function.__name__)
        return (lambda S, _, args, kw: effect(S, args[0], args[1:], kw) if args else None), None
    if kind is types.ClassMethodDescriptorType:
        return deep, None
    if isinstance(function, type):
        return of_class(function), None
    if kind is functools.partial:
        return of_partial(function)
    if kind is functools._lru_cache_wrapper:
        return uses_up, function
    if isinstance(function, (operator.itemgetter, operator.attrgetter, operator.methodcaller)):
        return wild, None
    if isinstance(function, weakref.ref):
        return LastWords("a weak reference"), None
    inner = class_entry(kind, "__call__")
    return (of_python(inner, function), function) if type(inner) is types.FunctionType else (wild, None)


def known(function: Any) -> bool:
    """May it be looked up? Only what has the ordinary hash runs no code for that."""
    kind = type(function)
    return kind is types.BuiltinFunctionType or class_entry(kind, "__hash__") is class_entry(type, "__hash__")


def only_reads(function: Any) -> bool:
    """Does a call, with whatever arguments, change nothing that it does not note itself?"""
    effect, _ = effect_of(function)
    return effect is None or effect in (nothing, shallow, deep, prints)


touches.function_reads = only_reads


def of_partial(function: functools.partial[Any]) -> tuple[Effect | None, Any]:
    effect, owner = effect_of(function.func)

    def with_its_own(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
        read_contents(S, function.keywords)
        if effect is not None:
            effect(S, owner, (*function.args, *args), {**function.keywords, **kw})

    return with_its_own, owner


def of_bound(inner: Any, first: Any) -> Effect | None:
    """A method whose function is no Python function (a cache, C code): a call with the object in front."""
    effect, own = effect_of(inner)
    if effect is None:
        return None
    return lambda S, _, args, kw: effect(S, own, (first, *args), kw)


class LastWords:
    """Somebody is to hear when an object goes: then any step may be the one that runs code.

    It is heard also before there are other threads, as the object may outlive that (``early``).
    """

    def __init__(self, what: str) -> None:
        self.what = what

    def __call__(self, S: Scheduler, *_: object) -> None:
        everything(S)
        self.early(S)

    def early(self, S: Scheduler) -> None:
        doubt(S, f"when an object goes, and what then happens ({self.what}), is not observed")


def of_python(function: types.FunctionType, owner: Any = None) -> Effect | None:
    """The effect of a Python function; None for the program's own."""
    module = str(function.__globals__.get("__name__", ""))
    name = function.__name__
    if not foreign(module):
        if not module.startswith(LAB_PACKAGE):
            return None
        return to_output if name == "print" else nothing
    if module.startswith("logging"):
        return settings if name in _LOGGING_SETS_UP else logs
    if (module == "warnings" and name != "warn") or function.__qualname__.startswith(_SETS_UP):
        return settings
    if module.startswith(TRUSTED):
        if function.__qualname__ == "closing.__exit__":
            return wild
        if issubclass(type(owner), contextlib.ExitStack):
            return of_stack(function)
        return asks if name == "wait_for" else shallow if name in _GO_THROUGH else nothing
    if issubclass(type(owner), weakref.WeakSet) and name in ("add", "discard"):
        return lambda S, owner, args, kw: touch(S, owner, SIZE, COUNT)  # a member more or less
    if module in ("weakref", "_weakrefset"):
        return LastWords(f"weakref.{name}")
    if module == "collections" and issubclass(type(owner), BASES):
        return not_one_step(function, METHODS[dict].get(name, changes))
    if module == "random":
        return uses_random if name != "shuffle" else shuffles
    if module == "functools" and function.__code__.co_name == "wrapper":
        return None  # of singledispatch: it calls a function of the program's own
    if module in ("collections", "_collections_abc", "collections.abc") and owner is not None:
        if not issubclass(type(owner), _MADE_OF_OTHERS) and not foreign(type(owner).__module__):
            return None  # made of the methods of the program's own class
        return not_one_step(function, goes_through if name in _LOOKS else refills)
    if (name == "register" and module in ("functools", "abc", "_py_abc")) or name == "_abc_register":
        return settings
    if module in _PASS_ON and name != "get_type_hints":
        return nothing
    if module in READERS and name not in _DUMPS:
        look = inside if module in _LOOK_INSIDE else deep
        return not_one_step(function, look if owner is None else by_settings(look))
    return unknown_python(function)


_GO_THROUGH = {"map", "wait", "as_completed"}  # of concurrent.futures: they take one by one
_MADE_OF_OTHERS = (UserDict, UserList, UserString, ChainMap)
_LOOKS = frozenset({
    "get", "keys", "values", "items", "copy", "index", "count", "new_child", "parents", "isdisjoint",
    "__len__", "__iter__", "__contains__", "__getitem__", "__reversed__", "__repr__", "__str__", "__eq__",
    "__lt__", "__le__", "__gt__", "__ge__", "__add__", "__radd__", "__mul__", "__or__", "__ror__",
    "__and__", "__sub__", "__xor__",
})  # fmt: skip


def goes_through(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    """A method of a container made of others (``UserList.data``, ``ChainMap.maps``) that changes none."""
    read_contents(S, made_of(S, owner), MEMBERS)
    deep(S, owner, args, kw)


def refills(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    """Any other method of such a container."""
    parts = made_of(S, owner)
    read_contents(S, parts, MEMBERS)
    for part in (*parts, *(inner for outer in parts if type(outer) is list for inner in outer)):
        if issubclass(type(part), BASES):
            change_contents(S, part)
    deep(S, owner, args, kw)


def made_of(S: Scheduler, owner: Any) -> tuple[Any, ...]:
    touch(S, owner, ATTRIBUTES, R)
    space = instance_dict(owner) or {}
    for name in space:
        touch(S, owner, f".{name}", R)
    return tuple(space.values())


def not_one_step(function: types.FunctionType, effect: Effect) -> Effect:
    """Others can move while it is at work, which they cannot in the lab: see ``CurrentFootprint.inner``."""
    why = interrupted(function)

    def noted(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
        before = len(S.footprint.touches)
        effect(S, owner, args, kw)
        if len(S.footprint.touches) > before:
            S.footprint.inner = why

    return noted


def interrupted(function: Callable[..., Any]) -> str:
    code = getattr(function, "__code__", None)
    name = f"{function.__module__}.{function.__qualname__}"
    if isinstance(code, types.CodeType):  # ``wraps`` gives a decorator's wrapper the names of what it wraps
        name = f"{getattr(function, '__globals__', {}).get('__name__')}.{code.co_qualname}"
    return f"{name} can be interrupted in the middle, which was not tried"


def unknown_python(function: types.FunctionType) -> Effect:
    why = interrupted(function)

    def unknown(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
        S.footprint.inner = why
        everything(S)

    return unknown


def asks(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    """``wait_for(predicate)``: a predicate made in C (``items.__len__``) looks at what it likes."""
    for arg in (*args, *kw.values()):
        if callable(arg) and effect_of(arg)[0] not in (None, nothing):
            everything(S)


def of_stack(function: types.FunctionType) -> Effect:
    """An ExitStack calls later what it is given now."""
    if function.__name__ in ("close", "__exit__"):
        return wild

    def given(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
        for arg in args[:1]:
            kind = type(arg)
            leaves = None if function.__name__ == "callback" else class_entry(kind, "__exit__")
            if leaves is None:
                seen = issubclass(kind, SYNC) or observed(arg) or not callable(arg)
            else:
                seen = issubclass(kind, SYNC) or observed(leaves) or trusted(arg)
                if not seen:
                    redefined(S)  # entering it may do that, as ``redirect_stdout`` does
            if not seen:
                doubt(S, f"what leaving a `with` of {type(owner).__name__} calls is not observed")

    return given


def trusted(manager: Any) -> bool:
    """Does entering and leaving a manager of the library touch nothing that is not seen?"""
    kind = type(manager)
    if kind is contextlib.closing:
        return observed(touches.attribute_now(manager.thing, "close"))
    return (
        kind.__module__.startswith(LAB_PACKAGE)
        or (
            kind.__module__ == "contextlib"
            and kind.__name__ not in ("redirect_stdout", "redirect_stderr", "chdir")
        )
        or kind.__module__.startswith(("threading", "concurrent.futures", "queue", "_thread"))
    )


def uses_random(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    uses_up(S, random._inst if owner is None else owner, args, kw)


def shuffles(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    uses_random(S, owner, (), {})
    S.footprint.inner = interrupted(random.Random.shuffle)
    for arg in (*args, *kw.values()):
        change_contents(S, arg) if issubclass(type(arg), BASES) else everything(S)


def of_builtin(function: types.BuiltinFunctionType) -> Effect:
    """A function made in C, of some module."""
    module = function.__module__
    name = function.__name__
    if name == "next" and module == "builtins":
        return lambda S, _, args, kw: (
            draw(S, args[0]) if args and hasattr(type(args[0]), "__next__") else None
        )
    if function in (getattr, hasattr):
        return lambda S, _, args, kw: read_attribute(S, args[0], args[1]) if len(args) > 1 else None
    if function in (setattr, delattr):
        return lambda S, _, args, kw: write_attribute(S, args[0], args[1]) if len(args) > 1 else None
    if function is vars:
        return lambda S, _, args, kw: read_attribute(S, args[0], "__dict__") if args else everything(S)
    if function is contextvars.copy_context:
        return lambda S, *_: touch_current(S, R)
    if module == "_operator" and (
        name in ("setitem", "delitem") or (name[:1] == "i" and hasattr(operator, name[1:]))
    ):
        return of_operator
    if module == "_operator" and name == "call":
        return wild
    if module in ("_heapq", "_bisect") and not name.startswith("bisect"):
        return lambda S, _, args, kw: (
            compares(S, args[0], args[1:], kw) if args and issubclass(type(args[0]), BASES) else everything(S)
        )
    if module == "_weakref":
        return LastWords(f"weakref.{name}")
    if name in ("pack_into", "recv_into"):
        return wild
    if (name.startswith("set") and module in ("sys", "gc", "locale")) or name == "_abc_register":
        return settings
    return deep if module in READERS else wild


def of_operator(S: Scheduler, owner: Any, args: Args, kw: Named) -> None:
    """``operator.iadd(xs, ys)`` and the like: changes its first argument if that is a container."""
    if args and issubclass(type(args[0]), BASES):
        changes(S, args[0], args[1:], kw)
    elif args and type(args[0]) in ATOMS:
        deep(S, owner, args, kw)
    else:
        everything(S)


def of_class(kind: type) -> Effect | None:
    """Making an object: an own ``__init__`` notes what it does, C code reads what it is given."""
    if issubclass(kind, weakref.ref) or kind.__module__ == "weakref":
        return LastWords(f"weakref.{kind.__name__}")
    own = not foreign(kind.__module__)
    if issubclass(kind, (*SYNC, BaseException)) or kind.__module__.startswith(TRUSTED):
        return None if own else shallow
    if own:
        plain = all(made_in_python(k) or k is object for k in kind.__mro__)
        return None if plain else deep
    if kind.__module__ in READERS or kind.__module__ in ("builtins", *VALUES):
        return deep
    return wild


def of_class_method(owner: type, name: str) -> Effect:
    """A method of C code that is called on a class: ``object.__new__``, ``dict.fromkeys``."""
    if name == "register" and isinstance(owner, abc.ABCMeta):
        return settings
    if (
        owner in (object, type)
        or issubclass(owner, BaseException)
        or name in ("__new__", "__init_subclass__")
    ):
        return nothing
    if name == "__subclasses__":
        return lambda S, *_: doubt(S, "which subclasses a class has is not observed")
    return deep


def of_method(kind: type, name: str) -> Effect:
    """A method made in C, of an object of this class."""
    if name in ("__getattribute__", "__getattr__"):
        return lambda S, owner, args, kw: read_attribute(S, owner, args[0]) if args else None
    if name in ("__setattr__", "__delattr__"):
        return lambda S, owner, args, kw: write_attribute(S, owner, args[0]) if args else None
    for base, table in METHODS.items():
        if issubclass(kind, base):
            return table.get(name, changes)
    if kind in (object, type, super):
        return nothing
    if issubclass(kind, ContextVar) or issubclass(kind, Context):
        return lambda S, owner, args, kw: call_context(S, owner, name, args)
    if kind in ATOMS or issubclass(kind, IMMUTABLE):
        return inside if name in ("format", "format_map", "__mod__") else deep
    if issubclass(kind, BaseException) and name in _KEEPS:
        return lambda S, owner, args, kw: write_attribute(S, owner, _KEEPS[name])
    if issubclass(kind, (*SYNC, BaseException)):
        return shallow
    if issubclass(kind, VIEWS):
        return reads
    if kind is functools._lru_cache_wrapper:
        return uses_up
    if issubclass(kind, types.GeneratorType) or hasattr(kind, "__next__"):
        return draws
    if issubclass(kind, random.Random) or kind.__module__ == "_random":
        return uses_up
    if kind.__module__ in READERS or kind.__module__ in VALUES:
        return reads
    if made_in_python(kind) and name in (
        "__init__",
        "__repr__",
        "__eq__",
        "__ne__",
        "__hash__",
        "__init_subclass__",
        "__str__",
    ):
        return nothing if name == "__init__" else reads
    return wild

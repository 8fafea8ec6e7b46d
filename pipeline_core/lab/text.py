"""Values, numbers, errors and functions as short texts: no address, no failing ``repr``, no page of text.

Inside:  ``brief`` (any value), ``error_text`` (an exception), ``called`` (a function), figures and durations.
Outside: the sentences made of them (arguments, story, stepper, charts).
"""

from __future__ import annotations

import functools
import math
import re
import threading
import types
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

ENOUGH = 100  # members of a container that fill any line
ATOMS = (int, float, str, bool, bytes, complex, type(None))

_IDENTITY = re.compile(r"( object| started| started daemon)(?: at 0x[0-9a-fA-F]+| \d+)(?=>|\))")
_ADDRESS = re.compile(r"\b\d{14,15}\b")  # what ``id`` returns, as a key that is not there, say

_NUMBER = re.compile(r"(?<![\d.])\d+")

Names = Callable[[Any], str]
"""The name that the program has for an object without a text of its own, such as a sentinel; "" for none."""
Idents = Mapping[str, str]
"""Of a run whose program asks for them: what the system calls a thread, in digits, and a name for it."""
NO_IDENTS: Idents = {}


def brief(
    value: Any,
    limit: int = 60,
    *,
    own_repr: bool = True,
    lengths: bool = False,
    name_of: Names | None = None,
    idents: Idents = NO_IDENTS,
) -> str:
    """A value as one short text.

    Args:
        value: anything.
        limit: most characters; what is longer is cut, with "…" at its end.
        own_repr: ask the value's own ``__repr__``. That may be code of the program, which may do anything:
            where a run stands still and must stay as it is, say False. Then what is built in is spelled out,
            and every other object is told by its name or its type.
        lengths: without ``own_repr``: what is longer is not cut but told by its ends and its length,
            ``[0, … 99] (100 items)``; the text is then the same in each run and in each Python.
        name_of: without ``own_repr``: the name of an object that has no text of its own.
        idents: of the run that the value comes of; they are other numbers in each run, and told by name.
    """
    if own_repr:
        return cut(_named(_own_repr(value), idents), limit)
    if lengths:
        return _named(_with_lengths(value, limit, name_of or _nameless), idents)
    return cut(_named(_spelled_out(value, limit, name_of or _nameless, 3), idents), limit)


def _named(text: str, idents: Idents) -> str:
    return _NUMBER.sub(lambda found: idents.get(found[0], found[0]), text) if idents else text


def cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def one_line(text: str, limit: int = 70) -> str:
    """Source text or a message, in one line; what does not fit is left out and said to be."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def a(value: Any) -> str:
    """What kind of thing a value is: "an int", "a Counter"."""
    name = type(value).__name__
    return ("an " if name[:1] in "aeiouAEIOU" else "a ") + name


def error_text(error: BaseException) -> str:
    """Type and message of an exception, on one line; without the numbers that Python gives to objects."""
    try:
        message = str(error)
    except Exception:  # the program's own code may do anything
        message = "(its message cannot be shown: __str__ fails)"
    message = _ADDRESS.sub("…", _IDENTITY.sub(r"\1", message))
    return type(error).__name__ + (f": {one_line(message)}" if message else "")


def called(thing: Any) -> str:
    """The name of a callable as a reader of the program knows it."""
    if isinstance(thing, functools.partial):
        return f"a partial of {called(thing.func)}"
    name = getattr(thing, "__qualname__", "").rpartition("<locals>.")[2]
    if name == "<lambda>":
        return f"the lambda at line {thing.__code__.co_firstlineno}"
    if not name:
        return a(thing)
    return f"class {name}" if isinstance(thing, type) else f"{name}()"


# -- numbers ---------------------------------------------------------------------------------


def unit(seconds: float) -> tuple[str, float]:
    """Name the unit in which so many seconds read well, and how many of it make a second."""
    if seconds < 0.001:
        return "µs", 1e6
    return ("ms", 1e3) if seconds < 1 else ("s", 1.0)


def duration(seconds: float) -> str:
    """A time for a sentence, to three figures: ``"12.3 ms"``."""
    name, factor = unit(seconds)
    return f"{figure(seconds * factor)} {name}"


def figure(value: float) -> str:
    """A number for a sentence, to three figures and without an exponent: "0.0123", "1,230", "∞"."""
    if value == math.inf:
        return "∞"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) >= 0.001 or not value else f"{value:.6f}"


def times(number: int) -> str:
    """How often something was done: "once", "12 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def nth(number: int) -> str:
    """A place in an order: "1st", "12th"."""
    last = 0 if number // 10 % 10 == 1 else number % 10
    return str(number) + {1: "st", 2: "nd", 3: "rd"}.get(last, "th")


# -- values: by their own repr ---------------------------------------------------------------


def full_text(value: Any) -> str:
    """All of a value, to compare it with another: its own repr, or its type where that fails."""
    try:
        return repr(value)
    except Exception:  # the program's own code may do anything; so do integers of 5,000 digits
        return type(value).__name__


def _own_repr(value: Any) -> str:
    try:
        text = repr(_first_part(value))
    except Exception:  # the program's own code may do anything; so do integers of 5,000 digits
        text = f"{a(value)} whose repr fails"
    return a(value) if " at 0x" in text else text


def _first_part(value: Any) -> Any:
    """As much of a container as can be seen: the repr of a million items takes a second."""
    kind = type(value)
    if kind in (str, bytes, list, tuple, set, frozenset, dict) and len(value) > ENOUGH:
        if kind is dict:
            return dict(islice(value.items(), ENOUGH))
        return value[:ENOUGH] if kind in (str, bytes) else kind(islice(value, ENOUGH))
    return value


def _nameless(value: Any) -> str:
    return ""


# -- values: spelled out, cut at the end -----------------------------------------------------

_BRACKETS: dict[type, str] = {list: "[]", tuple: "()", set: "{}", frozenset: "{}", deque: "[]"}
_DICTS = (dict, defaultdict, OrderedDict, Counter)
_SPELLED = (*ATOMS, bytearray, range)
_MEMBERS = 8  # that are spelled out of a container


def is_data(value: Any) -> bool:
    """Is this something a learner would call a value: a number, a text, a collection of such?"""
    kind = type(value)
    return kind in _SPELLED or kind in _BRACKETS or kind in _DICTS or isinstance(value, BaseException)


def _spelled_out(value: Any, limit: int, name_of: Names, deep: int) -> str:
    """The value as code would have it; ``deep``: how many containers inside each other are opened."""
    kind = type(value)
    if kind in (str, bytes, bytearray) and len(value) > limit:
        return repr(value[:limit]) + "…"
    if kind is int and value.bit_length() > 300:
        return f"a whole number of {value.bit_length()} bits"
    if kind is range and not _can_be_told(value):
        return a(value)
    if kind in _SPELLED:
        return repr(value)
    if kind in _DICTS:
        if value and not deep:
            return "{…}"
        parts = [
            f"{_spelled_out(key, limit, name_of, deep - 1)}: {_spelled_out(part, limit, name_of, deep - 1)}"
            for key, part in _some(value.items())
        ]
        return "{" + ", ".join(parts) + (", …" if len(value) > _MEMBERS else "") + "}"
    if kind in _BRACKETS:
        left = _BRACKETS[kind][0]
        right = _BRACKETS[kind][1]
        if not value:
            return left + right if left != "{" else f"{kind.__name__}()"
        if not deep:
            return f"{left}…{right}"
        parts = [_spelled_out(part, limit, name_of, deep - 1) for part in _some(value)]
        more = ", …" if len(value) > _MEMBERS else "," if len(value) == 1 and left == "(" else ""
        return left + ", ".join(parts) + more + right
    name = name_of(value)
    if name:
        return name
    if isinstance(value, BaseException):
        return kind.__name__
    if isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType)):
        return value.__name__
    if isinstance(value, threading.Thread):
        return f"thread {value.name}"
    return f"<{kind.__name__}>"


def _some(members: Iterable[Any]) -> list[Any]:
    return list(members)[:_MEMBERS]  # a copy first: another thread may be changing it


# -- values: what is left out told by its length ---------------------------------------------

_WHOLE = (list, tuple, set, dict, deque, frozenset)
_FEW = 20  # most items of a container that is shown in full
_MOST_BITS = 4_000  # of a number that is told: some 1,200 digits
_END = 12  # characters that are shown of what is too long


def _with_lengths(value: Any, limit: int, name_of: Names) -> str:
    if type(value) in (OrderedDict, defaultdict, Counter):
        value = dict(value)
    if type(value) in ATOMS:
        return _atom(value, limit)
    if type(value) in _WHOLE:
        if len(value) <= _FEW and _built_in(value) and len(text := _sorted_repr(value)) <= limit:
            return text
        return _ends(value)
    return name_of(value) or a(value)


def _can_be_told(value: Any) -> bool:
    """Python refuses to spell out a number of too many digits, 4,300 unless told otherwise."""
    if type(value) is range:
        return all(map(_can_be_told, (value.start, value.stop, value.step)))
    return not isinstance(value, int) or value.bit_length() <= _MOST_BITS


def _built_in(value: Any) -> bool:
    """Only what is built in, down to the leaves, and can be told: its repr is no code of the program's."""
    kind = type(value)
    if kind in ATOMS:
        return _can_be_told(value)
    parts = [*value, *value.values()] if kind is dict else value if kind in _WHOLE else [value]
    return kind in _WHOLE and len(value) <= _FEW and all(map(_built_in, parts))


def _sorted_repr(value: Any) -> str:
    """Its repr; a set in an order that hashing does not decide."""
    if isinstance(value, (set, frozenset)) and value:
        return "{" + ", ".join(sorted(map(repr, value))) + "}"
    return repr(value)


def _atom(value: Any, limit: int) -> str:
    if not _can_be_told(value):
        return f"an int of {value.bit_length():,} bits"
    text = repr(value)
    if len(text) <= limit:
        return text
    if isinstance(value, (str, bytes)):
        return f"{value[:_END]!r}… ({len(value)} {'characters' if isinstance(value, str) else 'bytes'})"
    return f"{text[:_END]}… ({len(text)} characters)"


def _ends(value: Any) -> str:
    """``[0, … 99] (100 items)``: the two ends if they are short, and the length."""
    count = f"({len(value)} item{'s' if len(value) != 1 else ''})"
    if isinstance(value, (dict, set, frozenset)):
        return f"{a(value)} {count}"
    ends = [value[0], value[-1]] if len(value) > 1 else [value[0]]
    texts = [text for v in ends if _built_in(v) and len(text := _sorted_repr(v)) <= _END]
    if len(texts) < len(ends):
        return f"{a(value)} {count}"
    shown = ", … ".join(texts)
    return f"({shown}) {count}" if isinstance(value, tuple) else f"[{shown}] {count}"

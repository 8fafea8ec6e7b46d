"""Values at a glance: short text for any value, without running any code of the program.

Inside:  ``brief``, what counts as data, names of sentinels.
Outside: which values are looked at (sight).
"""

from __future__ import annotations

import threading
import types
from collections import Counter, OrderedDict, defaultdict, deque
from typing import Any

WIDEST = 48  # longest text
_BRACKETS: dict[Any, str] = {list: "[]", tuple: "()", set: "{}", frozenset: "{}", deque: "[]"}
_DICTS = (dict, defaultdict, OrderedDict, Counter)
_PLAIN = (int, float, complex, str, bytes, bytearray, bool, type(None), range)
_MOST = 8  # members that are shown of a collection


def is_data(value: Any) -> bool:
    """Is this something a learner would call a value: a number, a text, a collection of such?"""
    kind = type(value)
    return kind in _PLAIN or kind in _BRACKETS or kind in _DICTS or isinstance(value, BaseException)


def brief(value: Any, names: dict[int, str] | None = None) -> str:
    """The value as text, at most ``WIDEST`` long; objects of the program by their type alone."""
    text = _text(value, names or {}, 3)
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def _text(value: Any, names: dict[int, str], deep: int) -> str:
    kind = type(value)
    if kind in (str, bytes, bytearray) and len(value) > WIDEST:
        return repr(value[:WIDEST]) + "…"
    if kind is int and value.bit_length() > 300:
        return f"a whole number of {value.bit_length()} bits"
    if kind in _PLAIN:
        return repr(value)
    if kind in _BRACKETS:
        return _collection(value, names, deep)
    if kind in _DICTS:
        return _mapping(value, names, deep)
    if id(value) in names:
        return names[id(value)]
    if isinstance(value, BaseException):
        return kind.__name__
    if isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType)):
        return value.__name__
    if isinstance(value, threading.Thread):
        return f"thread {value.name}"
    return f"<{kind.__name__}>"


def _collection(value: Any, names: dict[int, str], deep: int) -> str:
    left, right = tuple(_BRACKETS[type(value)])
    if not value:
        return left + right if left != "{" else f"{type(value).__name__}()"
    if not deep:
        return f"{left}…{right}"
    parts = [_text(part, names, deep - 1) for part, _ in zip(list(value), range(_MOST), strict=False)]
    more = ", …" if len(value) > _MOST else "," if len(value) == 1 and left == "(" else ""
    return left + ", ".join(parts) + more + right


def _mapping(value: Any, names: dict[int, str], deep: int) -> str:
    if value and not deep:
        return "{…}"
    parts = [
        f"{_text(key, names, deep - 1)}: {_text(part, names, deep - 1)}"
        for (key, part), _ in zip(list(value.items()), range(_MOST), strict=False)
    ]
    return "{" + ", ".join(parts) + (", …" if len(value) > _MOST else "") + "}"


def named_objects(spaces: list[Any]) -> dict[int, str]:
    """Sentinels by the name that holds them: objects that are nothing but themselves."""
    return {
        id(value): name
        for space in reversed(spaces)
        for name, value in list(space.items())
        if type(value) is object or type(value).__name__ == "Mark"
    }

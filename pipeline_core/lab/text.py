"""Short words for values, errors and functions: no address, no failing ``repr``, no page of text.

Inside:  brief (a value), error_text (an exception), called (a function).
Outside: sentences made of them (explain, given).
"""

from __future__ import annotations

import functools
from itertools import islice
from typing import Any

ENOUGH = 100  # members of a container that fill any line


def brief(value: Any, limit: int = 60) -> str:
    """``repr(value)``, cut to ``limit`` characters; an object without a repr of its own by its type."""
    try:
        text = repr(first_part(value))
    except Exception:  # the program's own code may do anything; so do integers of 5,000 digits
        text = f"{a(value)} whose repr fails"
    if " at 0x" in text:
        text = a(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def first_part(value: Any) -> Any:
    """As much of a container as can be seen: the repr of a million items takes a second."""
    kind = type(value)
    if kind in (str, bytes, list, tuple, set, frozenset, dict) and len(value) > ENOUGH:
        if kind is dict:
            return dict(islice(value.items(), ENOUGH))
        return value[:ENOUGH] if kind in (str, bytes) else kind(islice(value, ENOUGH))
    return value


def a(value: Any) -> str:
    name = type(value).__name__
    return ("an " if name[:1] in "aeiouAEIOU" else "a ") + name


def error_text(error: Any) -> str:
    """Type and message of an exception, on one line."""
    try:
        message = str(error)
    except Exception:  # as above
        message = "(its message cannot be shown: __str__ fails)"
    return type(error).__name__ + (f": {one_line(message)}" if message else "")


def one_line(text: str, limit: int = 70) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


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

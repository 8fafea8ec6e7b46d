"""Values as short text, at a cost that does not grow with them, and whatever their own ``repr`` does.

Inside:  in_short, cut.
Outside: what is said with it (errors).
"""

from collections import deque
from dataclasses import fields, is_dataclass
from reprlib import Repr
from typing import Any

_LONGEST = 80  # characters of one value


class _Short(Repr):
    """As ``reprlib.Repr``, but it goes by what a value is, where that goes by the name of its class.

    A subclass of a container, or a class of the user's that is called ``list``, is shown without trouble; and
    of 200 MB of bytes only the first few are looked at.
    """

    def __init__(self) -> None:
        super().__init__()
        self.maxstring = _LONGEST
        self.maxother = _LONGEST

    def repr1(self, x: Any, level: int) -> str:
        kind = type(x)
        plain = next(
            (each for each in _SHOWN if issubclass(kind, each) and kind.__repr__ is each.__repr__), None
        )
        try:
            if plain is not None:
                shown: str = getattr(self, f"repr_{plain.__name__}")(x, level)
            elif names := _fields_shown(x):
                shown = self._repr_fields(x, names, level)
            else:
                shown = cut(repr(x), _LONGEST)
        except BaseException as error:  # the user's code; what is told with this text must be told
            return f"<{kind.__name__} at {id(x):#x}, whose repr raises {type(error).__name__}>"
        return shown

    def repr_bytes(self, x: bytes, level: int) -> str:  # noqa: ARG002  # called as the others are
        if len(x) <= _LONGEST // 2:
            return cut(repr(x), _LONGEST)
        return f"<{type(x).__name__} of {len(x):,}: {bytes(x[:16])!r}…>"

    repr_bytearray = repr_bytes

    def repr_int(self, x: int, level: int) -> str:  # noqa: ARG002
        return repr(x) if x.bit_length() < 300 else f"<int of {x.bit_length():,} bits>"

    def _repr_fields(self, x: Any, names: list[str], level: int) -> str:
        if level <= 0:
            return f"{type(x).__name__}(...)"
        shown = [f"{name}={self.repr1(getattr(x, name), level - 1)}" for name in names[: self.maxdict]]
        return f"{type(x).__name__}({', '.join(shown + ['...'] * (len(names) > self.maxdict))})"


_SHOWN = (str, bytes, bytearray, int, tuple, list, dict, set, frozenset, deque)
_short = _Short()


def _fields_shown(x: Any) -> list[str]:
    """Return the fields that ``repr(x)`` shows, if Python wrote that for a dataclass or a named tuple."""
    written = type(x).__repr__
    code = getattr(getattr(written, "__wrapped__", None), "__code__", None)
    if is_dataclass(x) and code is not None and code.co_filename == "<string>":
        return [each.name for each in fields(x) if each.repr]
    is_named = isinstance(x, tuple) and getattr(written, "__globals__", {}).get("__name__") == "collections"
    return list(getattr(x, "_fields", ())) if is_named else []


def in_short(value: Any) -> str:
    """Return what a value looks like, in at most some hundred characters."""
    return cut(_short.repr(value), 200)


def cut(text: str, most: int) -> str:
    """Return a text of at most so many characters: a longer one loses its middle, and says how much."""
    if len(text) <= most:
        return text
    left_out = f" … {len(text) - most:,} characters … "
    head = most // 3
    return text[:head] + left_out + text[-(most - head - len(left_out)) :]

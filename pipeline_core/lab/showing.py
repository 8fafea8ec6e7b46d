"""Values as short, honest texts: what is left out is said, with the length of the whole.

Inside:  the text of a value, the same in each run and in each Python; no code of the program is run for it.
Outside: where values come from (places, deeds), what is said about them (lines, explain).
"""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict, deque
from typing import Any

LONGEST = 32  # characters of a value that is shown in full
FEW = 20  # most items of a container that is shown in full
ATOMS = (int, float, str, bool, bytes, complex, type(None))
_SHOWN = (list, tuple, set, dict, deque, frozenset)


def show(value: Any, frame: Any = None) -> str:
    """A value in few characters; what is left out is said, with the length of the whole.

    ``frame``: where a global name for an object without a text of its own may be found.
    """
    if type(value) in (OrderedDict, defaultdict, Counter):
        value = dict(value)
    kind = type(value)
    if kind in ATOMS:
        return shortened(value)
    if kind in _SHOWN:
        if len(value) <= FEW and plain(value) and len(text := text_of(value)) <= LONGEST:
            return text
        return shortened_container(value)
    return (frame is not None and global_name(frame, value)) or described(value)


def described(value: Any) -> str:
    """What has no text that is the same in each run: "a Counter"."""
    name = type(value).__name__
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def plain(value: Any) -> bool:
    """Only what is built in, down to the leaves: its repr is not the program's own code."""
    kind = type(value)
    if kind in ATOMS:
        return True
    parts = [*value, *value.values()] if kind is dict else value if kind in _SHOWN else [value]
    return kind in _SHOWN and len(value) <= FEW and all(map(plain, parts))


def text_of(value: Any) -> str:
    """Its repr; a set in an order that hashing does not decide."""
    if isinstance(value, (set, frozenset)) and value:
        return "{" + ", ".join(sorted(map(repr, value))) + "}"
    return repr(value)


def shortened(value: Any) -> str:
    if isinstance(value, int) and value.bit_length() > 4_000:  # Python refuses to spell out more than that
        return f"an int of {value.bit_length():,} bits"
    text = repr(value)
    if len(text) <= LONGEST:
        return text
    if isinstance(value, (str, bytes)):
        return f"{value[:12]!r}… ({len(value)} {'characters' if isinstance(value, str) else 'bytes'})"
    return f"{text[:12]}… ({len(text)} characters)"


def shortened_container(value: Any) -> str:
    """``[0, … 99] (100 items)``: the two ends if they are short, and the length."""
    count = f"({len(value)} item{'s' if len(value) != 1 else ''})"
    if isinstance(value, (dict, set, frozenset)):
        return f"a {type(value).__name__} {count}"
    ends = [value[0], value[-1]] if len(value) > 1 else [value[0]]
    texts = [text for v in ends if plain(v) and len(text := text_of(v)) <= 12]
    if len(texts) < len(ends):
        return f"a {type(value).__name__} {count}"
    left, right = "()" if isinstance(value, tuple) else "[]"
    return f"{left}{', … '.join(texts)}{right} {count}"


def global_name(frame: Any, value: Any) -> str:
    """The name under which the program's module holds an object, such as a sentinel."""
    for name, held in list(frame.f_globals.items()):
        if held is value and not name.startswith("_"):
            return name
    return ""

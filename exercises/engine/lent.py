"""The caller's own list, which an answer is to leave as it is at every moment.

Inside:  ``Lent``, which notes whether it was changed, if only for a while.
Outside: what is said of that (each exercise's ``check.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Lent(list[Any]):
    """``touched``: whether it ever was another list than it was made as."""

    touched = False


def _noting(change: Callable[..., Any]) -> Callable[..., Any]:
    """The method of a list; of its items none is asked."""

    def changing(self: Lent, *args: Any, **named: Any) -> Any:
        before = list(map(id, self))
        try:
            return change(self, *args, **named)
        finally:
            self.touched = self.touched or before != list(map(id, self))

    return changing


for _name in ("append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse", "__setitem__",
              "__delitem__", "__iadd__", "__imul__"):  # fmt: skip
    setattr(Lent, _name, _noting(getattr(list, _name)))
Lent.__name__ = Lent.__qualname__ = "list"  # as messages of Python's own call it

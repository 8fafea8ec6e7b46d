"""Objects by number, without keeping those alive whose end the program could notice.

Inside:  ``Numbers``.
Outside: what is known of an object: its name (watcher), where it was seen (line_log).

Whoever only watches a run must not change it. An object that is held a little longer is one for which a weak
reference answers a little longer, and whose ``__del__`` comes later.
"""

from __future__ import annotations

from typing import Any
from weakref import ref

from pipeline_core.lab.scheduler.footprint import mortal


class Numbers:
    """A number for each object; no number is given twice, although an id may be."""

    def __init__(self) -> None:
        self.known: dict[int, int] = {}  # by id
        self.kept: list[object] = []  # the objects, or weak references to them

    def of(self, obj: Any) -> int:
        key = id(obj)
        known = self.known.get(key)
        if known is None:
            known = self.known[key] = len(self.kept)
            self.kept.append(ref(obj, lambda _: self.known.pop(key, None)) if mortal(obj) else obj)
        return known

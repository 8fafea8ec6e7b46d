"""Footprints: what one step touched, and whether two steps may change places.

Inside:  the compact form of a footprint and the test of independence.
Outside: how touches are found (effects, values, locks, queues), what follows (reduce).

A touch is ``(object number, part, mode)``; modes are read (0), write (1), count (2: an update
that commutes with its like, such as "one item more") and wait (3: a read that cannot happen before what
it waits for, so that the two are ordered but never race). Two steps are independent only if no touch of
one conflicts with a touch of the other. Numbers are given at first touch, so after a common beginning they mean
the same object in two runs; a later number is compared by the object's type, which can only find too much.
"""

from __future__ import annotations

from typing import Any

ALL, STAR = -2, -8


class Footprint:
    """The touches of one step: a table, and three facts about it."""

    __slots__ = ("table", "all", "star", "data")

    def __init__(self, touches: list[tuple[Any, Any, int]]) -> None:
        table: dict[tuple[Any, Any], int] = {}
        self.all = self.data = False
        self.star = -1
        for number, part, mode in touches:
            if number == ALL:
                self.all = True
            elif number == STAR:
                self.star = 1 if mode == 1 or self.star == 1 else 0
                self.data = True
            else:
                key = (number, part)
                known = table.get(key)
                table[key] = mode if known is None or known == mode else merged(known, mode)
                if _is_data(part):
                    self.data = True
        self.table = table

    def writes_data(self) -> bool:
        return any(mode == 1 and _is_data(part) for (_, part), mode in self.table.items())


def _is_data(part: Any) -> bool:
    return (part[0] == "." or part[1:2] == ".") if type(part) is str and part else type(part) is tuple and part[0] == "."


def make(touches: list[Any] | None) -> Footprint | None:
    """The footprint of a step, or None if it touched nothing that anybody could share."""
    return Footprint(touches) if touches else None


def conflict(a: Footprint | None, b: Footprint | None) -> bool:
    """May the order of two steps matter?"""
    if a is None or b is None:
        return False
    if a.all or b.all:
        return True
    if a.star >= 0 and b.data and (a.star == 1 or b.star == 1 or b.writes_data()):
        return True
    if b.star >= 0 and a.data and (b.star == 1 or a.writes_data()):
        return True
    small, large = (a.table, b.table) if len(a.table) <= len(b.table) else (b.table, a.table)
    for key, mode in small.items():
        other = large.get(key)
        if other is not None and CLASH[mode][other]:
            return True
    return False


# read, write, count, wait: which pairs do not commute
CLASH = (
    (False, True, True, False),
    (True, True, True, True),
    (True, True, False, True),
    (False, True, True, False),
)


def merged(a: int, b: int) -> int:
    """One mode for two touches of the same part in one step."""
    return 0 if (a, b) in ((0, 3), (3, 0)) else 1


def racing(before: Footprint | None, after: Footprint | None) -> bool:
    """As ``conflict``, but a wait does not race with what it waited for."""
    if before is None or after is None:
        return False
    if any(f.all or f.star >= 0 for f in (before, after)):
        return conflict(before, after)
    table = before.table
    return any(
        mode != 3 and key in table and table[key] != 3 and CLASH[mode][table[key]] for key, mode in after.table.items()
    )


def generalised(foot: Footprint | None, limit: int, kept: list[Any]) -> Footprint | None:
    """The same, with objects numbered from ``limit`` on known by their type only."""
    if foot is None or all(type(n) is not int or n < limit for n, _ in foot.table):
        return foot
    copy = Footprint([])
    copy.all, copy.star, copy.data = foot.all, foot.star, foot.data
    for (number, part), mode in foot.table.items():
        if type(number) is int and number >= limit:
            number = type(kept[number]).__name__
        known = copy.table.get((number, part))
        copy.table[number, part] = mode if known is None or known == mode else merged(known, mode)
    return copy

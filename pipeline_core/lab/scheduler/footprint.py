"""Footprints: what one step touched, and whether two steps may change places.

Inside:  the compact form of a footprint and the test of independence.
Outside: how touches are found (effects, values, locks, queues), what follows (reduce).

A touch is ``(object number, part, mode)``; modes are read (0), write (1), count (2: an update
that commutes with its like, such as "one item more") and wait (3: a read that cannot happen before what
it waits for, so that the two are ordered but never race). Two steps are independent only if no touch of
one conflicts with a touch of the other. Numbers are given at first touch, so after a common beginning
they mean the same object in two runs; a later number is compared by the object's type, which can only
find too much.
"""

from __future__ import annotations

from typing import Any

ALL, STAR, EVERY = -2, -8, -9
ANY = "any part"
Touches = list[tuple[Any, Any, int]]


class Footprint:
    """The touches of one step: a table, and three facts about it."""

    __slots__ = ("all", "data", "every", "star", "table", "writes")

    def __init__(self, touches: Touches, written: set[Any] | None = None) -> None:
        """``written``: the keys that any step of the run changes; what is only read by all is left out."""
        table: dict[tuple[Any, Any], int] = {}
        self.all = self.data = self.writes = self.every = False
        self.star = -1
        for number, part, mode in touches:
            if number in (ALL, EVERY):
                self.all = True
                self.every = self.every or number == EVERY
                continue
            if number == STAR:
                self.star = 1 if mode == 1 or self.star == 1 else 0
                self.data = True
                continue
            key = (number, part)
            kind = type(part)
            if (kind is str and (part[:1] == "." or part[1:2] == ".")) or (kind is tuple and part[0] == "."):
                self.data = True
                self.writes = self.writes or mode == 1
            if written is None or key in written:
                known = table.get(key)
                table[key] = mode if known is None or known == mode else merged(known, mode)
        self.table = table

    @property
    def loose(self) -> bool:
        return self.all or self.star >= 0


def compact(raw: list[Touches | None]) -> list[Footprint | None]:
    """The footprints of a whole run, without what nobody changes."""
    written = {(n, p) for touches in raw if touches for n, p, mode in touches if mode in (1, 2)}
    every = any(n == EVERY for touches in raw if touches for n, _, _ in touches)
    feet: list[Footprint | None] = []
    for touches in raw:
        foot = Footprint(touches or [], written) if touches or every else None
        feet.append(foot if foot is not None and (foot.table or foot.loose or foot.data or every) else None)
    return feet


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


def conflict(a: Footprint | None, b: Footprint | None) -> bool:
    """May the order of two steps matter?"""
    if a is None or b is None:
        known = a or b  # a timer that fired early waits for whoever moves next, whatever that does
        return known is not None and known.every
    if a.all or b.all or ((a.star >= 0 or b.star >= 0) and stars(a, b)):
        return True
    small, large = (a.table, b.table) if len(a.table) <= len(b.table) else (b.table, a.table)
    for key, mode in small.items():
        other = large.get(key)
        if other is not None and CLASH[mode][other]:
            return True
    return False


def stars(a: Footprint, b: Footprint) -> bool:
    """One of them touches some unknown object's contents: does the other touch any?"""
    if a.star >= 0 and b.data and (a.star == 1 or b.star == 1 or b.writes):
        return True
    return b.star >= 0 and a.data and (b.star == 1 or a.writes)


def racing(before: Footprint | None, after: Footprint) -> bool:
    """As ``conflict``, but a wait does not race with what it waited for; a write after a wait does.

    ``after`` may be a step that was never taken: then any part of its object counts.
    """
    if before is None:
        return False
    if before.loose or after.loose:
        return conflict(before, after)
    table = before.table
    for key, mode in after.table.items():
        if key[1] == ANY:
            return any(number == key[0] for number, _ in table)
        other = table.get(key)
        if other is not None and mode != 3 and CLASH[mode][other]:
            return True
    return False


def generalised(touches: Touches | None, limit: int, kinds: list[str]) -> Footprint | None:
    """A footprint for use in other runs: objects numbered from ``limit`` on are known by their type only."""
    if not touches:
        return None
    return Footprint([(kinds[n] if type(n) is int and n >= limit else n, p, m) for n, p, m in touches])

"""Keys: those that are equal and do not look so, and those that look alike and are not equal.

Outside: who asks for them (``callers``), and what is said of it (``check``).
"""

from threading import Event

LONG = "a long key " * 2000


class Name(str):
    """A key that is equal to others of its text, and looks like none of them."""

    __slots__ = ()
    __repr__ = object.__repr__
    __hash__ = str.__hash__


class SlowHash(str):
    """A key whose hash is written in Python, and takes a second when it is asked for the time ``place``."""

    __slots__ = ("asked", "place", "waited")

    def __new__(cls, text, place=0):
        self = super().__new__(cls, text)
        self.place, self.asked, self.waited = place, 0, False
        return self

    def __hash__(self):
        self.asked += 1
        if self.asked == self.place:
            self.waited = True
            Event().wait(1)
        return str.__hash__(self)


class Tree:
    """A key that is equal to itself alone, and shows what others show, too."""

    def __init__(self):
        self.kind = "oak"

    def __repr__(self):
        return "Tree('oak')"


def equal_keys(text, count):
    """So many keys that are equal and not the same, at addresses that differ in as many ways as there are."""
    kept = [(Name(text), bytearray(place % 7 * 16)) for place in range(64)]
    by_address = {id(key) // 16 % count: key for key, _ in kept}
    others = [key for key, _ in kept if not any(key is each for each in by_address.values())]
    return [*by_address.values(), *others][:count]


def unequal_keys():
    """Keys of which no two are equal, though each is like another: in all but one thing."""
    return [
        # in everything but small and capital letters, blanks, zeros, or how a letter is written
        *("ash", "Ash", "ASH", " ash", "ash ", "ash\n", "ash\0", "a sh", "a  sh", "'ash'", "ash.", "hsa"),
        *("straße", "strasse", "caf\u00e9", "cafe\u0301", "cafe", "fig", "\ufb01g", "a/b", "a/./b"),
        # in the beginning, the end, or both, and how long they are
        *(f"1{LONG}", f"2{LONG}", f"{LONG}1", f"{LONG}2", f"{LONG}1{LONG}", f"{LONG}2{LONG}"),
        # in the text, or the value as another type, or the hash
        *("1", "01", "1.0", "True", 1, ("1",), "('1',)", b"ash", ("ash",), frozenset(["ash"]), -1, -2, "-1"),
        *(2**53, 2**53 + 1, -(2**53), 0.1234567, 0.1234568, 0.5, 0.25, 1e-300, 2e-300, 1e300, 1e301, 7.5),
        # in what they hold, and not in the order, or in how often, or in how it is grouped
        *(("oak", "elm"), ("elm", "oak"), ("oakelm",), ("oak", "elm", "elm"), (("oak",), "elm")),
        *(frozenset(["oak", "elm"]), "oak,elm", "oak elm", ("oak", "Elm"), ("oak", "elm ")),
        *(("oak", 1), ("oak", "1"), ("oak", 1.5), ("oak", None), ("oak", ())),
        # in what they show, their type and all that they hold
        *(Tree(), Tree(), int, float, len, "int", slice, range(3), range(4)),
    ]

"""What takes the place of what: the one register of the lab's replacements.

Inside:  the originals (REAL), and the decorators by which a replacement names what it stands for.
Outside: what the replacements do (the other files here, runtime/threads, access/callbacks), putting them in
         place and taking them out (runtime/patching).

A replacement is in place for every thread of the process while a call of the lab runs. So each of them begins
with the same three lines: ask whose thread this is, and do the real thing for a thread that is not ours::

    me = controlled.get(get_ident())
    if me is None:
        return REAL[threading.Event, "clear"](self)

A decorator could say that once. It was tried: the frame that it adds costs a call in each operation, and on
Python 3.11, where a trace function is told of each call, a step between lines took 14 to 20 per cent longer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

REAL: dict[tuple[Any, str], Any] = {}  # by owner and name: the original, as the owner has it


class Replacements:
    """Attributes of classes and modules that are set for the length of a call: owner, name, what is set."""

    def __init__(self) -> None:
        self.all: list[tuple[Any, str, Any]] = []

    def replaces(self, owner: object, name: str) -> Callable[[F], F]:
        """Decorate the function that takes the place of ``owner.name``."""

        def register(new: F) -> F:
            real = vars(owner)[name]
            self.put(owner, name, new)
            new.__name__ = real.__name__  # a thread is named after its target
            return new

        return register

    def put(self, owner: object, name: str, new: object) -> None:
        """Register any object in the place of ``owner.name``, which need not be there at all."""
        REAL[owner, name] = vars(owner).get(name)
        self.all.append((owner, name, new))


always = Replacements()  # in place in every call of the lab
replaces = always.replaces

# ``from time import sleep`` binds a function under a name of the module's own, where setting ``time.sleep``
# does not reach it. So these are known by the identity of the original, and each module that has bound it is
# changed: by the original's id, the original (which keeps the id its own) and what takes its place.
SWAPS: dict[int, tuple[Any, Any]] = {}


def swap(real: object, ours: object) -> None:
    """Register what takes the place of an object wherever a module has bound it."""
    SWAPS[id(real)] = (real, ours)


def swaps(owner: object, name: str) -> Callable[[F], F]:
    """Decorate the function that takes the place of ``owner.name`` wherever a module has bound it."""

    def register(new: F) -> F:
        REAL[owner, name] = getattr(owner, name)
        swap(REAL[owner, name], new)
        return new

    return register

"""Leftover state: variables outside the program that one run leaves to the next.

Inside:  the variables that a program's code names, their values before the first run, whether a run leaves
         them otherwise, and how to put them back.
Outside: whether it matters to the next run (search); locks and queues of earlier cells (runtime/scope), which
         get their contents back before every run.

Plain values and the contents of containers are compared, cheaply and not very deep: this is to give a
beginner the reason why the second run differs from the first, not to prove that nothing does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import count, islice
from types import CellType, FunctionType, ModuleType
from typing import Any

from pipeline_core.lab.code.callables import codes_of, functions_of
from pipeline_core.lab.runtime.holders import is_own, modules_of, names_in, of_program
from pipeline_core.lab.text import brief, full_text

ATOMS = (int, float, complex, str, bytes, bool, type(None))
CONTAINERS = (list, dict, set, deque, bytearray)
MEMBERS = 20  # members of a container that are compared one by one
MOST_VARIABLES = 300  # that are looked at


class Unset:
    """Stands for a variable that is not there."""

    def __repr__(self) -> str:
        return "unset"


UNSET = Unset()


class Cell:
    """A closure's variable in the manner of a dict."""

    def __init__(self, cell: CellType) -> None:
        self.cell = cell

    def get(self, key: str, default: object = None) -> Any:
        try:
            return self.cell.cell_contents
        except ValueError:  # not assigned yet
            return default

    def pop(self, key: str) -> None:
        del self.cell.cell_contents

    def __setitem__(self, key: str, value: object) -> None:
        self.cell.cell_contents = value


class ClassHome:
    """A class's attributes in the manner of a dict."""

    def __init__(self, owner: type) -> None:
        self.owner = owner

    def get(self, key: str, default: object = None) -> Any:
        return vars(self.owner).get(key, default)

    def pop(self, key: str) -> None:
        delattr(self.owner, key)

    def __setitem__(self, key: str, value: object) -> None:
        setattr(self.owner, key, value)


Namespace = dict[str, Any] | Cell | ClassHome  # where a variable lives


class Variable:
    """One variable: its name, where it lives, and what it was."""

    __slots__ = ("first", "kept", "key", "name", "print", "space")

    def __init__(self, name: str, space: Namespace, key: str) -> None:
        self.name = name
        self.space = space
        self.key = key
        self.first: Any = space.get(key, UNSET)
        self.kept: Any = self.first.copy() if type(self.first) in CONTAINERS else None
        self.print = fingerprint(self.first)

    def changed(self) -> bool:
        return bool(fingerprint(self.space.get(self.key, UNSET)) != self.print)

    def restore(self) -> None:
        first = self.first
        kept = self.kept
        if first is UNSET:
            self.space.pop(self.key)
        else:
            self.space[self.key] = first
        if kept is not None:
            first.clear()
            first.update(kept) if isinstance(first, (set, dict)) else first.extend(kept)

    def told(self) -> str:
        """As in "n was 0, then 2"."""
        now = self.space.get(self.key, UNSET)
        if self.kept is not None and type(now) is type(self.first) and len(now) != len(self.kept):
            return f"{self.name} had {len(self.kept)} members, then {len(now)}"
        was = brief(self.first if self.kept is None else self.kept, 30)
        if type(self.first) is count:
            was = self.print[1]  # it has moved on meanwhile
        return f"{self.name} was {was}, then {brief(now, 30)}"


class LeftoverState:
    """The variables that a program's code names and that outlive a run, as they are now."""

    def __init__(self, functions: list[FunctionType], namespaces: list[dict[str, Any]]) -> None:
        found = islice(variables_of(functions, namespaces), MOST_VARIABLES)
        self.variables = [Variable(*each) for each in found]

    def changed(self) -> list[Variable]:
        return [variable for variable in self.variables if variable.changed()]

    def restore(self) -> None:
        for variable in self.changed():
            variable.restore()

    def state(self) -> list[object]:
        return [fingerprint(v.space.get(v.key, UNSET)) for v in self.variables]


def fingerprint(value: Any, depth: int = 2) -> Any:
    """Equal for values that look alike; an object counts by its type alone."""
    kind = type(value)
    if kind in ATOMS:
        return kind, value
    if kind in CONTAINERS or kind in (tuple, frozenset):
        if not depth or len(value) > MEMBERS:
            return kind, len(value)
        return kind, [fingerprint(m, depth - 1) for m in list(value.items() if kind is dict else value)]
    return (kind, full_text(value)) if kind is count else kind


def variables_of(
    functions: list[FunctionType], namespaces: list[dict[str, Any]]
) -> Iterator[tuple[str, Namespace, str]]:
    """Name, home and key of each variable that the functions name, or the functions they name do."""
    seen: set[Any] = set()
    alive: list[Namespace] = []  # what is known by its id must not go away meanwhile
    todo = list(functions)
    for function in todo:  # grows on the way
        space = function.__globals__
        if id(function) in seen or not (any(space is one for one in namespaces) or of_program(space)):
            continue
        seen.add(id(function))
        names = names_in(function.__code__)
        homes: list[tuple[Namespace, str]] = [
            (inside, name)
            for inside in (space, *map(vars, modules_of(names, function)))
            for code in codes_of(function.__code__)
            for name in code.co_names
            if name in inside
        ]
        cells = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
        homes += [(Cell(cell), name) for name, cell in cells]
        homes += [({name: value}, name) for name, value in defaults(function)]
        alive += [home for home, _ in homes]
        for home, name in homes:
            value = home.get(name)
            known = id(getattr(home, "cell", home)), name
            if known in seen or isinstance(value, ModuleType) or name.startswith("__"):
                continue
            seen.add(known)
            if not isinstance(value, (FunctionType, type)):
                yield name, home, name
            todo += functions_of(value)
            if isinstance(value, FunctionType):
                yield from attributes(name, value)
            elif is_own(str(class_of(value).__module__)) and ("inside", id(value)) not in seen:
                seen.add(("inside", id(value)))  # several modules may name it
                todo += functions_of(class_of(value))
                yield from attributes(name, value)


def defaults(function: FunctionType) -> Iterator[tuple[str, Any]]:
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    return zip(names[::-1], (function.__defaults__ or ())[::-1], strict=False)


def class_of(value: object) -> type:
    return value if isinstance(value, type) else type(value)


def attributes(name: str, value: object) -> Iterator[tuple[str, Namespace, str]]:
    inside = getattr(value, "__dict__", {})
    home: Namespace = ClassHome(value) if isinstance(value, type) else inside
    for key, part in {**vars(class_of(value)), **inside}.items():
        if not key.startswith("__") and not callable(part) and not hasattr(part, "__get__"):
            yield f"{name}.{key}", home, key

"""Where control can come from: the ways that lead into each statement of a code object.

Inside:  jumps, falling through, exceptions; the offsets at which a statement is entered from another one.
Outside: which lines make up a statement, which entries are steps (source).

Compilers differ from version to version in how often they copy a statement (the body of a ``finally``, the
test of a loop) and in which order they lay the pieces out. The ways between statements stay the same.
"""

from __future__ import annotations

import dis
import types
from collections.abc import Callable
from typing import Any, NamedTuple

_LEAVES = {
    "RETURN_VALUE", "RETURN_CONST", "RAISE_VARARGS", "RERAISE",
    "JUMP_FORWARD", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT",
}  # fmt: skip
_JUMPS = {*dis.hasjrel, *dis.hasjabs}
_OUTSIDE = frozenset({-1})  # the "statement" that a function's very first instructions belong to


class Arrival(NamedTuple):
    """A place at which a statement is entered."""

    offset: int
    line: int
    inside: list[str]  # the instructions from there on, as long as they are its own
    resume: int | None  # the offset of the instruction that began the function, if it is on the same line


def arrivals(code: types.CodeType, owner: Callable[[int], int]) -> list[Arrival]:
    """Every place where control can come from one statement into another, by offset.

    ``owner`` tells the first line of the statement that a line belongs to.
    """
    book = dis.Bytecode(code)
    instructions = list(book)
    ways = _ways(instructions, book.exception_entries)  # type: ignore[attr-defined]
    begin = next((n for n, i in enumerate(instructions) if i.opname == "RESUME"), -1)
    lines = [i.positions.lineno if i.positions is not None else None for i in instructions]
    own = [_OUTSIDE if n <= begin else _just(line, owner) for n, line in enumerate(lines)]
    _fill(own, ways)
    found = []
    for n in range(begin + 1, len(instructions)):
        line = lines[n]
        if line is not None and any(not own[before] <= own[n] for before in ways[n]):
            resume = instructions[begin].offset if n == begin + 1 and lines[begin] == lines[n] else None
            found.append(Arrival(instructions[n].offset, line, _piece(instructions, own, n), resume))
    return found


def _just(line: int | None, owner: Callable[[int], int]) -> frozenset[int]:
    return frozenset() if line is None else frozenset({owner(line)})


def _ways(instructions: list[Any], handlers: list[Any]) -> list[set[int]]:
    """For each instruction those that can come directly before it."""
    place = {i.offset: n for n, i in enumerate(instructions)}
    ways: list[set[int]] = [set() for _ in instructions]
    for n, i in enumerate(instructions):
        if i.opname not in _LEAVES and n + 1 < len(instructions):
            ways[n + 1].add(n)
        if i.opcode in _JUMPS:
            ways[place[i.argval]].add(n)
    for entry in handlers:
        ways[place[entry.target]].update(n for o, n in place.items() if entry.start <= o < entry.end)
    return ways


def _fill(own: list[frozenset[int]], ways: list[set[int]]) -> None:
    """An instruction of no line goes on with the statements that lead to it."""
    empty = [n for n, mine in enumerate(own) if not mine]
    changed = bool(empty)
    while changed:
        changed = False
        for n in empty:
            more = own[n].union(*(own[before] for before in ways[n]))
            changed, own[n] = changed or more != own[n], more


def _piece(instructions: list[Any], own: list[frozenset[int]], n: int) -> list[str]:
    names: list[str] = []
    for i, mine in zip(instructions[n:], own[n:], strict=True):
        if mine != own[n]:
            break
        if i.opname != "EXTENDED_ARG":
            names.append(i.opname)
        if i.opname in _LEAVES:
            break
    return names

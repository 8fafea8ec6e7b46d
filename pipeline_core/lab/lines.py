"""The lines of a run side by side: who ran which, and what it read and wrote.

Inside:  a record of statements with the values of the shared variables in them.
Outside: which of them matter (explain), pages and tables (html).
"""

from __future__ import annotations

import ast
from typing import Any, NamedTuple

from .source import PARTS
from .variables import variables

SHORT = 24  # longest value that is shown in full


class Line(NamedTuple):
    """One statement that took its turn."""

    step: int
    thread: str
    number: int
    text: str
    read: tuple[tuple[str, str], ...]
    written: tuple[tuple[str, str], ...]


class LineKeeper:
    """Notes every statement of a run; used for the one replay that is explained."""

    def __init__(self) -> None:
        self.open: dict[int, Any] = {}  # actor -> the statement it is in
        self.lines: list[Line] = []

    def begin(self, sched: Any, actor: Any, frame: Any, statement: Any) -> None:
        if statement.shared is None:
            statement.shared = shared_names(statement, frame.f_code)
        loads, stores = statement.shared
        read = tuple((n, show(v)) for n in loads if (v := look(frame, n)) is not _NOTHING and plain(v))
        self.open[actor.index] = (sched.step, label(sched, actor), statement, read, stores, frame)

    def done(self, actor: Any) -> None:
        """The statement is over: now its writes can be seen."""
        kept = self.open.pop(actor.index, None)
        if kept is None:
            return
        step, thread, statement, read, stores, frame = kept
        written = tuple((n, show(v)) for n in stores if (v := look(frame, n)) is not _NOTHING and plain(v))
        self.lines.append(Line(step, thread, statement.line, statement.text, read, written))

    def finish(self, sched: Any) -> list[Line]:
        for actor in sched.actors:
            self.done(actor)
        return sorted(self.lines)


def label(sched: Any, actor: Any) -> str:
    """A thread's name; with its number where two threads of the run have the same."""
    same = [a for a in sched.actors if a.name == actor.name]
    return actor.name if len(same) == 1 else f"{actor.name} (thread {actor.index})"


_NOTHING = object()


def shared_names(statement: Any, code: Any) -> tuple[list[str], list[str]]:
    """The variables of a statement that other threads could see: read, and written."""
    cells = set(code.co_cellvars) | set(code.co_freevars)
    fast = set(code.co_varnames) - cells
    loads: dict[str, None] = {}
    stores: dict[str, None] = {}
    for node in statement.nodes[:1]:
        parts = [p for c in ast.iter_child_nodes(node) if not isinstance(c, PARTS) for p in ast.walk(c)]
        fast |= {n for part in parts for n in bound_inside(part)}
        for part in [node, *parts] if isinstance(node, ast.expr) else parts:
            name = name_of(part)
            if name is None or ("." not in name and name in fast):
                continue
            if isinstance(getattr(part, "ctx", None), ast.Load):
                loads[name] = None
            else:
                stores[name] = None
                if isinstance(node, ast.AugAssign):
                    loads[name] = None
    return list(loads), list(stores) or [n for n in loads if calls_something(statement)]


def bound_inside(node: ast.AST) -> list[str]:
    """The variables of a comprehension or a lambda: in which code object they are depends on the version."""
    if isinstance(node, ast.comprehension):
        return [n.id for n in ast.walk(node.target) if isinstance(n, ast.Name)]
    return [node.arg] if isinstance(node, ast.arg) else []


def calls_something(statement: Any) -> bool:
    return any(isinstance(p, ast.Call) for n in statement.nodes[:1] for p in ast.walk(n))


def name_of(node: Any) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    if (
        isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Name)
        and isinstance(node.slice, ast.Constant)
    ):
        return f"{node.value.id}[{node.slice.value!r}]"
    return None


def look(frame: Any, name: str) -> Any:
    """The value of ``x``, ``x.y`` or ``x[0]`` in a frame, without running any code of the program."""
    first, dot, rest = name.partition(".")
    first, bracket, key = first.partition("[")
    value = variables(frame).get(first, frame.f_globals.get(first, _NOTHING))
    if dot:
        inside = getattr(value, "__dict__", {})
        return inside.get(rest, getattr(type(value), "__dict__", {}).get(rest, _NOTHING))
    if bracket and type(value) in (list, dict, tuple):
        try:
            return value[ast.literal_eval(key[:-1])]
        except (LookupError, TypeError, ValueError):
            return _NOTHING
    return value


def plain(value: Any) -> bool:
    """Only values are shown, not machinery; and only those whose repr is not the program's own code."""
    kind = type(value)
    if kind in (list, tuple, set):
        return len(value) <= 8 and all(plain(v) for v in list(value))
    if kind is dict:
        return len(value) <= 6 and all(plain(v) for v in [*value, *value.values()])
    return kind in (int, float, str, bool, bytes, complex, type(None))


def show(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"

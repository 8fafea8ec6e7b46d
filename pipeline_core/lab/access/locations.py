"""Places: what a statement reads and writes, by its syntax, and how they look in a frame.

Inside:  the variables, attributes and items in a statement, in the order in which they are evaluated;
         their values, found without running any code of the program.
Outside: when they are looked at (lines), values as texts (showing), which of them matter (telling).
"""

from __future__ import annotations

import ast
import linecache
import threading
import types
from collections import Counter, OrderedDict, defaultdict, deque
from typing import Any, NamedTuple

from pipeline_core.lab.code.frames import variables
from pipeline_core.lab.text import ATOMS

LOAD, STORE, DELETE = "load", "store", "delete"
CHANGE, MAYBE = "change", "maybe"  # a call may change its contents; a one-line branch may store it
CONTAINERS = (list, dict, set, deque, OrderedDict, defaultdict, Counter, bytearray)
_MACHINERY = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType, type)
_SYNC = (threading.Thread, threading.Event, threading.Condition, threading.Semaphore, threading.Barrier)
NOTHING = object()


class Place(NamedTuple):
    """A variable and the way from it: ``one.value``, ``cache['key']``."""

    shown: str
    root: str
    path: tuple[tuple[str, Any], ...]  # ("attribute", "value"), ("item", 0), ("variable item", "i")
    mode: str
    late: bool  # evaluated after a call in the same statement has come back
    local: bool  # the variable itself is the thread's own; what it leads to may not be


def places_of(nodes: list[Any], code: Any) -> list[Place]:
    """What a statement reads and writes, in the order in which Python evaluates it."""
    found = _Finder(code)
    for number, node in enumerate(nodes):
        found.maybe = number > 0 and not isinstance(nodes[0], (ast.With, ast.Try))
        found.branch = number > 0 and isinstance(nodes[0], ast.If)
        found.statement(node)
    return list(dict.fromkeys(found.places))


def lambda_in(statement: Any, code: Any) -> tuple[list[ast.AST], str]:
    """Of a statement with lambdas in it, the one that ``code`` is: its body, and its source text."""
    line = linecache.getline(code.co_filename, statement.line)
    first = statement.nodes[0] if statement.nodes else None
    shift = len(line) - len(line.lstrip()) - getattr(first, "col_offset", 0)  # its block was dedented
    where = [(p[0], (p[2] or 0) - shift) for p in code.co_positions() if p[0] and p[2]]
    for node in ast.walk(first) if first is not None else ():
        if isinstance(node, ast.Lambda) and where and spans(node.body, max(where)):
            source = linecache.getline(code.co_filename, node.lineno).encode()
            end = node.end_col_offset if node.end_lineno == node.lineno else None
            text = source[node.col_offset + shift : None if end is None else end + shift].decode().strip()
            if not any(isinstance(n, ast.Lambda) and spans(n.body, max(where)) for n in ast.walk(node.body)):
                return [node.body], text
    return statement.nodes, statement.text


def spans(node: Any, place: tuple[int, int]) -> bool:
    return (node.lineno, node.col_offset) <= place <= (node.end_lineno, node.end_col_offset)


class _Finder(ast.NodeVisitor):
    def __init__(self, code: Any) -> None:
        cells = set(code.co_cellvars) | set(code.co_freevars)
        self.fast = set(code.co_varnames) - cells
        self.places: list[Place] = []
        self.called = False
        self.maybe = self.branch = False  # in the body of a one-line loop or branch; of a branch
        self.hidden: set[str] = set()  # variables of a comprehension

    def statement(self, node: Any) -> None:
        if isinstance(node, ast.AugAssign):
            self.note(node.target, LOAD)
            self.visit(node.value)
            self.visit(node.target)
            return
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            if node.value is not None:
                self.visit(node.value)
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                self.visit(target)
            return
        if isinstance(node, (ast.For, ast.AsyncFor)):
            self.visit(node.iter)
            return  # its variable is not told: the next line shows what it does with it
        for child in (
            ast.iter_child_nodes(node) if isinstance(node, (ast.stmt, ast.ExceptHandler)) else [node]
        ):
            if not isinstance(child, (ast.stmt, ast.ExceptHandler, ast.arguments)):
                self.visit(child)

    def visit_Name(self, node: ast.Name) -> None:
        self.note(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self.visit(node.value)
        self.note(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if place_path(node) is None:
            self.visit(node.value)
            if not isinstance(node.ctx, ast.Load):
                self.note(node.value, CHANGE)
        self.visit(node.slice)
        self.note(node)

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Attribute):
            self.visit(node.func.value)
            self.note(node.func.value, CHANGE)
        else:
            self.visit(node.func)
        for argument in [*node.args, *(k.value for k in node.keywords)]:
            self.visit(argument)
            self.note(argument, CHANGE)
        self.called = True

    def visit_withitem(self, node: ast.withitem) -> None:
        self.generic_visit(node)
        self.called = True

    def visit_Lambda(self, node: ast.Lambda) -> None:
        pass  # its body runs elsewhere

    def comprehension(self, node: Any) -> None:
        before = set(self.hidden)
        for part in node.generators:
            self.visit(part.iter)
            self.hidden |= {n.id for n in ast.walk(part.target) if isinstance(n, ast.Name)}
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, ast.comprehension):
                self.visit(child)
        self.hidden = before

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = comprehension

    def note(self, node: Any, mode: str = "") -> None:
        found = place_path(node)
        if found is None or found[1] in self.hidden:
            return
        mode = mode or {ast.Load: LOAD, ast.Store: STORE, ast.Del: DELETE}[type(node.ctx)]
        if self.maybe and mode in (STORE, DELETE):
            mode = MAYBE
        if self.branch and mode == LOAD:
            return
        shown, root, path = found
        self.places.append(Place(shown, root, path, mode, self.called, root in self.fast))


def place_path(node: Any) -> tuple[str, str, tuple[tuple[str, Any], ...]] | None:
    """``one.value`` as its text, its variable and the way from there; None for anything less plain."""
    if isinstance(node, ast.Name):
        return node.id, node.id, ()
    if not isinstance(node, (ast.Attribute, ast.Subscript)):
        return None
    before = place_path(node.value)
    if before is None:
        return None
    shown, root, path = before
    if isinstance(node, ast.Attribute):
        return f"{shown}.{node.attr}", root, (*path, ("attribute", node.attr))
    if isinstance(node.slice, ast.Constant):
        return f"{shown}[{node.slice.value!r}]", root, (*path, ("item", node.slice.value))
    if isinstance(node.slice, ast.Name):
        return f"{shown}[{node.slice.id}]", root, (*path, ("variable item", node.slice.id))
    return None


# -- values ----------------------------------------------------------------------------------


def look(frame: Any, place: Place) -> tuple[Any, tuple[Any, ...]]:
    """The value at a place, and the keys of what was looked at: the same for the same shared thing."""
    spaces = variables(frame), frame.f_globals
    value = spaces[0].get(place.root, spaces[1].get(place.root, NOTHING))
    key: Any = None if place.local else ("variable", place.root)
    for kind, name in place.path:
        if value is NOTHING:
            return NOTHING, ()
        if kind == "attribute":
            key, value = ("attribute", id(value), name), attribute(value, name)
        else:
            index = name if kind == "item" else spaces[0].get(name, spaces[1].get(name, NOTHING))
            key, value = ("contents", id(value)), item(value, index)
    keys = () if key is None else (key,)
    if isinstance(value, CONTAINERS) and place.mode not in (STORE, DELETE):
        keys = (*keys, ("contents", id(value)))
    return value, keys


def attribute(value: Any, name: str) -> Any:
    if isinstance(value, (type, types.ModuleType)):
        inside: Any = value.__dict__
    else:
        try:
            inside = object.__getattribute__(value, "__dict__")
        except AttributeError:
            inside = {}
    if name in inside:
        return inside[name]
    for owner in type(value).__mro__:
        found = owner.__dict__.get(name, NOTHING)
        if isinstance(found, types.MemberDescriptorType):
            return getattr(value, name, NOTHING)
        if found is not NOTHING:
            return NOTHING if isinstance(found, property) or hasattr(type(found), "__get__") else found
    return NOTHING


def item(value: Any, index: Any) -> Any:
    if type(value) not in (list, dict, tuple, deque, OrderedDict, Counter) or type(index) not in ATOMS:
        return NOTHING
    try:
        return dict.get(value, index, NOTHING) if isinstance(value, dict) else value[index]
    except (LookupError, TypeError):
        return NOTHING


def worth_telling(value: Any) -> bool:
    """Values, not machinery: a function or a lock is no news."""
    kind = type(value)
    machinery = isinstance(value, (*_MACHINERY, *_SYNC)) or hasattr(kind, "acquire") or hasattr(kind, "put")
    return value is not NOTHING and not machinery

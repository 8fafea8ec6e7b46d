"""Locations: what a statement reads and writes, named as a reader of the program would.

Inside:  the variables, attributes and items in a statement, in the order in which they are evaluated;
         their values, found without running any code of the program.
Outside: when they are looked at (story/line_log, stepper), values as text, which of them matter.

Why this beside the hooks, which see what a statement touches too. Those serve the reducer: they see objects,
on every run, and give them numbers. This one serves people, on the one run that is told: a location has the
words of the source (``cache['key']``), a value can be shown for it before and after, and what has no such
words is left out.
"""

from __future__ import annotations

import ast
import linecache
import operator
import threading
import types
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import CodeType, FrameType
from typing import Any, NamedTuple

from pipeline_core.lab.access.touches import class_entry, instance_dict
from pipeline_core.lab.code.frames import variables
from pipeline_core.lab.code.statements import Statement, lambda_of
from pipeline_core.lab.text import ATOMS

LOAD = "load"
STORE = "store"
DELETE = "delete"
CHANGE = "change"  # a call may change its contents
MAYBE = "maybe"  # a one-line branch may store it
CONTAINERS = (list, dict, set, deque, OrderedDict, defaultdict, Counter, bytearray)
LONGEST_INDEX = 20  # characters of an index that is told in place of its variable
_MACHINERY = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType, type)
_SYNC = (threading.Thread, threading.Event, threading.Condition, threading.Semaphore, threading.Barrier)
_MODES: dict[type, str] = {ast.Load: LOAD, ast.Store: STORE, ast.Del: DELETE}
NOTHING: Any = object()  # there is no value, or none that can be had without running code


class Location(NamedTuple):
    """A variable and the way from it: ``one.value``, ``cache['key']``."""

    shown: str
    root: str
    path: tuple[tuple[str, Any], ...]  # ("attribute", "value"), ("item", 0), ("computed item", "1 - i")
    mode: str
    late: bool  # evaluated after a call in the same statement has come back
    local: bool  # the variable itself is the thread's own; what it leads to may not be


def locations_of(nodes: list[ast.AST], code: CodeType, *, computed: bool = False) -> list[Location]:
    """What a statement reads and writes, in the order in which Python evaluates it.

    ``computed``: ``flag[1 - i]`` is an item of its own; else all of ``flag`` is what is read there.
    """
    found = _Finder(code, computed)
    for number, node in enumerate(nodes):
        found.maybe = number > 0 and not isinstance(nodes[0], (ast.With, ast.Try))
        found.branch = number > 0 and isinstance(nodes[0], ast.If)
        found.statement(node)
    return list(dict.fromkeys(found.locations))


def lambda_in(statement: Statement, code: CodeType) -> tuple[list[ast.AST], str]:
    """Of a statement with lambdas in it, the one that ``code`` is: its body, and its source text."""
    found = lambda_of(statement.nodes[:1], code)
    if found is None:
        return statement.nodes, statement.text
    source = linecache.getline(code.co_filename, found.lineno).encode()
    end = found.end_col_offset if found.end_lineno == found.lineno else None
    return [found.body], source[found.col_offset : end].decode().strip()


class _Finder(ast.NodeVisitor):
    """Collects locations in the order in which Python evaluates them."""

    def __init__(self, code: CodeType, computed: bool) -> None:
        self.computed = computed
        self.fast = frozenset(code.co_varnames) - {*code.co_cellvars, *code.co_freevars}
        self.locations: list[Location] = []
        self.called = False
        self.maybe = False  # in the body of a one-line loop or branch
        self.branch = False  # in that of a branch
        self.hidden: set[str] = set()  # variables of a comprehension

    def statement(self, node: ast.AST) -> None:
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
        if named_path(node, self.computed) is None or not self.hidden.isdisjoint(names_in(node.slice)):
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

    def comprehension(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> None:
        before = set(self.hidden)
        for part in node.generators:
            self.visit(part.iter)
            self.hidden |= {n.id for n in ast.walk(part.target) if isinstance(n, ast.Name)}
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, ast.comprehension):
                self.visit(child)
        self.hidden = before

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = comprehension

    def note(self, node: ast.AST, mode: str = "") -> None:
        found = named_path(node, self.computed)
        if found is None or (self.hidden and not self.hidden.isdisjoint(names_in(node))):
            return
        mode = mode or _MODES[type(getattr(node, "ctx", None))]
        if self.maybe and mode in (STORE, DELETE):
            mode = MAYBE
        if self.branch and mode == LOAD:
            return
        shown, root, path = found
        self.locations.append(Location(shown, root, path, mode, self.called, root in self.fast))


def names_in(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


def named_path(node: ast.AST, computed: bool = False) -> tuple[str, str, tuple[tuple[str, Any], ...]] | None:
    """``one.value`` as its text, its variable and the way from there; None for anything less plain."""
    if isinstance(node, ast.Name):
        return node.id, node.id, ()
    if not isinstance(node, (ast.Attribute, ast.Subscript)):
        return None
    before = named_path(node.value, computed)
    if before is None:
        return None
    shown, root, path = before
    if isinstance(node, ast.Attribute):
        return f"{shown}.{node.attr}", root, (*path, ("attribute", node.attr))
    if isinstance(node.slice, ast.Constant):
        return f"{shown}[{node.slice.value!r}]", root, (*path, ("item", node.slice.value))
    if isinstance(node.slice, ast.Name):
        return f"{shown}[{node.slice.id}]", root, (*path, ("variable item", node.slice.id))
    if computed and is_sum(node.slice):
        text = ast.unparse(node.slice)
        return f"{shown}[{text}]", root, (*path, ("computed item", text))
    return None


_ARITHMETIC: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}


def is_sum(node: ast.AST) -> bool:
    """Arithmetic of variables and whole numbers: ``1 - i``, ``(i + 1) % 3``, ``-1``."""
    if isinstance(node, ast.BinOp):
        return type(node.op) in _ARITHMETIC and is_sum(node.left) and is_sum(node.right)
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.USub) and is_sum(node.operand)
    return isinstance(node, ast.Name) or (isinstance(node, ast.Constant) and type(node.value) is int)


@lru_cache(maxsize=500)
def parsed(text: str) -> ast.AST:
    return ast.parse(text, mode="eval").body


def worked_out(node: ast.AST, value_of: Callable[[str], Any]) -> Any:
    """The value of such arithmetic; NOTHING where a variable is no whole number of ordinary size."""
    if isinstance(node, ast.BinOp):
        left = worked_out(node.left, value_of)
        right = worked_out(node.right, value_of)
        if left is NOTHING or right is NOTHING or (right == 0 and type(node.op) in (ast.FloorDiv, ast.Mod)):
            return NOTHING
        return _ARITHMETIC[type(node.op)](left, right)
    if isinstance(node, ast.UnaryOp):
        value = worked_out(node.operand, value_of)
        return NOTHING if value is NOTHING else -value
    value = node.value if isinstance(node, ast.Constant) else value_of(getattr(node, "id", ""))
    return value if type(value) is int and value.bit_length() < 64 else NOTHING


# -- values ----------------------------------------------------------------------------------


def value_at(
    frame: FrameType, location: Location, number: Callable[[Any], int] = id
) -> tuple[Any, tuple[Any, ...]]:
    """The value at a location, and the keys of what was looked at: the same for the same shared thing.

    ``number`` tells one object from another. What a class has for its instances is the class's first, and
    the instance's as well: who sets it there hides the class's.
    """
    owner: type | None = None
    local = variables(frame)
    space = frame.f_globals
    value = local.get(location.root, space.get(location.root, NOTHING))
    key: Any = None if location.local else ("variable", location.root)
    for kind, name in location.path:
        if value is NOTHING:
            return NOTHING, ()
        if kind == "attribute":
            key = "attribute", number(value), name
            owner = class_with(value, name)
            value = attribute(value, name)
        else:
            index = index_of(kind, name, local, space)
            key = item_key(value, index, number)
            owner = None
            value = item(value, index)
    keys = () if key is None else (key,)
    if owner is not None and location.mode not in (STORE, DELETE):
        keys = (("attribute", number(owner), location.path[-1][1]), *keys)
    if isinstance(value, CONTAINERS) and location.mode not in (STORE, DELETE):
        keys = (*keys, ("contents", number(value)))
    return value, keys


def item_key(value: Any, index: Any, number: Callable[[Any], int]) -> tuple[Any, ...]:
    """The key of one item, or of all the contents where it cannot be told which item it is."""
    if type(index) not in ATOMS:
        return "contents", number(value)
    if type(value) in (list, tuple, deque) and type(index) is int and index < 0:
        index += len(value)
    return "item", number(value), index


def index_of(kind: str, name: Any, local: Mapping[str, Any], space: Mapping[str, Any]) -> Any:
    """The index in one step of a path, as it is now."""
    if kind == "item":
        return name
    if kind == "computed item":
        return worked_out(parsed(name), lambda n: local.get(n, space.get(n, NOTHING)))
    return local.get(name, space.get(name, NOTHING))


def shown_at(frame: FrameType, location: Location) -> str:
    """What a location is called, with the indices that it has now: ``flag[0]``, not ``flag[i]``.

    Else two threads, each with an ``i`` of its own, would seem to use one item.
    """
    if not any(kind in ("variable item", "computed item") for kind, _ in location.path):
        return location.shown
    return location.root + "".join(ways_at(frame, location))


def ways_at(frame: FrameType, location: Location) -> list[str]:
    """The steps from the variable to the location, as they are written: ``.flag``, ``[0]``."""
    local = variables(frame)
    ways = []
    for kind, name in location.path:
        index = name if kind == "attribute" else index_of(kind, name, local, frame.f_globals)
        told = type(index) in ATOMS and len(repr(index)) <= LONGEST_INDEX
        ways.append(f".{name}" if kind == "attribute" else f"[{index!r}]" if told else f"[{name}]")
    return ways


class Origin(NamedTuple):
    """The object from which a location is named, and the way from it."""

    base: Any
    way: str
    instance: Any = NOTHING  # of a class's attribute: the instance by which it is reached
    name: str = ""  # of that attribute


def origin_of(frame: FrameType, location: Location) -> Origin:
    """What the variable holds; or a class, if it has the attribute that an instance does not have itself."""
    local = variables(frame)
    value = base_at(frame, location)
    ways = ways_at(frame, location)
    found = Origin(value, "".join(ways))
    for step, (kind, name) in enumerate(location.path):
        if kind != "attribute":
            value = item(value, index_of(kind, name, local, frame.f_globals))
            continue
        owner = class_with(value, name)
        if owner is not None:
            found = Origin(owner, "".join(ways[step:]), value, name)
        value = attribute(value, name)
    return found


def class_with(value: object, name: str) -> type | None:
    """The class that has an attribute for this instance; None if the instance has it itself, or nobody."""
    if (
        value is NOTHING
        or isinstance(value, (type, types.ModuleType))
        or name in (instance_dict(value) or {})
    ):
        return None
    owner = next((kind for kind in type(value).__mro__ if name in kind.__dict__), None)
    return None if owner is None or hasattr(type(owner.__dict__[name]), "__get__") else owner


def base_at(frame: FrameType, location: Location) -> Any:
    """The object that the location's variable holds."""
    return variables(frame).get(location.root, frame.f_globals.get(location.root, NOTHING))


def attribute(value: object, name: str) -> Any:
    if isinstance(value, (type, types.ModuleType)):
        inside: Any = value.__dict__
    else:
        inside = instance_dict(value) or {}
    if name in inside:
        return inside[name]
    found = class_entry(type(value), name, NOTHING)
    if isinstance(found, types.MemberDescriptorType):  # a slot: asking for it runs no code of the program
        return getattr(value, name, NOTHING)
    runs_code = isinstance(found, property) or hasattr(type(found), "__get__")
    return NOTHING if runs_code else found


def item(value: Any, index: Any) -> Any:
    if type(value) not in (list, dict, tuple, deque, OrderedDict, Counter) or type(index) not in ATOMS:
        return NOTHING
    try:  # without asking __missing__
        return dict.get(value, index, NOTHING) if isinstance(value, dict) else value[index]
    except (LookupError, TypeError):
        return NOTHING


def worth_telling(value: object) -> bool:
    """Values, not machinery: a function or a lock is no news."""
    kind = type(value)
    machinery = isinstance(value, (*_MACHINERY, *_SYNC)) or hasattr(kind, "acquire") or hasattr(kind, "put")
    return value is not NOTHING and not machinery

"""Expressions, compiled into functions that note what evaluating them touches.

Inside:  names, attributes, items, calls, operators; displays and comprehensions, which make something new;
         storing into names, attributes and items.
Outside: statements (statements), the objects that are met on the way (attributes, containers, calls).

Each compiled function takes ``L``, ``G`` and ``S``: the frame's locals, its globals, and the scheduler of the
run. It notes touches with the scheduler and returns the value of the expression where no code of the program
has to run to get it, else PURE or UNKNOWN (attributes). Syntax that is not handled here is read for the
expressions in it, and is UNKNOWN.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Mapping
from inspect import CO_OPTIMIZED
from types import CodeType
from typing import Any, NamedTuple

from pipeline_core.lab.access.attributes import (  # fmt: skip
    CONTAINERS,
    PURE,
    UNKNOWN,
    atom,
    everything,
    get_attribute,
    set_attribute,
    star,
    super_attribute,
)
from pipeline_core.lab.access.calls import call
from pipeline_core.lab.access.containers import PARTS, TEXT, consume, get_item, read_contents, set_item
from pipeline_core.lab.scheduler.footprint import NAMES, R, W
from pipeline_core.lab.scheduler.scheduler import Scheduler

Space = Mapping[str, Any]  # the variables of a frame by name
Evaluate = Callable[[Space, Space, Scheduler], Any]  # (locals, globals, scheduler) -> value
Store = Callable[[Space, Space, Scheduler, object], None]  # the same with the value to store
MOST_ITEMS = 50  # a comprehension or loop over more is looked at once, with an unknown item


class Names(NamedTuple):
    """What the names in a piece of code mean, as the compiler of Python decided it."""

    module: str
    cells: frozenset[str]  # shared with functions inside or around this one
    fast: frozenset[str]  # the function's own: no other thread sees them
    function: bool  # else a module or class body, whose names live in a dict
    first: str | None  # the name of ``self``
    comprehension: bool = False  # up to 3.11 a function of its own, which sees other locals

    @classmethod
    def of(cls, code: CodeType, module: str) -> Names:
        cells = frozenset(code.co_cellvars) | frozenset(code.co_freevars)
        first = code.co_varnames[0] if code.co_argcount else None
        fast = frozenset(code.co_varnames) - cells
        return cls(module, cells, fast, bool(code.co_flags & CO_OPTIMIZED), first)


class ExpressionCompiler:
    """Turns expressions into functions, for the variables of one code object."""

    def __init__(self, names: Names) -> None:
        self.names = names

    # -- values --------------------------------------------------------------------------------

    def value(self, node: ast.AST) -> Evaluate:
        """The function that evaluates ``node``."""
        handler: Callable[[ast.AST], Evaluate] | None = getattr(self, "of_" + type(node).__name__, None)
        if handler is not None:
            return handler(node)
        parts = [self.value(child) for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]

        def several(L: Space, G: Space, S: Scheduler) -> Any:
            for part in parts:
                if part(L, G, S) is UNKNOWN:
                    star(S, R)
            return UNKNOWN

        return several

    def truth(self, node: ast.expr) -> Evaluate:
        """As ``value``, where the answer is only true or false: that reads the contents."""
        if isinstance(node, ast.BoolOp):
            parts = [self.truth(part) for part in node.values]
            return lambda L, G, S: [part(L, G, S) for part in parts] and PURE
        value = self.value(node)
        return lambda L, G, S: read_contents(S, value(L, G, S))

    def of_Constant(self, node: ast.Constant) -> Evaluate:
        constant = node.value
        return lambda L, G, S: constant

    def of_Lambda(self, node: ast.Lambda) -> Evaluate:
        defaults = [self.value(d) for d in (*node.args.defaults, *node.args.kw_defaults) if d is not None]

        def run(L: Space, G: Space, S: Scheduler) -> Any:
            for part in defaults:
                part(L, G, S)
            return PURE

        return run

    def of_Name(self, node: ast.Name) -> Evaluate:
        name = node.id
        if name in self.names.cells:
            key = (NAMES, "c." + name, R)

            def cell(L: Space, G: Space, S: Scheduler) -> Any:
                S.footprint.touches.append(key)
                return L.get(name, UNKNOWN)

            return cell
        if name in self.names.fast:
            return lambda L, G, S: L.get(name, UNKNOWN)
        fallback = getattr(builtins, name, UNKNOWN)
        key = (NAMES, f"g.{self.names.module}.{name}", R)
        if self.names.function and not self.names.comprehension:

            def outside(L: Space, G: Space, S: Scheduler) -> Any:
                if name in G:
                    S.footprint.touches.append(key)
                    return G[name]
                return fallback

            return outside

        def anywhere(L: Space, G: Space, S: Scheduler) -> Any:
            if name in L and L is not G:
                return L[name]
            if name in G:
                S.footprint.touches.append(key)
                return G[name]
            return fallback

        return anywhere

    def of_Attribute(self, node: ast.Attribute) -> Evaluate:
        name = node.attr
        if is_super(node.value) and self.names.first:
            first = self.names.first
            return lambda L, G, S: super_attribute(S, L.get(first), L.get("__class__"), name)
        base = self.value(node.value)
        return lambda L, G, S: get_attribute(S, base(L, G, S), name)

    def of_Subscript(self, node: ast.Subscript) -> Evaluate:
        base = self.value(node.value)
        key = self.value(node.slice)
        return lambda L, G, S: get_item(S, base(L, G, S), key(L, G, S))

    def of_Call(self, node: ast.Call) -> Evaluate:
        function = self.value(node.func)
        args = [self.value(a) for a in node.args]
        args += [self.value(k.value) if k.arg else self.truth(k.value) for k in node.keywords]
        if any(k.arg == "file" for k in node.keywords):  # print(…, file=…) writes to it
            args.append(lambda L, G, S: star(S, W))
        return lambda L, G, S: call(S, function(L, G, S), [a(L, G, S) for a in args])

    def of_Starred(self, node: ast.Starred) -> Evaluate:
        value = self.value(node.value)

        def run(L: Space, G: Space, S: Scheduler) -> Any:
            read_contents(S, value(L, G, S))
            return UNKNOWN

        return run

    def of_BinOp(self, node: ast.BinOp) -> Evaluate:
        left = self.value(node.left)
        right = self.value(node.right)

        def run(L: Space, G: Space, S: Scheduler) -> Any:
            a = left(L, G, S)
            b = right(L, G, S)
            if atom(a) and atom(b):
                return PURE
            read_contents(S, a, PARTS)
            read_contents(S, b, PARTS)
            new = all(atom(x) or type(x) in CONTAINERS or type(x) is tuple for x in (a, b))
            return PURE if new else UNKNOWN

        return run

    def of_UnaryOp(self, node: ast.UnaryOp) -> Evaluate:
        value = self.truth(node.operand)

        def run(L: Space, G: Space, S: Scheduler) -> Any:
            value(L, G, S)
            return PURE

        return run

    def of_BoolOp(self, node: ast.BoolOp) -> Evaluate:
        parts = [self.value(part) for part in node.values]

        def run(L: Space, G: Space, S: Scheduler) -> Any:
            values = [part(L, G, S) for part in parts]
            for value in values[:-1]:
                read_contents(S, value)
            rest = [value for value in values if not atom(value)]
            return PURE if not rest else rest[0] if len(rest) == 1 else UNKNOWN

        return run

    def of_IfExp(self, node: ast.IfExp) -> Evaluate:
        test = self.truth(node.test)
        yes = self.value(node.body)
        no = self.value(node.orelse)

        def run(L: Space, G: Space, S: Scheduler) -> Any:
            test(L, G, S)
            a = yes(L, G, S)
            b = no(L, G, S)
            rest = [value for value in (a, b) if not atom(value)]
            return PURE if not rest else rest[0] if len(rest) == 1 else UNKNOWN

        return run

    def of_Compare(self, node: ast.Compare) -> Evaluate:
        parts = [self.value(part) for part in (node.left, *node.comparators)]
        identity = all(isinstance(op, (ast.Is, ast.IsNot)) for op in node.ops)

        def run(L: Space, G: Space, S: Scheduler) -> Any:
            values = [part(L, G, S) for part in parts]
            if not identity and not all(map(atom, values)):
                for value in values:
                    read_contents(S, value, PARTS)
            return PURE

        return run

    def of_NamedExpr(self, node: ast.NamedExpr) -> Evaluate:
        value = self.value(node.value)
        store = self.store(node.target)

        def run(L: Space, G: Space, S: Scheduler) -> Any:
            result = value(L, G, S)
            store(L, G, S, result)
            return result

        return run

    def of_YieldFrom(self, node: ast.YieldFrom) -> Evaluate:
        value = self.value(node.value)

        def run(L: Space, G: Space, S: Scheduler) -> Any:
            consume(S, value(L, G, S))
            return UNKNOWN

        return run

    # -- displays: what is made here is nobody else's yet ----------------------------------------

    def of_Tuple(self, node: ast.Tuple | ast.List | ast.Set) -> Evaluate:
        parts = [self.value(part) for part in node.elts]
        return lambda L, G, S: tuple([part(L, G, S) for part in parts])

    of_List = of_Set = of_Tuple

    def of_Dict(self, node: ast.Dict) -> Evaluate:
        pairs = zip(node.keys, node.values, strict=True)
        parts = [self.value(k) if k is not None else self.truth(v) for k, v in pairs]
        parts += [self.value(v) for v in node.values]

        def run(L: Space, G: Space, S: Scheduler) -> Any:
            for part in parts:
                part(L, G, S)
            return UNKNOWN

        return run

    def of_FormattedValue(self, node: ast.FormattedValue) -> Evaluate:
        value = self.value(node.value)
        form = self.value(node.format_spec) if node.format_spec is not None else None

        def run(L: Space, G: Space, S: Scheduler) -> Any:
            read_contents(S, value(L, G, S), TEXT)
            if form is not None:
                form(L, G, S)
            return PURE

        return run

    def of_JoinedStr(self, node: ast.JoinedStr) -> Evaluate:
        parts = [self.value(part) for part in node.values]

        def run(L: Space, G: Space, S: Scheduler) -> Any:
            for part in parts:
                part(L, G, S)
            return PURE

        return run

    def comprehension(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> Evaluate:
        """Evaluated item by item where the items are plain to see; else once, with unknown items."""
        names = {n.id for g in node.generators for n in ast.walk(g.target) if isinstance(n, ast.Name)}
        inner = ExpressionCompiler(
            self.names._replace(
                cells=self.names.cells - names, fast=self.names.fast | names, comprehension=True
            )
        )
        first = node.generators[0]
        target = first.target
        items = self.value(first.iter)
        tests = [inner.truth(t) for g in node.generators for t in g.ifs]
        later = [inner.truth(g.iter) for g in node.generators[1:]]
        bodies = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        parts = [*later, *tests, *(inner.value(body) for body in bodies)]

        def run(L: Space, G: Space, S: Scheduler) -> Any:
            source = items(L, G, S)
            consume(S, source)
            plain = isinstance(target, ast.Name) and few_items(source)
            for item in list(source) if plain else [UNKNOWN]:
                local = {**L, **dict.fromkeys(names, UNKNOWN)}
                if isinstance(target, ast.Name):
                    local[target.id] = item
                for part in parts:
                    part(local, G, S)
            return PURE

        return run

    of_ListComp = of_SetComp = of_DictComp = comprehension

    def of_GeneratorExp(self, node: ast.GeneratorExp) -> Evaluate:
        run = self.comprehension(node)

        def lazily(L: Space, G: Space, S: Scheduler) -> Any:
            run(L, G, S)
            return PURE  # consumed in this statement; stored away, it is read as a generator later

        return lazily

    # -- storing -----------------------------------------------------------------------------

    def store(self, node: ast.AST) -> Store:
        """The function that stores a value into the target ``node``."""
        if isinstance(node, ast.Name):
            return self.store_name(node.id)
        if isinstance(node, ast.Attribute):
            base = self.value(node.value)
            name = node.attr
            return lambda L, G, S, v: set_attribute(S, base(L, G, S), name)
        if isinstance(node, ast.Subscript):
            base = self.value(node.value)
            key = self.value(node.slice)
            return lambda L, G, S, v: set_item(S, base(L, G, S), key(L, G, S))
        if isinstance(node, ast.Starred):
            return self.store(node.value)
        parts = [self.store(part) for part in getattr(node, "elts", ())]

        def unpack(L: Space, G: Space, S: Scheduler, v: object) -> None:
            read_contents(S, v)
            for part in parts:
                part(L, G, S, UNKNOWN)

        return unpack

    def store_name(self, name: str) -> Store:
        if name in self.names.cells:
            key = (NAMES, "c." + name, W)
            return lambda L, G, S, v: S.footprint.touches.append(key)
        if name in self.names.fast or self.names.function is False:
            return lambda L, G, S, v: None
        key = (NAMES, f"g.{self.names.module}.{name}", W)

        def put(L: Space, G: Space, S: Scheduler, v: object) -> None:
            S.footprint.touches.append(key)
            if name not in G:  # until now it meant a built-in, or nothing, which no look at it noted
                everything(S)

        return put


def few_items(source: Any) -> bool:
    """Can what a loop goes through be looked at item by item?"""
    return type(source) in (list, tuple, range) and len(source) <= MOST_ITEMS


def is_super(node: ast.expr) -> bool:
    """``super()`` without arguments."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "super"
        and not node.args
    )

"""Expressions compiled into functions that tell what they touch.

Inside:  names, attributes, items, calls, operators; storing into names and the like.
Outside: displays and comprehensions (displays), statements (effects), objects (values), calls (calls).

Each function takes the frame's locals and globals and the scheduler, notes touches with the latter, and
returns the value if it is plain to see, else PURE or UNKNOWN.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable
from typing import Any

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
from pipeline_core.lab.access.containers import consume, get_item, read_contents, set_item
from pipeline_core.lab.access.displays import Displays, Evaluate
from pipeline_core.lab.access.syntax import is_super
from pipeline_core.lab.scheduler.footprint import NAMES, R, W


class Expressions(Displays):
    """Turns expressions into functions, for the variables of one code object."""

    def __init__(self, code: Any, module: str) -> None:
        self.module, self.inner = module, False
        self.cells = set(code.co_cellvars) | set(code.co_freevars)
        self.fast = set(code.co_varnames) - self.cells
        self.function = bool(code.co_flags & 1)
        self.first = code.co_varnames[0] if code.co_argcount else None

    # -- storing -----------------------------------------------------------------------------

    def store(self, node: Any) -> Callable[[Any, Any, Any, Any], None]:
        if isinstance(node, ast.Name):
            return self.store_name(node.id)
        if isinstance(node, ast.Attribute):
            base, name = self.value(node.value), node.attr
            return lambda L, G, S, v: set_attribute(S, base(L, G, S), name)
        if isinstance(node, ast.Subscript):
            base, key = self.value(node.value), self.value(node.slice)
            return lambda L, G, S, v: set_item(S, base(L, G, S), key(L, G, S))
        parts = [
            self.store(getattr(part, "value", part) if isinstance(part, ast.Starred) else part)
            for part in node.elts
        ]

        def unpack(L: Any, G: Any, S: Any, v: Any) -> None:
            read_contents(S, v)
            for part in parts:
                part(L, G, S, UNKNOWN)

        return unpack

    def store_name(self, name: str) -> Callable[[Any, Any, Any, Any], None]:
        if name in self.cells:
            key = (NAMES, "c." + name, W)
            return lambda L, G, S, v: S.footprint.touches.append(key)
        if name in self.fast or self.function is False:
            return lambda L, G, S, v: None
        key = (NAMES, f"g.{self.module}.{name}", W)

        def put(L: Any, G: Any, S: Any, v: Any) -> None:
            S.footprint.touches.append(key)
            if name not in G:  # until now it meant a built-in, or nothing, which no look at it noted
                everything(S)

        return put

    def of_YieldFrom(self, node: Any) -> Evaluate:
        value = self.value(node.value)

        def run(L: Any, G: Any, S: Any) -> Any:
            consume(S, value(L, G, S))
            return UNKNOWN

        return run

    # -- values --------------------------------------------------------------------------------

    def value(self, node: Any) -> Evaluate:
        handler = getattr(self, "of_" + type(node).__name__, None)
        if handler is not None:
            return handler(node)
        parts = [self.value(child) for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]

        def several(L: Any, G: Any, S: Any) -> Any:
            for part in parts:
                if part(L, G, S) is UNKNOWN:
                    star(S, R)
            return UNKNOWN

        return several

    def truth(self, node: Any) -> Evaluate:
        if isinstance(node, ast.BoolOp):
            parts = [self.truth(part) for part in node.values]
            return lambda L, G, S: [part(L, G, S) for part in parts] and PURE
        value = self.value(node)
        return lambda L, G, S: read_contents(S, value(L, G, S))

    def of_Constant(self, node: Any) -> Evaluate:
        constant = node.value
        return lambda L, G, S: constant

    def of_Lambda(self, node: Any) -> Evaluate:
        defaults = [self.value(d) for d in (*node.args.defaults, *node.args.kw_defaults) if d is not None]

        def run(L: Any, G: Any, S: Any) -> Any:
            for part in defaults:
                part(L, G, S)
            return PURE

        return run

    def of_Name(self, node: Any) -> Evaluate:
        name = node.id
        if name in self.cells:
            key = (NAMES, "c." + name, R)

            def cell(L: Any, G: Any, S: Any) -> Any:
                S.footprint.touches.append(key)
                return L.get(name, UNKNOWN)

            return cell
        if name in self.fast:
            return lambda L, G, S: L.get(name, UNKNOWN)
        fallback = getattr(builtins, name, UNKNOWN)
        key = (NAMES, f"g.{self.module}.{name}", R)
        if self.function and not self.inner:

            def outside(L: Any, G: Any, S: Any) -> Any:
                if name in G:
                    S.footprint.touches.append(key)
                    return G[name]
                return fallback

            return outside

        def anywhere(L: Any, G: Any, S: Any) -> Any:
            if name in L and L is not G:
                return L[name]
            if name in G:
                S.footprint.touches.append(key)
                return G[name]
            return fallback

        return anywhere

    def of_Attribute(self, node: Any) -> Evaluate:
        name = node.attr
        if is_super(node.value) and self.first:
            first = self.first
            return lambda L, G, S: super_attribute(S, L.get(first), L.get("__class__"), name)
        base = self.value(node.value)
        return lambda L, G, S: get_attribute(S, base(L, G, S), name)

    def of_Subscript(self, node: Any) -> Evaluate:
        base, key = self.value(node.value), self.value(node.slice)
        return lambda L, G, S: get_item(S, base(L, G, S), key(L, G, S))

    def of_Call(self, node: Any) -> Evaluate:
        function = self.value(node.func)
        args = [self.value(a) for a in node.args]
        args += [self.value(k.value) if k.arg else self.truth(k.value) for k in node.keywords]
        if any(k.arg == "file" for k in node.keywords):  # print(…, file=…) writes to it
            args.append(lambda L, G, S: star(S, W))
        return lambda L, G, S: call(S, function(L, G, S), [a(L, G, S) for a in args])

    def of_Starred(self, node: Any) -> Evaluate:
        value = self.value(node.value)

        def run(L: Any, G: Any, S: Any) -> Any:
            read_contents(S, value(L, G, S))
            return UNKNOWN

        return run

    def of_BinOp(self, node: Any) -> Evaluate:
        left, right = self.value(node.left), self.value(node.right)

        def run(L: Any, G: Any, S: Any) -> Any:
            a, b = left(L, G, S), right(L, G, S)
            if atom(a) and atom(b):
                return PURE
            read_contents(S, a, True)
            read_contents(S, b, True)
            new = all(atom(x) or type(x) in CONTAINERS or type(x) is tuple for x in (a, b))
            return PURE if new else UNKNOWN

        return run

    def of_UnaryOp(self, node: Any) -> Evaluate:
        value = self.truth(node.operand)

        def run(L: Any, G: Any, S: Any) -> Any:
            value(L, G, S)
            return PURE

        return run

    def of_BoolOp(self, node: Any) -> Evaluate:
        parts = [self.value(part) for part in node.values]

        def run(L: Any, G: Any, S: Any) -> Any:
            values = [part(L, G, S) for part in parts]
            for value in values[:-1]:
                read_contents(S, value)
            rest = [value for value in values if not atom(value)]
            return PURE if not rest else rest[0] if len(rest) == 1 else UNKNOWN

        return run

    def of_IfExp(self, node: Any) -> Evaluate:
        test, yes, no = self.truth(node.test), self.value(node.body), self.value(node.orelse)

        def run(L: Any, G: Any, S: Any) -> Any:
            test(L, G, S)
            a, b = yes(L, G, S), no(L, G, S)
            rest = [value for value in (a, b) if not atom(value)]
            return PURE if not rest else rest[0] if len(rest) == 1 else UNKNOWN

        return run

    def of_Compare(self, node: Any) -> Evaluate:
        parts = [self.value(part) for part in (node.left, *node.comparators)]
        identity = all(isinstance(op, (ast.Is, ast.IsNot)) for op in node.ops)

        def run(L: Any, G: Any, S: Any) -> Any:
            values = [part(L, G, S) for part in parts]
            if not identity and not all(map(atom, values)):
                for value in values:
                    read_contents(S, value, True)
            return PURE

        return run

    def of_NamedExpr(self, node: Any) -> Evaluate:
        value, store = self.value(node.value), self.store(node.target)

        def run(L: Any, G: Any, S: Any) -> Any:
            result = value(L, G, S)
            store(L, G, S, result)
            return result

        return run

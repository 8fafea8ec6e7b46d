"""What a statement is about to touch, worked out just before it runs.

Inside:  each statement's syntax compiled once into small functions that look at the frame's
         variables; reading and writing variables.
Outside: objects and calls (values), when this is asked (tracing), what follows from it (reduce).

A statement is looked at when its turn has come, so nobody else can move between the look and the
deed. What a called Python function does is observed in its own statements; once it is back, the
caller's statement is looked at again, since it may go on to write.
"""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Callable
from typing import Any

from .source import Statement
from .values import (
    ALL, CONTAINERS, NAMES, PURE, STAR, UNKNOWN, COUNT, R, W, atom, call, everything, get_attribute, get_item,
    read_contents, set_attribute, set_item, star, super_attribute, touch,
)  # fmt: skip

__all__ = ["ALL", "COUNT", "STAR", "note"]
Evaluate = Callable[[Any, Any, Any], Any]  # (locals, globals, scheduler) -> value


def note(sched: Any, frame: Any, statement: Statement) -> None:
    """Append to the present step's footprint what ``statement`` touches in ``frame``."""
    plan = statement.plan
    if plan is None:
        plan = statement.plan = compile_statement(statement, frame.f_globals.get("__name__", ""))
    if plan:
        local, space = frame.f_locals, frame.f_globals
        for part in plan:
            part(local, space, sched)


def compile_statement(statement: Statement, module: str) -> list[Evaluate]:
    nodes = statement.nodes
    if statement.code.co_name == "<lambda>":
        nodes = lambda_body(nodes, statement.code)
    if not nodes and statement.code.co_filename == "<string>" and statement.code.co_name in _GENERATED:
        return []
    if not nodes:
        return [lambda L, G, S: everything(S)]  # no source: nothing is known
    compiler = Compiler(statement.code, module)
    statement.over_after_call = compiler.over_after_call(nodes)
    if isinstance(nodes[0], ast.For) and nodes[0].body[0].lineno == nodes[0].lineno:
        return compiler.one_line_loop(nodes[0])
    plan = [part for node in nodes for part in compiler.statement(node)]
    if not all(plain_after(node, nodes[:i]) for i, node in enumerate(nodes)):
        plan.append(lambda L, G, S: star(S, W))  # the first may change what the second means
    return plan


def lambda_body(nodes: list[Any], code: Any) -> list[Any]:
    """The body of the lambda that ``code`` is, found by its place on the line."""
    places = {(line, column) for line, _, column, _ in code.co_positions() if line is not None and column}
    found = [
        n.body
        for node in nodes
        for n in ast.walk(node)
        if isinstance(n, ast.Lambda)
        and all((n.body.lineno, n.body.col_offset) <= p <= (n.body.end_lineno, n.body.end_col_offset) for p in places)
    ]
    return [min(found, key=lambda body: body.end_col_offset - body.col_offset)] if found else []


_GENERATED = {"__init__", "__new__"}  # of a dataclass or named tuple: they fill a new object


def plain_after(node: Any, before: list[Any]) -> bool:
    """Does ``node`` mean the same whatever the statements before it on its line, or its own calls, do?"""
    parts = [n for n in own_expressions(node) for n in ast.walk(n)]
    derived = [n for n in parts if isinstance(n, (ast.Attribute, ast.Subscript)) and not isinstance(n.value, ast.Name)]
    stored = {n.id for b in before for n in ast.walk(b) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    if before and (derived or any(isinstance(n, ast.Name) and n.id in stored for n in parts)):
        return False
    calls = [n for n in parts if isinstance(n, ast.Call) and not (isinstance(n.func, ast.Name) and n.func.id in _CALM)]
    through_item = any(isinstance(n.value, ast.Subscript) for n in derived)
    return not (through_item and len(calls) > 1)


def is_super(node: Any) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super" and not node.args


def own_expressions(node: Any) -> list[Any]:
    """The expressions of a statement itself, without those of the statements inside it."""
    if isinstance(node, ast.expr):
        return [node]
    return [c for c in ast.iter_child_nodes(node) if isinstance(c, (ast.expr, ast.withitem, ast.keyword))]


_CALM = {"min", "max", "len", "range", "abs", "int", "float", "str", "sum", "sorted", "enumerate", "zip", "list"}


class Compiler:
    """Turns syntax into functions, for the variables of one code object."""

    def __init__(self, code: Any, module: str) -> None:
        self.module, self.inner = module, False
        self.cells = set(code.co_cellvars) | set(code.co_freevars)
        self.fast = set(code.co_varnames) - self.cells
        self.function = bool(code.co_flags & 1)
        self.first = code.co_varnames[0] if code.co_argcount else None

    def over_after_call(self, nodes: list[Any]) -> bool:
        """Is this one call, whose result goes to a variable of the function alone, or nowhere?"""
        node = nodes[0]
        calls = [p for n in own_expressions(node) for p in ast.walk(n) if isinstance(p, ast.Call)]
        if len(nodes) > 1 or len(calls) != 1 or not isinstance(node, (ast.Expr, ast.Return, ast.Assign)):
            return False
        targets = getattr(node, "targets", [])
        return node.value is calls[0] and all(isinstance(t, ast.Name) and t.id in self.fast for t in targets)

    # -- statements: a list of functions to call in order --------------------------------------

    def statement(self, node: Any) -> list[Evaluate]:
        handler = getattr(self, "do_" + type(node).__name__, None)
        if handler is not None:
            return handler(node)
        if isinstance(node, ast.expr):
            return [self.value(node)]
        if isinstance(node, (ast.Return, ast.Expr)):
            return [self.value(node.value)] if node.value is not None else []
        if isinstance(node, (ast.Pass, ast.Break, ast.Continue, ast.Global, ast.Nonlocal, ast.Try)):
            return []
        return [lambda L, G, S: everything(S)]

    def do_Assign(self, node: Any) -> list[Evaluate]:
        value = self.value(node.value)
        stores = [self.store(target) for target in node.targets]

        def run(L: Any, G: Any, S: Any) -> None:
            result = value(L, G, S)
            for store in stores:
                store(L, G, S, result)

        return [run]

    def do_AnnAssign(self, node: Any) -> list[Evaluate]:
        return [] if node.value is None else self.do_Assign(ast.Assign([node.target], node.value))

    def do_AugAssign(self, node: Any) -> list[Evaluate]:
        target, value = self.value(node.target), self.value(node.value)
        store = self.store(node.target)

        def run(L: Any, G: Any, S: Any) -> None:
            old, more = target(L, G, S), value(L, G, S)
            if type(old) in CONTAINERS:
                touch(S, old, ".[]", W)
                read_contents(S, more)
            elif old is UNKNOWN:
                star(S, W)
            elif more is UNKNOWN:
                star(S, R)
            store(L, G, S, PURE)

        return [run]

    def do_If(self, node: Any) -> list[Evaluate]:
        return [self.truth(node.test)]

    do_While = do_If

    def do_Assert(self, node: Any) -> list[Evaluate]:
        return [self.truth(node.test), *([self.value(node.msg)] if node.msg else [])]

    def do_For(self, node: Any) -> list[Evaluate]:
        items, store = self.value(node.iter), self.store(node.target)

        def run(L: Any, G: Any, S: Any) -> None:
            read_contents(S, items(L, G, S))
            store(L, G, S, PURE)

        return [run]

    def one_line_loop(self, node: Any) -> list[Evaluate]:
        """``for x in xs: …`` on one line is one step: like a comprehension, but its variables are real."""
        items, store = self.value(node.iter), self.store(node.target)
        body = [part for child in node.body for part in self.statement(child)]
        plain = isinstance(node.target, ast.Name) and all(plain_after(n, node.body[:i]) for i, n in enumerate(node.body))

        def run(L: Any, G: Any, S: Any) -> None:
            source = items(L, G, S)
            read_contents(S, source)
            store(L, G, S, PURE)
            known = plain and type(source) in (list, tuple, range) and len(source) <= 50
            for item in list(source) if known else [UNKNOWN]:
                local = {**L, node.target.id: item} if plain else L
                for part in body:
                    part(local, G, S)
            if not plain:
                star(S, W)

        return [run]

    def do_With(self, node: Any) -> list[Evaluate]:
        parts: list[Evaluate] = []
        for item in node.items:
            value = self.value(item.context_expr)
            store = self.store(item.optional_vars) if item.optional_vars is not None else None

            def run(L: Any, G: Any, S: Any, value: Any = value, store: Any = store) -> None:
                manager = value(L, G, S)
                enter = get_attribute(S, manager, "__enter__") if manager is not PURE else PURE
                if enter is not PURE and enter is not UNKNOWN:
                    call(S, enter, [])
                elif enter is UNKNOWN and manager is UNKNOWN:
                    star(S, W)
                if store is not None:
                    store(L, G, S, UNKNOWN)

            parts.append(run)
        return parts

    def do_Raise(self, node: Any) -> list[Evaluate]:
        return [self.value(part) for part in (node.exc, node.cause) if part is not None]

    def do_Delete(self, node: Any) -> list[Evaluate]:
        stores = [self.store(target) for target in node.targets]
        return [lambda L, G, S, s=s: s(L, G, S, PURE) for s in stores]  # type: ignore[misc]

    def do_FunctionDef(self, node: Any) -> list[Evaluate]:
        if node.decorator_list:
            return [lambda L, G, S: everything(S)]
        defaults = [self.value(d) for d in (*node.args.defaults, *node.args.kw_defaults) if d is not None]
        store = self.store(ast.Name(node.name, ast.Store()))
        return [*defaults, lambda L, G, S: store(L, G, S, PURE)]

    def do_Import(self, node: Any) -> list[Evaluate]:
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""]
        return [lambda L, G, S: None if all(n in sys.modules for n in names) else everything(S)]

    do_ImportFrom = do_Import

    def do_Match(self, node: Any) -> list[Evaluate]:
        subject = self.value(node.subject)
        return [lambda L, G, S: read_contents(S, subject(L, G, S), True)]

    def do_match_case(self, node: Any) -> list[Evaluate]:
        return [lambda L, G, S: star(S, R), *([self.truth(node.guard)] if node.guard else [])]

    def do_ExceptHandler(self, node: Any) -> list[Evaluate]:
        return [self.value(node.type)] if node.type is not None else []

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
        parts = [self.store(getattr(part, "value", part) if isinstance(part, ast.Starred) else part) for part in node.elts]

        def unpack(L: Any, G: Any, S: Any, v: Any) -> None:
            read_contents(S, v)
            for part in parts:
                part(L, G, S, UNKNOWN)

        return unpack

    def store_name(self, name: str) -> Callable[[Any, Any, Any, Any], None]:
        if name in self.cells:
            key = (NAMES, "c." + name, W)
            return lambda L, G, S, v: S.foot.append(key)
        if name in self.fast or self.function is False:
            return lambda L, G, S, v: None
        key = (NAMES, f"g.{self.module}.{name}", W)
        return lambda L, G, S, v: S.foot.append(key)

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
        return lambda L, G, S: PURE

    def of_Name(self, node: Any) -> Evaluate:
        name = node.id
        if name in self.cells:
            key = (NAMES, "c." + name, R)

            def cell(L: Any, G: Any, S: Any) -> Any:
                S.foot.append(key)
                return L.get(name, UNKNOWN)

            return cell
        if name in self.fast:
            return lambda L, G, S: L.get(name, UNKNOWN)
        fallback = getattr(builtins, name, UNKNOWN)
        key = (NAMES, f"g.{self.module}.{name}", R)
        if self.function and not self.inner:

            def outside(L: Any, G: Any, S: Any) -> Any:
                if name in G:
                    S.foot.append(key)
                    return G[name]
                return fallback

            return outside

        def anywhere(L: Any, G: Any, S: Any) -> Any:
            if name in L and L is not G:
                return L[name]
            if name in G:
                S.foot.append(key)
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
        args = [self.value(a) for a in node.args] + [self.value(k.value) for k in node.keywords]
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
            return PURE if a is not UNKNOWN and b is not UNKNOWN else UNKNOWN

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

    def of_Tuple(self, node: Any) -> Evaluate:
        parts = [self.value(part) for part in node.elts]
        return lambda L, G, S: tuple([part(L, G, S) for part in parts])

    of_List = of_Set = of_Tuple

    def of_FormattedValue(self, node: Any) -> Evaluate:
        value = self.value(node.value)

        def run(L: Any, G: Any, S: Any) -> Any:
            read_contents(S, value(L, G, S), True)
            return PURE

        return run

    def of_JoinedStr(self, node: Any) -> Evaluate:
        parts = [self.value(part) for part in node.values]

        def run(L: Any, G: Any, S: Any) -> Any:
            for part in parts:
                part(L, G, S)
            return PURE

        return run

    def of_NamedExpr(self, node: Any) -> Evaluate:
        value, store = self.value(node.value), self.store(node.target)

        def run(L: Any, G: Any, S: Any) -> Any:
            result = value(L, G, S)
            store(L, G, S, result)
            return result

        return run

    def comprehension(self, node: Any) -> Evaluate:
        """Evaluated item by item where the items are plain to see; else once, with unknown items."""
        names = {n.id for g in node.generators for n in ast.walk(g.target) if isinstance(n, ast.Name)}
        inner = Compiler.__new__(Compiler)
        inner.first, inner.module, inner.inner = self.first, self.module, True
        inner.cells, inner.fast, inner.function = self.cells - names, self.fast | names, self.function
        first = node.generators[0]
        items = self.value(first.iter)
        tests = [inner.truth(t) for g in node.generators for t in g.ifs]
        later = [inner.value(g.iter) for g in node.generators[1:]]
        bodies = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        parts = [*later, *tests, *(inner.value(body) for body in bodies)]
        simple = isinstance(first.target, ast.Name)

        def run(L: Any, G: Any, S: Any) -> Any:
            source = items(L, G, S)
            read_contents(S, source)
            plain = simple and type(source) in (list, tuple, range) and len(source) <= 50
            for item in list(source) if plain else [UNKNOWN]:
                local = {**L, **dict.fromkeys(names, UNKNOWN)}
                if simple:
                    local[first.target.id] = item
                for part in parts:
                    part(local, G, S)
            return PURE

        return run

    of_ListComp = of_SetComp = of_DictComp = comprehension

    def of_GeneratorExp(self, node: Any) -> Evaluate:
        run = self.comprehension(node)

        def lazily(L: Any, G: Any, S: Any) -> Any:
            run(L, G, S)
            return PURE  # consumed in this statement; stored away, it is read as a generator later

        return lazily

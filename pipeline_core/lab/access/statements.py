"""What a statement is about to touch, worked out just before it runs.

Inside:  each statement's syntax, compiled once into small functions that look at the frame's variables.
Outside: the expressions in it (expressions), objects and calls (values, calls), when this is asked
         (tracing), what follows from it (reduce).

A statement is looked at when its turn has come, so nobody else can move between the look and the
deed. What a called Python function does is observed in its own statements; once it is back, the
caller's statement is looked at again, since it may go on to write.
"""

from __future__ import annotations

import ast
import sys
from typing import Any

from pipeline_core.lab.access.attributes import (  # fmt: skip
    ATOMS,
    CONTAINERS,
    PURE,
    UNKNOWN,
    everything,
    find,
    get_attribute,
    observed,
    star,
    touch,
)
from pipeline_core.lab.access.calls import call
from pipeline_core.lab.access.containers import consume, delete_item, read_contents
from pipeline_core.lab.access.displays import Evaluate
from pipeline_core.lab.access.expressions import Expressions
from pipeline_core.lab.access.syntax import lambda_body, own_expressions, plain_after
from pipeline_core.lab.code.frames import KEPT, let_go
from pipeline_core.lab.code.statements import Statement
from pipeline_core.lab.scheduler.footprint import R, W

_GENERATED = {"__init__", "__new__"}  # of a dataclass or named tuple: they fill a new object


def note(sched: Any, frame: Any, statement: Statement) -> None:
    """Append to the present step's footprint what ``statement`` touches in ``frame``."""
    plan = statement.plan
    if plan is None:
        plan = statement.plan = compile_statement(statement, frame.f_globals.get("__name__", ""))
    if plan:
        local, space = frame.f_locals, frame.f_globals
        for part in plan:
            part(local, space, sched)
        if KEPT:
            let_go(frame, local)


def compile_statement(statement: Statement, module: str) -> list[Evaluate]:
    nodes = statement.nodes
    if statement.code.co_name == "<lambda>":
        nodes = lambda_body(nodes, statement.code)
    if not nodes and statement.code.co_filename == "<string>" and statement.code.co_name in _GENERATED:
        return []
    if not nodes:
        return [lambda L, G, S: everything(S)]  # no source: nothing is known
    nodes = [node for node in nodes if not defines(node, statement.code)]
    if not nodes:
        return []
    compiler = Compiler(statement.code, module)
    statement.over_after_call = compiler.over_after_call(nodes)
    if isinstance(nodes[0], ast.For) and nodes[0].body[0].lineno == nodes[0].lineno:
        return compiler.one_line_loop(nodes[0])
    plan = [part for node in nodes for part in compiler.statement(node)]
    if not all(plain_after(node, nodes[:i]) for i, node in enumerate(nodes)):
        plan.append(lambda L, G, S: star(S, W))  # the first may change what the second means
    return plan


def defines(node: Any, code: Any) -> bool:
    """Is this the ``def`` of the running function itself: on one line with its body, or without any?"""
    return (
        isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and node.name == code.co_name
        and node.lineno <= min(line for _, _, line in code.co_lines() if line)
    )


class Compiler(Expressions):
    """Turns statements into functions, for the variables of one code object."""

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
            elif old is UNKNOWN or not (old is PURE or type(old) in ATOMS or inert(type(old), node.op)):
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
            consume(S, items(L, G, S))
            store(L, G, S, PURE)

        return [run]

    def one_line_loop(self, node: Any) -> list[Evaluate]:
        """``for x in xs: …`` on one line is one step: like a comprehension, but its variables are real."""
        items, store = self.value(node.iter), self.store(node.target)
        body = [part for child in node.body for part in self.statement(child)]
        plain = isinstance(node.target, ast.Name) and all(
            plain_after(n, node.body[:i]) for i, n in enumerate(node.body)
        )

        def run(L: Any, G: Any, S: Any) -> None:
            source = items(L, G, S)
            consume(S, source)
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
        return [self.delete(target) for target in node.targets]

    def delete(self, node: Any) -> Evaluate:
        if isinstance(node, ast.Subscript):
            base, key = self.value(node.value), self.value(node.slice)
            return lambda L, G, S: delete_item(S, base(L, G, S), key(L, G, S))
        store = self.store(node)
        own = isinstance(node, ast.Name) and node.id in self.fast
        if isinstance(node, ast.Name) and not own and node.id not in self.cells:
            return lambda L, G, S: everything(S)  # another meaning of the name comes to light
        return lambda L, G, S: store(L, G, S, PURE)

    def do_FunctionDef(self, node: Any) -> list[Evaluate]:
        if node.decorator_list:
            return [lambda L, G, S: everything(S)]
        defaults = [self.value(d) for d in (*node.args.defaults, *node.args.kw_defaults) if d is not None]
        store = self.store(ast.Name(node.name, ast.Store()))
        return [*defaults, lambda L, G, S: store(L, G, S, PURE)]

    def do_Import(self, node: Any) -> list[Evaluate]:
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""]
        bound = [self.store_name(a.asname or a.name.partition(".")[0]) for a in node.names]
        return [
            lambda L, G, S: None if all(n in sys.modules for n in names) else everything(S),
            lambda L, G, S: [store(L, G, S, PURE) for store in bound],
        ]

    do_ImportFrom = do_Import

    def do_Match(self, node: Any) -> list[Evaluate]:
        subject = self.value(node.subject)
        return [lambda L, G, S: read_contents(S, subject(L, G, S), True)]

    def do_match_case(self, node: Any) -> list[Evaluate]:
        """What a pattern asks of the subject, whichever that is; the names it binds; the guard."""
        inside = list(ast.walk(node.pattern))
        names = [getattr(n, "name", None) or getattr(n, "rest", None) for n in inside]
        stores = [self.store_name(name) for name in names if name]
        values = [self.value(n.value) for n in inside if isinstance(n, ast.MatchValue)]
        classes = [self.value(n.cls) for n in inside if isinstance(n, ast.MatchClass)]
        guard = [self.truth(node.guard)] if node.guard is not None else []

        def bind(L: Any, G: Any, S: Any) -> None:
            star(S, R)
            for store in stores:
                store(L, G, S, PURE)

        return [*values, *classes, bind, *guard]

    def do_ExceptHandler(self, node: Any) -> list[Evaluate]:
        store = self.store_name(node.name) if node.name else None
        bound = [lambda L, G, S: store(L, G, S, PURE)] if store is not None else []
        return [*([self.value(node.type)] if node.type is not None else []), *bound]


_OPERATORS = {"Add": "add", "Sub": "sub", "Mult": "mul", "BitOr": "or", "BitAnd": "and", "BitXor": "xor",
              "Div": "truediv", "FloorDiv": "floordiv", "Mod": "mod", "Pow": "pow", "LShift": "lshift",
              "RShift": "rshift", "MatMult": "matmul"}  # fmt: skip
_IN_PLACE = {getattr(ast, node): f"__i{name}__" for node, name in _OPERATORS.items()}


def inert(kind: type, op: Any) -> bool:
    """Does ``+=`` and the like on an object of this class change nothing that is not looked at?"""
    if kind is tuple or kind is frozenset:
        return True
    method = find(kind, _IN_PLACE[type(op)])
    return method is None or observed(method)

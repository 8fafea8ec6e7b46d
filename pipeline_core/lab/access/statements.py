"""Statements: what one is about to touch, worked out just before it runs.

Inside:  each statement's syntax, compiled once into small functions that look at the frame's variables.
Outside: the expressions in it (expressions), the objects they lead to (attributes, containers, calls), when
         this is asked (runtime/tracing), what follows from it (scheduler/footprint, exploration/dpor).

Why just before, and not once for all: ``box.value`` is another object in each thread and at each turn, and
only the variables of the moment say which. And not afterwards: then the object that was used may have been
rebound by the statement itself. The look is taken when the thread's turn has come and before its statement
begins, and the lab runs one thread at a time; so nobody can move between the look and the statement, and what
was seen is what the statement will meet.

A call in the middle of a statement ends that: the called function has lines of its own, at which others may
move. What it touches is noted at its own lines. Once it is back, the caller's statement is looked at again,
in whatever step it goes on in, since the rest of it is still to come (``total[0] += work()`` writes after
the call). A statement that is over with its one call (``over_after_call``) is spared that.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Sequence
from types import CodeType, FrameType

from pipeline_core.lab.access.attributes import (  # fmt: skip
    ATOMS,
    CONTAINERS,
    PURE,
    UNKNOWN,
    class_entry,
    everything,
    get_attribute,
    observed,
    star,
    touch,
)
from pipeline_core.lab.access.calls import call
from pipeline_core.lab.access.containers import PARTS, consume, delete_item, read_contents
from pipeline_core.lab.access.expressions import (
    Evaluate,
    ExpressionCompiler,
    Names,
    Space,
    Store,
    few_items,
)
from pipeline_core.lab.code.frames import KEPT, let_go
from pipeline_core.lab.code.statements import Statement, lambda_of
from pipeline_core.lab.scheduler.footprint import R, W
from pipeline_core.lab.scheduler.scheduler import Scheduler

_GENERATED = {"__init__", "__new__"}  # of a dataclass or named tuple: they fill a new object
_NOTHING = (ast.Pass, ast.Break, ast.Continue, ast.Global, ast.Nonlocal, ast.Try)
_HARMLESS = {  # built-ins that change nothing that a name or an item on the same line could mean
    "min", "max", "len", "range", "abs", "int", "float", "str", "sum", "sorted", "enumerate", "zip", "list",
}  # fmt: skip
_OPERATORS = {"Add": "add", "Sub": "sub", "Mult": "mul", "BitOr": "or", "BitAnd": "and", "BitXor": "xor",
              "Div": "truediv", "FloorDiv": "floordiv", "Mod": "mod", "Pow": "pow", "LShift": "lshift",
              "RShift": "rshift", "MatMult": "matmul"}  # fmt: skip
_IN_PLACE = {getattr(ast, node): f"__i{name}__" for node, name in _OPERATORS.items()}


def note(sched: Scheduler, frame: FrameType, statement: Statement) -> None:
    """Append to the present step's footprint what ``statement`` touches in ``frame``."""
    plan = statement.plan
    if plan is None:
        plan = statement.plan = compile_statement(statement, frame.f_globals.get("__name__", ""))
    if plan:
        local = frame.f_locals
        space = frame.f_globals
        for part in plan:
            part(local, space, sched)
        if KEPT:
            let_go(frame, local)


def compile_statement(statement: Statement, module: str) -> list[Evaluate]:
    """The functions that note what ``statement`` touches, in the order in which Python evaluates it."""
    nodes = statement.nodes
    if statement.code.co_name == "<lambda>":
        found = lambda_of(nodes, statement.code)
        nodes = [found.body] if found is not None else []
    if not nodes and statement.code.co_filename == "<string>" and statement.code.co_name in _GENERATED:
        return []
    if not nodes:
        return [lambda L, G, S: everything(S)]  # no source: nothing is known
    nodes = [node for node in nodes if not defines(node, statement.code)]
    if not nodes:
        return []
    compiler = StatementCompiler(statement.code, module)
    statement.over_after_call = compiler.over_after_call(nodes)
    if isinstance(nodes[0], ast.For) and nodes[0].body[0].lineno == nodes[0].lineno:
        return compiler.one_line_loop(nodes[0])
    plan = [part for node in nodes for part in compiler.statement(node)]
    if not all(plain_after(node, nodes[:i]) for i, node in enumerate(nodes)):
        plan.append(lambda L, G, S: star(S, W))  # the first may change what the second means
    return plan


def defines(node: ast.AST, code: CodeType) -> bool:
    """Is this the ``def`` of the running function itself: on one line with its body, or without any?"""
    return (
        isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and node.name == code.co_name
        and node.lineno <= min(line for _, _, line in code.co_lines() if line)
    )


class StatementCompiler:
    """Turns statements into functions, for the variables of one code object."""

    def __init__(self, code: CodeType, module: str) -> None:
        self.names = Names.of(code, module)
        expressions = ExpressionCompiler(self.names)
        self.value = expressions.value
        self.truth = expressions.truth
        self.store = expressions.store
        self.store_name = expressions.store_name

    def over_after_call(self, nodes: list[ast.AST]) -> bool:
        """Is this one call, whose result goes to a variable of the function alone, or nowhere?"""
        node = nodes[0]
        calls = [p for n in own_expressions(node) for p in ast.walk(n) if isinstance(p, ast.Call)]
        if len(nodes) > 1 or len(calls) != 1 or not isinstance(node, (ast.Expr, ast.Return, ast.Assign)):
            return False
        fast = self.names.fast
        targets = getattr(node, "targets", [])
        return node.value is calls[0] and all(isinstance(t, ast.Name) and t.id in fast for t in targets)

    # -- statements: a list of functions to call in order --------------------------------------

    def statement(self, node: ast.AST) -> list[Evaluate]:
        handler: Callable[[ast.AST], list[Evaluate]] | None = getattr(self, "do_" + type(node).__name__, None)
        if handler is not None:
            return handler(node)
        if isinstance(node, ast.expr):
            return [self.value(node)]
        if isinstance(node, (ast.Return, ast.Expr)):
            return [self.value(node.value)] if node.value is not None else []
        if isinstance(node, _NOTHING):
            return []
        return [lambda L, G, S: everything(S)]

    def do_Assign(self, node: ast.Assign) -> list[Evaluate]:
        value = self.value(node.value)
        stores = [self.store(target) for target in node.targets]

        def run(L: Space, G: Space, S: Scheduler) -> None:
            result = value(L, G, S)
            for store in stores:
                store(L, G, S, result)

        return [run]

    def do_AnnAssign(self, node: ast.AnnAssign) -> list[Evaluate]:
        return [] if node.value is None else self.do_Assign(ast.Assign([node.target], node.value))

    def do_AugAssign(self, node: ast.AugAssign) -> list[Evaluate]:
        target = self.value(node.target)
        value = self.value(node.value)
        store = self.store(node.target)

        def run(L: Space, G: Space, S: Scheduler) -> None:
            old = target(L, G, S)
            more = value(L, G, S)
            if type(old) in CONTAINERS:
                touch(S, old, ".[]", W)
                read_contents(S, more)
            elif old is UNKNOWN or not (old is PURE or type(old) in ATOMS or inert(type(old), node.op)):
                star(S, W)
            elif more is UNKNOWN:
                star(S, R)
            store(L, G, S, PURE)

        return [run]

    def do_If(self, node: ast.If | ast.While) -> list[Evaluate]:
        return [self.truth(node.test)]

    do_While = do_If

    def do_Assert(self, node: ast.Assert) -> list[Evaluate]:
        return [self.truth(node.test), *([self.value(node.msg)] if node.msg else [])]

    def do_For(self, node: ast.For) -> list[Evaluate]:
        items = self.value(node.iter)
        store = self.store(node.target)

        def run(L: Space, G: Space, S: Scheduler) -> None:
            consume(S, items(L, G, S))
            store(L, G, S, PURE)

        return [run]

    def one_line_loop(self, node: ast.For) -> list[Evaluate]:
        """``for x in xs: …`` on one line is one step: like a comprehension, but its variables are real."""
        items = self.value(node.iter)
        store = self.store(node.target)
        body = [part for child in node.body for part in self.statement(child)]
        name = node.target.id if isinstance(node.target, ast.Name) else ""
        plain = name and all(plain_after(n, node.body[:i]) for i, n in enumerate(node.body))

        def run(L: Space, G: Space, S: Scheduler) -> None:
            source = items(L, G, S)
            consume(S, source)
            store(L, G, S, PURE)
            known = plain and few_items(source)
            for item in list(source) if known else [UNKNOWN]:
                local = {**L, name: item} if plain else L
                for part in body:
                    part(local, G, S)
            if not plain:
                star(S, W)

        return [run]

    def do_With(self, node: ast.With) -> list[Evaluate]:
        parts: list[Evaluate] = []
        for item in node.items:
            value = self.value(item.context_expr)
            store = self.store(item.optional_vars) if item.optional_vars is not None else None
            parts.append(entering(value, store))
        return parts

    def do_Raise(self, node: ast.Raise) -> list[Evaluate]:
        return [self.value(part) for part in (node.exc, node.cause) if part is not None]

    def do_Delete(self, node: ast.Delete) -> list[Evaluate]:
        return [self.delete(target) for target in node.targets]

    def delete(self, node: ast.expr) -> Evaluate:
        if isinstance(node, ast.Subscript):
            base = self.value(node.value)
            key = self.value(node.slice)
            return lambda L, G, S: delete_item(S, base(L, G, S), key(L, G, S))
        store = self.store(node)
        own = isinstance(node, ast.Name) and node.id in self.names.fast
        if isinstance(node, ast.Name) and not own and node.id not in self.names.cells:
            return lambda L, G, S: everything(S)  # another meaning of the name comes to light
        return lambda L, G, S: store(L, G, S, PURE)

    def do_FunctionDef(self, node: ast.FunctionDef) -> list[Evaluate]:
        if node.decorator_list:
            return [lambda L, G, S: everything(S)]
        defaults = [self.value(d) for d in (*node.args.defaults, *node.args.kw_defaults) if d is not None]
        store = self.store(ast.Name(node.name, ast.Store()))
        return [*defaults, lambda L, G, S: store(L, G, S, PURE)]

    def do_Import(self, node: ast.Import | ast.ImportFrom) -> list[Evaluate]:
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""]
        bound = [self.store_name(a.asname or a.name.partition(".")[0]) for a in node.names]
        return [
            lambda L, G, S: None if all(n in sys.modules for n in names) else everything(S),
            lambda L, G, S: [store(L, G, S, PURE) for store in bound],
        ]

    do_ImportFrom = do_Import

    def do_Match(self, node: ast.Match) -> list[Evaluate]:
        subject = self.value(node.subject)
        return [lambda L, G, S: read_contents(S, subject(L, G, S), PARTS)]

    def do_match_case(self, node: ast.match_case) -> list[Evaluate]:
        """What a pattern asks of the subject, whichever that is; the names it binds; the guard."""
        inside = list(ast.walk(node.pattern))
        names = [getattr(n, "name", None) or getattr(n, "rest", None) for n in inside]
        stores = [self.store_name(name) for name in names if name]
        values = [self.value(n.value) for n in inside if isinstance(n, ast.MatchValue)]
        classes = [self.value(n.cls) for n in inside if isinstance(n, ast.MatchClass)]
        guard = [self.truth(node.guard)] if node.guard is not None else []

        def bind(L: Space, G: Space, S: Scheduler) -> None:
            star(S, R)
            for store in stores:
                store(L, G, S, PURE)

        return [*values, *classes, bind, *guard]

    def do_ExceptHandler(self, node: ast.ExceptHandler) -> list[Evaluate]:
        store = self.store_name(node.name) if node.name else None
        bound = [lambda L, G, S: store(L, G, S, PURE)] if store is not None else []
        return [*([self.value(node.type)] if node.type is not None else []), *bound]


def entering(value: Evaluate, store: Store | None) -> Evaluate:
    """``with value as …``: ``__enter__`` is called; ``__exit__`` later, in a step that is looked at again."""

    def run(L: Space, G: Space, S: Scheduler) -> None:
        manager = value(L, G, S)
        enter = get_attribute(S, manager, "__enter__") if manager is not PURE else PURE
        if enter is not PURE and enter is not UNKNOWN:
            call(S, enter, [])
        elif enter is UNKNOWN and manager is UNKNOWN:
            star(S, W)
        if store is not None:
            store(L, G, S, UNKNOWN)

    return run


def inert(kind: type, op: ast.operator) -> bool:
    """Does ``+=`` and the like on an object of this class change nothing that is not looked at?"""
    if kind is tuple or kind is frozenset:
        return True
    method = class_entry(kind, _IN_PLACE[type(op)])
    return method is None or observed(method)


# -- questions about syntax --------------------------------------------------------------------


def plain_after(node: ast.AST, before: Sequence[ast.AST]) -> bool:
    """Does ``node`` mean the same whatever the statements before it on its line, or its own calls, do?"""
    parts = [n for n in own_expressions(node) for n in ast.walk(n)]
    derived = [
        n
        for n in parts
        if isinstance(n, (ast.Attribute, ast.Subscript)) and not isinstance(n.value, ast.Name)
    ]
    stored = {
        n.id for b in before for n in ast.walk(b) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    if before and (derived or any(isinstance(n, ast.Name) and n.id in stored for n in parts)):
        return False
    calls = [
        n
        for n in parts
        if isinstance(n, ast.Call) and not (isinstance(n.func, ast.Name) and n.func.id in _HARMLESS)
    ]
    through_item = any(isinstance(n.value, ast.Subscript) for n in derived)
    return not (through_item and len(calls) > 1)


def own_expressions(node: ast.AST) -> list[ast.AST]:
    """The expressions of a statement itself, without those of the statements inside it."""
    if isinstance(node, ast.expr):
        return [node]
    return [c for c in ast.iter_child_nodes(node) if isinstance(c, (ast.expr, ast.withitem, ast.keyword))]

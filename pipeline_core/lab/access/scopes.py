"""Whose a name is: the function's own, shared with others, a class body's, or the module's.

Inside:  the scopes of a piece of syntax, as the compiler of Python decides them; private names.
Outside: what is done with the names (instrument).

``symtable`` of the standard library says the same of a whole source text, but not which of its tables belongs
to which node of a syntax tree; the rules are few, and here they are.
"""

from __future__ import annotations

import ast
from typing import Literal

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
Kind = Literal["module", "class", "function"]
Whose = Literal["own", "cell", "class", "global"]


class Scope:
    """The names of one function, comprehension, class body or module."""

    def __init__(self, node: ast.AST, parent: Scope | None, kind: Kind, class_name: str) -> None:
        self.node = node
        self.parent = parent
        self.kind = kind
        self.class_name = class_name  # of the class around it, which private names get
        self.bound: set[str] = set()
        self.mentioned: set[str] = set()
        self.declared_global: set[str] = set()
        self.declared_nonlocal: set[str] = set()
        self.captured: set[str] = set()  # bound here, mentioned in a function inside

    def private(self, name: str) -> str:
        """``__name`` in a class is ``_Class__name``."""
        owner = self.class_name.lstrip("_")
        return f"_{owner}{name}" if owner and name.startswith("__") and not name.endswith("__") else name

    def whose(self, name: str) -> Whose:
        """Who has the (private) name that is mentioned here."""
        scope = self.home(name)
        if scope is None or scope.kind == "module":
            return "global"
        if scope.kind == "class":
            return "class"
        return "own" if scope is self and name not in self.captured else "cell"

    def home(self, name: str) -> Scope | None:
        """The scope that binds the name as it is meant here; None for the module's."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.declared_global:
                return None
            visible = scope.kind != "class" or scope is self
            if visible and name in scope.bound and name not in scope.declared_nonlocal:
                return scope
            scope = scope.parent
        return None


class Scopes(ast.NodeVisitor):
    """The scope of each function, comprehension and class in a tree: ``of[node]``."""

    def __init__(self, tree: ast.Module) -> None:
        self.of: dict[ast.AST, Scope] = {}
        self.scope = Scope(tree, None, "module", "")
        self.of[tree] = self.scope
        self.visit(tree)
        for scope in self.of.values():
            for name in scope.mentioned | scope.declared_nonlocal:
                home = scope.home(name)
                if home is not None and home is not scope:
                    home.captured.add(name)

    def bind(self, name: str) -> None:
        self.scope.bound.add(self.scope.private(name))
        self.scope.mentioned.add(self.scope.private(name))

    # -- what binds a name -----------------------------------------------------------------

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self.scope.mentioned.add(self.scope.private(node.id))
        else:
            self.bind(node.id)

    def visit_Global(self, node: ast.Global) -> None:
        self.scope.declared_global.update(map(self.scope.private, node.names))

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.scope.declared_nonlocal.update(map(self.scope.private, node.names))

    def visit_alias(self, node: ast.alias) -> None:
        self.bind(node.asname or node.name.partition(".")[0])

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        self.bind_if_named(node, node.name)

    def visit_MatchAs(self, node: ast.MatchAs) -> None:
        self.bind_if_named(node, node.name)

    def visit_MatchStar(self, node: ast.MatchStar) -> None:
        self.bind_if_named(node, node.name)

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        self.bind_if_named(node, node.rest)

    def bind_if_named(self, node: ast.AST, name: str | None) -> None:
        if name:
            self.bind(name)
        self.generic_visit(node)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        """``:=`` in a comprehension binds in the function around it."""
        here = self.scope
        while isinstance(self.scope.node, COMPREHENSIONS) and self.scope.parent is not None:
            self.scope = self.scope.parent
        self.bind(node.target.id)
        self.scope = here
        here.mentioned.add(here.private(node.target.id))
        self.visit(node.value)

    # -- scopes within ---------------------------------------------------------------------

    def inside(self, node: ast.AST, kind: Kind, class_name: str) -> Scope:
        """Enter a new scope; returns the one around it."""
        around = self.scope
        self.scope = self.of[node] = Scope(node, around, kind, class_name)
        return around

    def function(self, node: Function, body: list[ast.AST]) -> None:
        arguments = node.args
        given = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        given += [a for a in (arguments.vararg, arguments.kwarg) if a is not None]
        outside: list[ast.AST | None] = [*arguments.defaults, *arguments.kw_defaults]
        outside += [*(a.annotation for a in given), getattr(node, "returns", None)]
        for part in filter(None, outside):
            self.visit(part)
        around = self.inside(node, "function", self.scope.class_name)
        for argument in given:
            self.bind(argument.arg)
        for statement in body:
            self.visit(statement)
        self.scope = around

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for decorator in node.decorator_list:
            self.visit(decorator)
        self.bind(node.name)
        self.function(node, list(node.body))

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.function(node, [node.body])

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for part in [*node.decorator_list, *node.bases, *(k.value for k in node.keywords)]:
            self.visit(part)
        self.bind(node.name)
        around = self.inside(node, "class", node.name)
        for statement in node.body:
            self.visit(statement)
        self.scope = around

    def comprehension(self, node: Comprehension) -> None:
        """The first iterable is evaluated outside, all the rest inside."""
        self.visit(node.generators[0].iter)
        around = self.inside(node, "function", self.scope.class_name)
        for number, part in enumerate(node.generators):
            self.visit(part.target)
            if number:
                self.visit(part.iter)
            for test in part.ifs:
                self.visit(test)
        for value in [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]:
            self.visit(value)
        self.scope = around

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = comprehension

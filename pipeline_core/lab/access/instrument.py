"""Instrumentation: a function's syntax with a hook in front of each access to what threads may share.

Inside:  the change of the syntax tree, and the compilation of the result.
Outside: what the hooks do (hooks), whose a name is (scopes), which functions get the new code (twins).

Where the lab has to know what a step touches, it does not guess from the source: the program's own functions
are compiled anew, and there a call stands in front of each access. ``x.n`` becomes ``see(x, "n").n``, where
``see`` gets the very object, notes the access, and hands the object on. No expression is evaluated twice, and
what is evaluated, in which order, and with which result stays as it was.

A hook is put into the code as a constant, so no variable of the program has to hold it, and none can hide it.
In the syntax tree its place is held by a string; ``install`` puts the function there once the code is made.
The new code has the lines and columns of the old, so tracebacks and the steps of the lab are the same.
"""

from __future__ import annotations

import ast
import types
import warnings
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from pipeline_core.lab.access.scopes import COMPREHENSIONS, Comprehension, Scope, Scopes

MARK = "\0lab:"  # begins the strings that hold the place of a hook
# Names that the compiler or the called function itself looks for in the calling frame.
_FRAME_NAMES = {"super", "locals", "vars", "dir", "eval", "exec", "globals", "__class__"}
_LOOK_INSIDE = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn)
N = TypeVar("N", bound=ast.AST)
Hooks = dict[str, Callable[..., Any]]


def instrumented(
    tree: ast.Module, scopes: Scopes, top: ast.stmt, module: str, fixed: Callable[[str], bool]
) -> ast.Module:
    """A module of one statement, the top-level ``top`` of ``tree`` with hooks in it; ``top`` is changed.

    Args:
        tree: the syntax of the whole file.
        scopes: of that tree.
        top: the function or class whose code is wanted.
        module: the name of the module, which tells its variables from those of others.
        fixed: says of a global name that nobody has to note when it is read.
    """
    changed = _Instrument(tree, scopes, module, fixed).visit(top)
    body = changed if isinstance(changed, list) else [changed]
    return ast.Module(body, [])


def compiled(tree: ast.Module, filename: str, flags: int, hooks: Hooks) -> types.CodeType:
    """The code of an instrumented module, with the hooks in it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the program's own compilation has told them already
        code = compile(tree, filename, "exec", flags=flags, dont_inherit=True)
    return install(code, hooks)


def install(code: types.CodeType, hooks: Hooks) -> types.CodeType:
    """The same code with hooks where their places were held."""
    constants = tuple(
        install(c, hooks)
        if isinstance(c, types.CodeType)
        else hooks[c[len(MARK) :]]
        if isinstance(c, str) and c.startswith(MARK)
        else c
        for c in code.co_consts
    )
    return code.replace(co_consts=constants)


class _Instrument(ast.NodeTransformer):
    """Puts the hooks in. Each ``visit`` method returns the node that takes the place of the one given."""

    def __init__(self, tree: ast.Module, scopes: Scopes, module: str, fixed: Callable[[str], bool]) -> None:
        self.scopes = scopes
        self.scope: Scope = scopes.of[tree]
        self.module = module
        self.fixed = fixed

    # -- the means -------------------------------------------------------------------------

    def hook(self, name: str, place: ast.AST, *arguments: ast.expr) -> ast.Call:
        """A call of the hook, at the lines and columns of ``place``."""
        return located(ast.Call(ast.Constant(MARK + name), list(arguments), []), place)

    def shared(self, name: str, load: bool = False) -> str:
        """The word under which a footprint has this variable; empty if no other thread can have it."""
        private = self.scope.private(name)
        scope = self.scope
        whose = scope.whose(private)
        if whose == "class" and scope.parent is not None and load:
            whose = scope.parent.whose(private)  # as long as the body has not bound it
            whose = "cell" if whose == "own" else whose
        if whose == "cell":
            return f"c.{private}"
        return f"g.{self.module}.{private}" if whose == "global" else ""

    def stored_names(self, target: ast.AST) -> tuple[str, ...]:
        """The shared variables among those that an assignment target stores to."""
        names = [n.id for n in ast.walk(target) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
        return tuple(key for key in map(self.shared, names) if key)

    def binding(self, hook: str, place: ast.AST, names: Iterable[str], *more: Any) -> list[ast.stmt]:
        """A statement that notes that names are bound on this line; none if nobody shares them."""
        keys = tuple(key for key in map(self.shared, names) if key)
        if not keys and not more:
            return []
        arguments = [ast.Constant(value) for value in (keys, *more)]
        return [located(ast.Expr(self.hook(hook, place, *arguments)), place)]

    def body(self, statements: list[ast.stmt]) -> list[ast.stmt]:
        found: list[ast.stmt] = []
        for statement in statements:
            new = self.visit(statement)
            found += new if isinstance(new, list) else [new]
        return found

    def value(self, node: ast.expr) -> ast.expr:
        return cast(ast.expr, self.visit(node))

    # -- names, attributes, items ----------------------------------------------------------

    def visit_Name(self, node: ast.Name) -> ast.expr:
        key = self.shared(node.id, load=True) if isinstance(node.ctx, ast.Load) else ""
        if not key or node.id in _FRAME_NAMES or (key[0] == "g" and self.fixed(node.id)):
            return node
        return located(ast.BoolOp(ast.And(), [self.hook("name", node, ast.Constant(key)), node]), node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        hook = "see" if isinstance(node.ctx, ast.Load) else "change"
        name = ast.Constant(self.scope.private(node.attr))
        value = self.hook(hook, node.value, self.value(node.value), name)
        return located(ast.Attribute(value, node.attr, node.ctx), node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        hook = {ast.Load: "item", ast.Store: "change_item", ast.Del: "delete_item"}[type(node.ctx)]
        return self.subscript(node, hook)

    def subscript(self, node: ast.Subscript, hook: str) -> ast.Subscript:
        """The key is evaluated once, in front of the hook, which keeps it until ``key()`` asks for it."""
        base = self.value(node.value)
        key = self.key(node.slice)
        if self.repeatable(node.slice):
            again: ast.expr = node.slice
            base = self.hook(hook, node.value, base, key, ast.Constant(True))
        else:
            again = self.hook("key", node.slice)
            base = self.hook(hook, node.value, base, key)
        return located(ast.Subscript(base, again, node.ctx), node)

    def repeatable(self, node: ast.expr) -> bool:
        """Does evaluating it again give the same, whatever happens in between?"""
        if isinstance(node, ast.Name):
            return self.scope.whose(self.scope.private(node.id)) == "own"
        return isinstance(node, ast.Constant)

    def key(self, node: ast.expr) -> ast.expr:
        if isinstance(node, ast.Slice):
            parts = [
                ast.Constant(None) if p is None else self.value(p)
                for p in (node.lower, node.upper, node.step)
            ]
            return self.hook("slice", node, *parts)
        if isinstance(node, ast.Tuple):
            return located(ast.Tuple([self.key(part) for part in node.elts], ast.Load()), node)
        return self.value(node)

    # -- operators -------------------------------------------------------------------------

    def operand(self, node: ast.expr, hook: str = "operand") -> ast.expr:
        new = self.value(node)
        return new if isinstance(node, (ast.Constant, ast.JoinedStr)) else self.hook(hook, node, new)

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        right = self.operand(node.right, "text" if isinstance(node.op, ast.Mod) else "operand")
        return located(ast.BinOp(self.operand(node.left), node.op, right), node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        hook = "truth" if isinstance(node.op, ast.Not) else "operand"
        return located(ast.UnaryOp(node.op, self.operand(node.operand, hook)), node)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        asked = [self.operand(value, "truth") for value in node.values[:-1]]
        return located(ast.BoolOp(node.op, [*asked, self.value(node.values[-1])]), node)

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        if len(node.ops) == 1 and isinstance(node.ops[0], (ast.In, ast.NotIn)):
            hook = "contains" if isinstance(node.ops[0], ast.In) else "lacks"
            return self.hook(hook, node, self.value(node.left), self.value(node.comparators[0]))
        sides = [node.left, *node.comparators]
        new = []
        for number, side in enumerate(sides):
            inside = any(isinstance(op, _LOOK_INSIDE) for op in node.ops[max(0, number - 1) : number + 1])
            new.append(self.operand(side, "compared") if inside else self.value(side))
        return located(ast.Compare(new[0], node.ops, new[1:]), node)

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        test = self.operand(node.test, "truth")
        return located(ast.IfExp(test, self.value(node.body), self.value(node.orelse)), node)

    # -- calls, displays, texts --------------------------------------------------------------

    def visit_Call(self, node: ast.Call) -> ast.expr:
        function = self.hook("call", node.func, self.value(node.func))
        keywords = [
            located(ast.keyword(k.arg, self.value(k.value) if k.arg else self.operand(k.value, "star")), k)
            for k in node.keywords
        ]
        return located(ast.Call(function, [self.value(a) for a in node.args], keywords), node)

    def visit_Starred(self, node: ast.Starred) -> ast.expr:
        load = isinstance(node.ctx, ast.Load)
        return located(
            ast.Starred(self.operand(node.value, "star") if load else self.value(node.value), node.ctx), node
        )

    def visit_Dict(self, node: ast.Dict) -> ast.expr:
        keys = [None if key is None else self.value(key) for key in node.keys]
        pairs = zip(node.keys, node.values, strict=True)
        values = [self.operand(value, "star") if key is None else self.value(value) for key, value in pairs]
        return located(ast.Dict(keys, values), node)

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.expr:
        spec = None if node.format_spec is None else self.value(node.format_spec)
        return located(ast.FormattedValue(self.operand(node.value, "text"), node.conversion, spec), node)

    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.expr:
        return located(ast.YieldFrom(self.hook("delegate", node.value, self.value(node.value))), node)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.expr:
        value = self.value(node.value)
        here = self.scope
        while isinstance(self.scope.node, COMPREHENSIONS) and self.scope.parent is not None:
            self.scope = self.scope.parent
        keys = self.stored_names(node.target)
        self.scope = here
        return located(ast.NamedExpr(node.target, self.stored(node.value, value, keys)), node)

    # -- what has a scope of its own ---------------------------------------------------------

    def within(self, node: ast.AST) -> Scope:
        around = self.scope
        self.scope = self.scopes.of[node]
        return around

    def defaults(self, arguments: ast.arguments) -> None:
        arguments.defaults = [self.value(d) for d in arguments.defaults]
        arguments.kw_defaults = [None if d is None else self.value(d) for d in arguments.kw_defaults]

    def visit_Lambda(self, node: ast.Lambda) -> ast.expr:
        self.defaults(node.args)
        around = self.within(node)
        node.body = self.handed(node.body)
        self.scope = around
        return node

    def handed(self, node: ast.expr) -> ast.expr:
        """A value that goes to whoever called or resumed this code; that may be code without hooks."""
        new = self.value(node)
        return new if isinstance(node, (ast.Constant, ast.JoinedStr)) else self.hook("handed", node, new)

    def visit_Return(self, node: ast.Return) -> ast.stmt:
        if node.value is not None:
            node.value = self.handed(node.value)
        return node

    def visit_Yield(self, node: ast.Yield) -> ast.expr:
        if node.value is not None:
            node.value = self.handed(node.value)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Any:
        decorated = bool(node.decorator_list)
        node.decorator_list = [self.decorator(d) for d in node.decorator_list]
        self.defaults(node.args)
        around = self.within(node)
        node.body = self.body(node.body)
        self.scope = around
        return self.defined(node, decorated)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node: ast.ClassDef) -> Any:
        node.decorator_list = [self.decorator(d) for d in node.decorator_list]
        node.bases = [self.value(base) for base in node.bases]
        for keyword in node.keywords:
            keyword.value = self.value(keyword.value)
        around = self.within(node)
        node.body = self.body(node.body)
        self.scope = around
        return self.defined(node, True)

    def decorator(self, node: ast.expr) -> ast.expr:
        return self.hook("call", node, self.value(node))

    def defined(self, node: Any, late: bool) -> Any:
        """The name is bound last: after decorators, and after the body of a class, which may have waited."""
        keys = tuple(key for key in (self.shared(node.name),) if key)
        if not keys:
            return node
        if not late:
            return [*self.binding("bind", node, [node.name]), node]
        place = node.decorator_list[0] if node.decorator_list else node
        node.decorator_list.insert(0, self.hook("named", place, constant(keys)))
        return node

    def comprehension(self, node: Comprehension) -> ast.expr:
        first = self.loop(node.generators[0], self.scope, self.scopes.of[node])
        around = self.within(node)
        for number, part in enumerate(node.generators):
            part.iter = self.loop(part, self.scope, self.scope) if number else first
            part.target = self.value(part.target)
            part.ifs = [self.operand(test, "truth") for test in part.ifs]
        if isinstance(node, ast.DictComp):
            node.key = self.value(node.key)
            node.value = self.value(node.value)
        elif isinstance(node, ast.GeneratorExp):
            node.elt = self.handed(node.elt)
        else:
            node.elt = self.value(node.elt)
        self.scope = around
        return node

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = comprehension

    # -- statements that store ---------------------------------------------------------------

    def stored(
        self, place: ast.AST, value: ast.expr, keys: tuple[str, ...], unpacked: bool = False
    ) -> ast.expr:
        """``value`` on its way into shared variables, or taken apart."""
        if unpacked:
            value = self.hook("unpack", place, value)
        return self.hook("put_name", place, value, constant(keys)) if keys else value

    def visit_Assign(self, node: ast.Assign) -> ast.stmt:
        keys = tuple(key for target in node.targets for key in self.stored_names(target))
        apart = any(map(self.reads_value, node.targets))
        value = self.stored(node.value, self.value(node.value), keys, apart)
        return located(ast.Assign([self.value(target) for target in node.targets], value), node)

    def reads_value(self, target: ast.expr) -> bool:
        """Does storing to this target look into the value: to take it apart, or to fill a slice with it?"""
        if isinstance(target, ast.Subscript):
            return not isinstance(target.slice, ast.Constant)
        return isinstance(target, (ast.Tuple, ast.List))

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        if node.value is not None:
            node.value = self.stored(node.value, self.value(node.value), self.stored_names(node.target))
            target: Any = self.visit(node.target)
            node.target = target
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt:
        target: Any = node.target
        if isinstance(target, ast.Name):
            old = located(ast.Name(target.id, ast.Load()), target)
            begin = self.hook("aug_name", target, old, ast.Constant(self.shared(target.id)))
            both = located(ast.BoolOp(ast.And(), [begin, self.value(node.value)]), node.value)
            value = self.hook("aug_value", node.value, both)  # the old value is read before the new one
        else:
            value = self.hook("aug_value", node.value, self.value(node.value))
            if isinstance(target, ast.Attribute):
                name = ast.Constant(self.scope.private(target.attr))
                base = self.hook("aug", target.value, self.value(target.value), name)
                target = located(ast.Attribute(base, target.attr, target.ctx), target)
            else:
                target = self.subscript(target, "aug_item")
        return located(ast.AugAssign(target, node.op, value), node)

    def visit_Delete(self, node: ast.Delete) -> Any:
        names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        node.targets = [t if isinstance(t, ast.Name) else self.value(t) for t in node.targets]
        return [*self.binding("unbind", node, names), node]

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> Any:
        names = [alias.asname or alias.name.partition(".")[0] for alias in node.names]
        modules = (
            (node.module or "",) if isinstance(node, ast.ImportFrom) else tuple(a.name for a in node.names)
        )
        taken: tuple[str, ...] = ()
        if isinstance(node, ast.ImportFrom):
            taken = tuple(f"g.{node.module}.{a.name}" if not node.level else "" for a in node.names)
        return [*self.binding("imports", node, names, modules, taken), node]

    visit_ImportFrom = visit_Import

    # -- statements with a body ----------------------------------------------------------------

    def test(self, node: ast.If | ast.While) -> ast.stmt:
        node.test = self.operand(node.test, "truth")
        node.body = self.body(node.body)
        node.orelse = self.body(node.orelse)
        return node

    visit_If = visit_While = test

    def visit_Assert(self, node: ast.Assert) -> ast.stmt:
        node.test = self.operand(node.test, "truth")
        if node.msg is not None:
            node.msg = self.value(node.msg)
        return node

    def loop(self, part: ast.For | ast.comprehension, outside: Scope, inside: Scope) -> ast.expr:
        """What a loop goes through, with a hook at each item. Its target may be in another scope."""
        around = self.scope
        self.scope = outside
        source = self.value(part.iter)
        self.scope = inside
        keys = self.stored_names(part.target)
        self.scope = around
        if getattr(part, "is_async", False):
            return source
        apart = isinstance(part.target, (ast.Tuple, ast.List))
        return self.hook("loop", part.iter, source, constant(keys), ast.Constant(apart))

    def visit_For(self, node: ast.For) -> ast.stmt:
        node.iter = self.loop(node, self.scope, self.scope)
        node.target = self.value(node.target)
        node.body = self.body(node.body)
        node.orelse = self.body(node.orelse)
        return node

    def visit_With(self, node: ast.With | ast.AsyncWith) -> ast.stmt:
        names: list[str] = []
        for item in node.items:
            if isinstance(node, ast.With):
                item.context_expr = self.hook("manager", item.context_expr, self.value(item.context_expr))
            if item.optional_vars is not None:
                names += [n.id for n in ast.walk(item.optional_vars) if isinstance(n, ast.Name)]
                item.optional_vars = self.value(item.optional_vars)
        node.body = [*self.binding("bind", node.items[0].context_expr, names), *self.body(node.body)]
        return node

    visit_AsyncWith = visit_With

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.ExceptHandler:
        if node.type is not None:
            node.type = self.value(node.type)
        bound = self.binding("bind", node, [node.name]) if node.name else []
        unbound = self.binding("forget", node, [node.name]) if node.name else []
        node.body = [*bound, *unbound, *self.body(node.body)]
        return node

    def visit_Match(self, node: ast.Match) -> ast.stmt:
        node.subject = self.hook("subject", node.subject, self.value(node.subject))
        for case in node.cases:
            names = [getattr(n, "name", None) or getattr(n, "rest", None) for n in ast.walk(case.pattern)]
            if case.guard is not None:
                case.guard = self.operand(case.guard, "truth")
            bound = self.binding("bind", case.pattern, [name for name in names if name])
            case.body = [*bound, *self.body(case.body)]
        return node

    def visit_TypeAlias(self, node: N) -> N:
        return node  # evaluated when somebody asks


def constant(value: Any) -> ast.Constant:
    """Any constant that code can have, a tuple of strings too."""
    return ast.Constant(value)


def located(node: N, place: ast.AST) -> N:
    """``node`` at the lines and columns of ``place``, and those of its parts that have none yet."""
    if "lineno" in node._attributes and not hasattr(node, "lineno"):
        ast.copy_location(node, place)
        for part in ast.iter_child_nodes(node):
            located(part, place)
    return node

"""Mutants of a piece of Python: the same text with one thing taken away or turned round.

Inside:  ``mutants_of``; what is done: to statements, to ``with`` and ``try``, to comparisons, to calls.
Outside: judging them (``mutants``).

Each change is one that a person makes: a lock forgotten, a ``join`` left out, ``==`` for ``is``.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

BLOCKS = ("body", "orelse", "finalbody")
QUEUES = ("Queue", "LifoQueue", "PriorityQueue", "Channel", "SpyQueue")
OTHER_COMPARISON = {
    ast.Is: ast.Eq, ast.IsNot: ast.NotEq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
OTHER_METHOD = {
    "put": "put_nowait", "get": "get_nowait", "notify_all": "notify", "set": "clear", "append": "extend",
}  # fmt: skip

Change = tuple[str, Callable[[], None]]


class Mutant(NamedTuple):
    """What was done, and the text that came of it."""

    what: str
    source: str


def mutants_of(source: str) -> list[Mutant]:
    """All mutants that differ from ``source`` and from each other, in what was done too, and compile."""
    plain = ast.unparse(ast.parse(source))
    found: dict[str, str] = {}
    number = 0
    while (mutant := _mutant(source, number)) is not None:
        number += 1
        what, text = mutant
        if text != plain and text not in found and _compiles(text):
            same = sum(each.partition(" (again")[0] == what for each in found.values())
            found[text] = f"{what} (again: {same + 1})" if same else what
    return [Mutant(what, text) for text, what in found.items()]


def _mutant(source: str, number: int) -> tuple[str, str] | None:
    """The mutant with this number, made in a tree of its own."""
    tree = ast.parse(source)
    for at, (what, change) in enumerate(_changes(tree)):
        if at == number:
            change()
            return what, ast.unparse(ast.fix_missing_locations(tree))
    return None


def _compiles(text: str) -> bool:
    try:
        compile(text, "<mutant>", "exec")
    except SyntaxError:
        return False
    return True


def _changes(tree: ast.AST) -> Iterator[Change]:
    for node in ast.walk(tree):
        for field in BLOCKS:
            block = getattr(node, field, None)
            if isinstance(block, list) and block:
                yield from _in_block(block, isinstance(node, ast.Module))
        if isinstance(node, ast.Try):
            yield from _in_try(node)
        elif isinstance(node, ast.Compare):
            yield from _in_compare(node)
        elif isinstance(node, ast.Call):
            yield from _in_call(node)


# -- statements ------------------------------------------------------------------------------


def _in_block(block: list[ast.stmt], top: bool) -> Iterator[Change]:
    for place, statement in enumerate(block):
        line = _first(statement)
        if not top and _can_go(statement):
            yield f"without {line}", _set(block, place, [])
        if isinstance(statement, ast.With):
            yield f"without {line} (its body stays)", _set(block, place, statement.body)
            if len(statement.body) > 1:
                last = statement.body[-1]
                yield f"{_first(last)} behind {line}", _out(block, place, statement)
        if isinstance(statement, ast.While) and not isinstance(statement.test, ast.Constant):
            yield f"if for {line}", _set(block, place, [ast.If(statement.test, statement.body, [])])
        if isinstance(statement, ast.Try) and len(statement.handlers) == 1 and not statement.finalbody:
            yield f"without try around {_first(statement.body[0])}", _set(block, place, statement.body)
        if isinstance(statement, ast.Try) and statement.finalbody:
            yield f"{_first(statement.finalbody[0])} behind try", _after(block, place, statement)


def _can_go(statement: ast.stmt) -> bool:
    """Statements without which the rest still makes sense; a docstring is none that anybody would miss."""
    if isinstance(statement, ast.Expr):
        return not isinstance(statement.value, ast.Constant)
    return isinstance(statement, ast.AugAssign | ast.Raise | ast.Break | ast.Continue | ast.Delete)


def _set(block: list[ast.stmt], place: int, new: list[Any]) -> Callable[[], None]:
    def change() -> None:
        block[place : place + 1] = new
        if not block:
            block.append(ast.Pass())

    return change


def _out(block: list[ast.stmt], place: int, statement: ast.With) -> Callable[[], None]:
    def change() -> None:
        block.insert(place + 1, statement.body.pop())

    return change


def _after(block: list[ast.stmt], place: int, statement: ast.Try) -> Callable[[], None]:
    """What stood in ``finally`` comes after the try, and not when it raises or returns."""

    def change() -> None:
        last, statement.finalbody = statement.finalbody, []
        block[place : place + 1] = [*([statement] if statement.handlers else statement.body), *last]

    return change


# -- try, comparisons, calls -----------------------------------------------------------------


def _in_try(node: ast.Try) -> Iterator[Change]:
    for handler in node.handlers:
        named = ast.unparse(handler.type) if handler.type else "all"
        if len(node.handlers) > 1 or node.finalbody:
            yield f"without except {named}", lambda handler=handler: node.handlers.remove(handler)
        if named not in ("Exception", "BaseException", "all"):
            yield f"except Exception for {named}", _put(handler, "type", ast.Name("Exception"))
        elif named == "BaseException":
            yield "except Exception for BaseException", _put(handler, "type", ast.Name("Exception"))
    if node.finalbody and node.handlers:
        yield f"without finally: {_first(node.finalbody[0])}", _put(node, "finalbody", [])


def _in_compare(node: ast.Compare) -> Iterator[Change]:
    for place, operator in enumerate(node.ops):
        other = OTHER_COMPARISON[type(operator)]()
        yield f"{_first(node)} with {other.__class__.__name__}", _at(node.ops, place, other)


def _in_call(node: ast.Call) -> Iterator[Change]:
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    call = _first(node)
    if name in OTHER_METHOD and isinstance(node.func, ast.Attribute):
        yield f"{OTHER_METHOD[name]} in {call}", _put(node.func, "attr", OTHER_METHOD[name])
    if name in QUEUES and node.args:
        yield f"no bound in {call}", _at(node.args, 0, ast.Constant(0))
    if name == "range" and len(node.args) == 1:
        fewer = ast.BinOp(node.args[0], ast.Sub(), ast.Constant(1))
        yield f"one less in {call}", _at(node.args, 0, fewer)
    for keyword in node.keywords:
        if keyword.arg == "maxsize":
            yield f"no bound in {call}", _put(keyword, "value", ast.Constant(0))
        elif keyword.arg == "target":
            yield f"called in {call}", _put(keyword, "value", ast.Call(keyword.value, [], []))
        elif keyword.arg in ("timeout", "daemon"):
            yield f"{call} without {keyword.arg}", lambda keyword=keyword: node.keywords.remove(keyword)


def _put(thing: Any, field: str, value: Any) -> Callable[[], None]:
    return lambda: setattr(thing, field, value)


def _at(things: list[Any], place: int, value: Any) -> Callable[[], None]:
    def change() -> None:
        things[place] = value

    return change


def _first(node: ast.AST) -> str:
    return ast.unparse(node).partition("\n")[0].rstrip(":")

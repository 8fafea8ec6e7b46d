"""Questions about a piece of syntax.

Inside:  which lambda a code object is, what may change while a statement runs, its own expressions.
Outside: what a statement touches (effects, expressions).
"""

from __future__ import annotations

import ast
from typing import Any


def lambda_body(nodes: list[Any], code: Any) -> list[Any]:
    """The body of the lambda that ``code`` is, found by its place on the line."""
    places = {(line, column) for line, _, column, _ in code.co_positions() if line is not None and column}
    found = [
        n.body
        for node in nodes
        for n in ast.walk(node)
        if isinstance(n, ast.Lambda)
        and all(
            (n.body.lineno, n.body.col_offset) <= p <= (n.body.end_lineno, n.body.end_col_offset)
            for p in places
        )
    ]
    return [min(found, key=lambda body: (body.end_col_offset or 0) - body.col_offset)] if found else []


def plain_after(node: Any, before: list[Any]) -> bool:
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
        if isinstance(n, ast.Call) and not (isinstance(n.func, ast.Name) and n.func.id in _CALM)
    ]
    through_item = any(isinstance(n.value, ast.Subscript) for n in derived)
    return not (through_item and len(calls) > 1)


def is_super(node: Any) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "super"
        and not node.args
    )


def own_expressions(node: Any) -> list[Any]:
    """The expressions of a statement itself, without those of the statements inside it."""
    if isinstance(node, ast.expr):
        return [node]
    return [c for c in ast.iter_child_nodes(node) if isinstance(c, (ast.expr, ast.withitem, ast.keyword))]


_CALM = {
    "min",
    "max",
    "len",
    "range",
    "abs",
    "int",
    "float",
    "str",
    "sum",
    "sorted",
    "enumerate",
    "zip",
    "list",
}

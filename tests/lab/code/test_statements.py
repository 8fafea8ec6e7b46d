"""What the lab reads from a program's source: where statements begin, and which lambda is meant."""

from __future__ import annotations

import ast
import types

import pytest

from pipeline_core.lab.code.callables import codes_of
from pipeline_core.lab.code.statements import lambda_of

SEVERAL = {
    "side by side": "f(lambda: one, lambda: two)",
    "one in the other": "f(lambda: (one, lambda: two))",
    "one in the other, over several lines": "f(          lambda: g(one,\n lambda: two))",
    "constants": "f(lambda: 1, lambda: 2)",
}


@pytest.mark.parametrize("source", SEVERAL.values(), ids=SEVERAL)
def test_each_lambda_of_a_statement_is_told_from_the_others(source: str) -> None:
    """By its place: all of them have one name, and often one line."""
    tree = ast.parse(source)
    expected = [ast.unparse(node.body) for node in ast.walk(tree) if isinstance(node, ast.Lambda)]
    lambdas = [code for code in codes_of(compile(source, "<cell>", "exec")) if code.co_name == "<lambda>"]
    found = [lambda_of([tree], code) for code in lambdas]
    assert [ast.unparse(node.body) for node in found if node is not None] == expected


def test_code_that_is_no_lambda_of_the_statement_is_none_of_them() -> None:
    """A function that stands elsewhere is not taken for the lambda at hand."""
    tree = ast.parse("f(lambda: one)")
    code = next(
        c for c in compile("\n\ng(lambda: two)", "<cell>", "exec").co_consts if isinstance(c, types.CodeType)
    )
    assert lambda_of([tree], code) is None

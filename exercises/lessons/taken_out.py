"""The real core, read and changed: its text as it stands, and a part of it put out of place for a while.

Inside:  ``show_source``; ``instead``: other parts in the place of a class's own; ``with_and_without``: what a
         search says of a program with the real part, and what with the other one.
Outside: the other parts, and the programs that need the real ones (the chapter's own cells).
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pipeline_core import lab

MOST = 14  # lines of a story that a page has room for


def show_source(owner: type, name: str) -> None:
    """Print the real text of a method, without its docstring."""
    print(_without_docstring(vars(owner)[name]))


def _without_docstring(function: Callable[..., Any]) -> str:
    text = textwrap.dedent(inspect.getsource(function)).rstrip()
    head = ast.parse(text).body[0]
    assert isinstance(head, ast.FunctionDef | ast.ClassDef)
    if ast.get_docstring(head) is None:
        return text
    lines = text.splitlines()
    del lines[head.body[0].lineno - 1 : head.body[0].end_lineno]
    return "\n".join(lines)


@contextmanager
def instead(owner: type, **parts: Any) -> Iterator[None]:
    """Inside ``with`` the class has these parts in the place of its own; afterwards its own again.

    Raises:
        KeyError: it has no part of that name itself.
    """
    own = {name: vars(owner)[name] for name in parts}
    try:
        for name, part in parts.items():
            setattr(owner, name, part)
        yield
    finally:
        for name, part in own.items():
            setattr(owner, name, part)


def with_and_without(
    program: Callable[[], Any],
    owner: type,
    check: Callable[[Any], bool] | None = None,
    *,
    whole: bool = False,
    **parts: Any,
) -> Any:
    """Search the program twice, print what was found, and return the failing run of the second search.

    Args:
        program: a function of no arguments.
        owner: the class of which parts are taken out.
        check: of what the program returned; falsy is a failure.
        whole: a whole pipeline, of which there are too many orders: with the real part one run is made, and
            then switches are where channels are used.
        parts: name -> what stands in its place.
    """
    judge = None if check is None else lambda run: check(run.result)
    if whole:
        run = lab.simulate(program, switch="channel")
        assert run.outcome == "finished", run.explain()
        assert check is None or check(run.result)
        print(f"with it: {run.result!r}")
    else:
        found = lab.explore(program, check=judge)
        found.assert_holds(complete=True)
        print(f"with it: it holds in all {found.schedules} schedules that can differ")
    with instead(owner, **parts):
        failure = lab.explore(program, check=judge, switch="channel" if whole else "line").failure
        assert failure is not None, "without it nothing goes wrong"
        story = failure.explain().splitlines()
    print("without:", "\n".join(story[:MOST]))
    return failure

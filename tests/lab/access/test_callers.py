"""What a program is told about its own frames is the same in an observed run as without the lab."""

from __future__ import annotations

import collections
import dataclasses
import enum
import functools
import inspect
import logging
import pickle
import sys
import traceback
import typing
import warnings
from typing import Any

import pytest

from pipeline_core import lab
from tests.lab.programs import together

Pair: Any = None  # pickle looks a class up under its name in its module


def own_frame() -> Any:
    return sys._getframe().f_code.co_name, inspect.currentframe().f_code.co_name  # type: ignore[union-attr]


def callers() -> Any:
    def who(depth: int) -> str:
        return sys._getframe(depth).f_code.co_name

    return who(0), who(1), inspect.stack()[0].function, [f.name for f in traceback.extract_stack()][-1]


def caller_of_a_callback() -> Any:
    """C code has no frame of its own: the key's caller is who calls ``sorted``."""
    found = []

    def key(item: int) -> int:
        found.append(sys._getframe(1).f_code.co_name)
        return item

    sorted([1], key=key)
    [*map(key, [1])]
    functools.reduce(lambda a, b: key(b), [1, 2])
    return found


def back_from_a_callee() -> Any:
    def who() -> Any:
        return sys._getframe().f_back.f_code.co_name  # type: ignore[union-attr]

    return who()


def too_deep() -> Any:
    try:
        sys._getframe(10_000)
    except ValueError as error:
        return str(error)
    return None


def modules_of_classes() -> Any:
    class Meta(type):
        pass

    made = [
        collections.namedtuple("P", "x"),  # noqa: PYI024
        enum.Enum("E", "A B"),
        typing.NamedTuple("N", [("x", int)]),
        typing.TypedDict("D", {"x": int}),
        type("X", (), {}),
        Meta("Y", (), {}),
        typing.NewType("W", int),
        typing.TypeVar("T"),
        typing.ParamSpec("S"),
    ]
    return [kind.__module__ for kind in made] + [dataclasses.make_dataclass("M", ["x"]).__module__]


def pickled() -> Any:
    global Pair  # noqa: PLW0603
    Pair = collections.namedtuple("Pair", "a b")  # type: ignore[misc]  # noqa: PYI024
    return pickle.loads(pickle.dumps(Pair(1, 2)))


def warned() -> Any:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        warnings.warn("here", stacklevel=1)

        def inside() -> None:
            warnings.warn("at who calls", stacklevel=2)

        inside()
    return [(w.filename, w.lineno, str(w.message)) for w in seen]


class Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Any] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append((record.funcName, record.module, record.lineno))


def logged() -> Any:
    logger, kept = logging.Logger("own"), Kept()  # noqa: LOG001  one for each call
    logger.addHandler(kept)
    adapter = logging.LoggerAdapter(logger, {})
    logger.warning("a")
    logger.log(logging.ERROR, "b")
    adapter.error("c")

    def inside() -> None:
        logger.info("d", stacklevel=2)

    inside()
    return kept.seen


ASKED = [
    own_frame,
    callers,
    caller_of_a_callback,
    back_from_a_callee,
    too_deep,
    modules_of_classes,
    pickled,
    warned,
    logged,
]


@pytest.mark.parametrize("ask", ASKED)
def test_the_frames_of_the_lab_do_not_count(ask: Any) -> None:
    plain = ask()

    def program() -> Any:
        got: list[Any] = []

        def job() -> None:
            got.append(ask())

        together(job, lambda: None)
        return got

    found = lab.explore(program, check=lambda run: run.result == [plain], max_schedules=20)
    assert found.failure is None, f"{plain}\n{found}"
    assert found.schedules


def test_making_a_class_is_a_step_that_touches_nothing() -> None:
    """Making classes touches nothing that is shared: no other schedule can differ."""

    def program() -> None:
        def make() -> None:
            type("X", (), {})
            typing.NewType("W", int)

        together(make, make)

    assert lab.explore(program).schedules == 1


def test_the_real_functions_are_back() -> None:
    real = sys._getframe
    lab.explore(lambda: together(lambda: None))
    assert sys._getframe is real

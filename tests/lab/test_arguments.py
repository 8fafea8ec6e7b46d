"""Bad input to the lab is refused at once, in words: the value, what is allowed, the cure."""

from __future__ import annotations

import functools
import math
import os
from collections.abc import Callable
from typing import Any

import pytest

from pipeline_core import lab
from tests.lab.programs import lost_update


class Thing:
    def method(self, item: int) -> int:
        return item

    async def __call__(self) -> None:
        pass


async def coroutine() -> None:
    pass


async def async_generator() -> Any:
    yield 1


def generator() -> Any:
    yield 1


def two(first: int, second: int) -> int:
    return first + second


PROGRAMS = [
    (None, r"not None\. Pass the function itself: simulate\(program\), not simulate\(program\(\)\)"),
    ("name", r"not 'name'\. Pass the function itself"),
    (os, r"not <module 'os' \(frozen\)>"),
    (object(), r"not an object\. Pass the function itself"),
    (two, r"two\(\) needs arguments \(missing a required argument: 'first'\).*Wrap it: lambda"),
    (functools.partial(two, 1), r"a partial of two\(\) needs arguments"),
    (Thing().method, r"Thing\.method\(\) needs arguments"),
    (lambda x: x, r"the lambda at line \d+ needs arguments"),
    (len, r"len\(\) needs arguments"),
    (coroutine, r"coroutine\(\) is an async or generator function: calling it runs nothing"),
    (async_generator, r"async_generator\(\) is an async or generator function"),
    (generator, r"generator\(\) is an async or generator function"),
    (functools.partial(coroutine), r"a partial of coroutine\(\) is an async or generator function"),
    (Thing(), "a Thing is an async or generator function"),
]


@pytest.mark.parametrize(("program", "words"), PROGRAMS)
def test_what_is_no_program_is_named_without_an_address(program: Any, words: str) -> None:
    """simulate, replay and explore say by name what was passed and how to pass it instead."""
    calls: list[Callable[[], Any]] = [
        lambda: lab.simulate(program),
        lambda: lab.replay(program, "line"),
        lambda: lab.explore(program),
    ]
    for call in calls:
        with pytest.raises(TypeError, match=words) as caught:
            call()
        assert "0x" not in str(caught.value)


WATCHED = [
    ("os", "not 'os'. Pass the object itself and not its name: watch=os"),
    (3, "not 3. Pass the class of it"),
    (len, "not len(). It is written in C"),
    (math, "written in C"),
    (dict, "not class dict. It is written in C"),
    (None, "not None. Leave it out"),
    ([os, "x"], "not 'x'. Pass the object itself"),
]


@pytest.mark.parametrize(("watch", "words"), WATCHED)
def test_what_has_no_lines_cannot_be_watched(watch: Any, words: str) -> None:
    """A name, an instance or C code in watch is a TypeError: it was passed over without a word."""
    for call in (lab.simulate, lab.explore):
        with pytest.raises(TypeError) as caught:
            call(lost_update, watch=watch)  # type: ignore[operator]
        assert words in str(caught.value)


SETTINGS = [
    (lab.simulate, {"max_steps": 0}, ValueError, "max_steps must be a whole number of at least 1, not 0"),
    (lab.simulate, {"max_steps": "9"}, TypeError, "max_steps must be a whole number of at least 1, not '9'"),
    (lab.simulate, {"max_steps": True}, TypeError, "not True"),
    (lab.simulate, {"max_steps": 1.5}, TypeError, "not 1.5"),
    (lab.simulate, {"seed": True}, TypeError, "seed must be a whole number, not True"),
    (lab.simulate, {"seed": "x"}, TypeError, "seed must be a whole number, not 'x'"),
    (lab.simulate, {"seed": 1, "schedule": "line"}, ValueError, "not both"),
    (lab.simulate, {"switch": "lines"}, ValueError, "'sync', 'line', 'opcode', not 'lines'"),
    (lab.simulate, {"switch": None}, ValueError, "not None"),
    (lab.explore, {"switch": "lines"}, ValueError, "'sync', 'line', 'opcode', not 'lines'"),
    (lab.explore, {"timers": "never"}, ValueError, "timers must be 'any' or 'idle', not 'never'"),
    (lab.explore, {"timers": None}, ValueError, "not None"),
    (lab.explore, {"max_schedules": 0}, ValueError, "max_schedules must be a whole number of at least 1"),
    (lab.explore, {"max_schedules": "x"}, TypeError, "max_schedules must be a whole number"),
    (lab.explore, {"max_schedules": True}, TypeError, "not True"),
    (lab.explore, {"max_preemptions": -1}, ValueError, "None or a whole number of at least 0, not -1"),
    (lab.explore, {"max_preemptions": "x"}, TypeError, "None or a whole number of at least 0, not 'x'"),
    (lab.explore, {"max_preemptions": True}, TypeError, "not True"),
]


@pytest.mark.parametrize(("call", "settings", "kind", "words"), SETTINGS)
def test_a_setting_that_makes_no_sense_is_refused(call: Any, settings: Any, kind: Any, words: str) -> None:
    """Numbers and choices are checked before anything runs, True and False being no numbers."""
    with pytest.raises(kind) as caught:
        call(lost_update, **settings)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("result == 2", "not 'result == 2'. For example: check=lambda run"),
        (True, "not True"),
        (lambda: True, "cannot be called so (too many positional arguments)"),
        (two, "two() cannot be called so (missing a required argument: 'second')"),
        (generator, "never says no"),
    ],
)
def test_a_check_that_cannot_be_called_is_refused_before_the_search(check: Any, words: str) -> None:
    """It used to look like a failing program: "check(run) raised TypeError"."""
    ran = []
    with pytest.raises(
        TypeError, match="check must be a function of one argument, the finished Run"
    ) as caught:
        lab.explore(lambda: ran.append(1), check=check)
    assert words in str(caught.value)
    assert not ran


def test_a_check_without_return_is_told_so() -> None:
    """None counts as no, and the verdict asks for the forgotten return."""
    found = lab.explore(lost_update, check=lambda run: None)
    assert "check(run) returned None: did you forget return?" in str(found)
    assert "check(run) said no" in str(lab.explore(lost_update, check=lambda run: False))


def test_a_check_that_raises_keeps_its_message_and_line() -> None:
    """What an assert in a check says, and where it stands, is in the verdict."""

    def check(run: lab.Run) -> bool:
        assert run.result == 2, f"lost one of {run.result}"
        return True

    line = check.__code__.co_firstlineno + 1
    text = str(lab.explore(lost_update, check=check))
    assert "check(run) raised AssertionError: lost one of 1" in text
    assert f"at line {line}: assert run.result == 2" in text


def test_a_check_may_scribble_on_its_run() -> None:
    """The Run that a check gets is its own: changing it changes no verdict."""

    def check(run: lab.Run) -> bool:
        right = run.result == 2
        run.result, run.outcome, run.schedule, run.events = None, "deadlock", "?", None  # type: ignore[assignment]
        return right

    found = lab.explore(lost_update, check=check)
    assert found.failure is not None
    assert (found.failure.outcome, found.failure.result) == ("finished", 1)
    assert lab.replay(lost_update, found.failure.schedule).result == 1


@pytest.mark.parametrize(
    ("seconds", "kind"),
    [("a", TypeError), (None, TypeError), (True, TypeError), (-1, ValueError), (math.nan, ValueError),
     (math.inf, ValueError)],
)  # fmt: skip
def test_compute_takes_a_finite_time(seconds: Any, kind: Any) -> None:
    """Inside the lab and outside of it, what is no time is refused with the value."""
    with pytest.raises(kind, match="number of at least 0, not "):
        lab.compute(seconds)
    error = lab.simulate(lambda: lab.compute(seconds)).error
    assert isinstance(error, kind)
    assert repr(seconds) in str(error)

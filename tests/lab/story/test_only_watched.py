"""Whoever notes a story changes nothing of the run: a failure repeats when its lines are noted."""

from __future__ import annotations

import threading
import weakref
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Any

import pytest

from pipeline_core import lab
from pipeline_core.lab.story.line_log import LineKeeper
from tests.lab.programs import together


class Thing:
    """Something that a weak reference can point at."""

    number = 0


def a_weak_reference() -> bool:
    """The last strong reference goes, and another thread looks."""
    box = [Thing()]
    there = weakref.ref(box[0])
    seen = []

    def drop() -> None:
        box[0].number = 1
        box.pop()

    together(drop, lambda: seen.append(there() is None))
    return not seen[0]


def what_an_error_holds() -> bool:
    """The exception was caught, and with it goes what its frames held."""
    seen = []

    def fail(there: list[Any]) -> None:
        thing = Thing()
        there.append(weakref.ref(thing))
        raise ValueError

    def run() -> None:
        there: list[Any] = []
        try:
            fail(there)
        except ValueError:
            seen.append("caught")
        seen.append(there[0]() is None)

    together(run)
    return seen != ["caught", True]


def a_repr_that_takes_a_lock() -> list[str]:
    """The repr of a future asks its state, under its lock: it is a key of the dict."""
    with ThreadPoolExecutor(2) as pool:
        todo = {pool.submit(str, text): text for text in "ab"}
        return [future.result() for future in as_completed(todo)]


def an_attribute_that_is_made_when_it_is_asked_for() -> int:
    """``__getattr__`` runs code of the program, which takes a lock."""
    lock = threading.Lock()

    class Late:
        __slots__ = ("number",)

        def __getattr__(self, name: str) -> Any:
            with lock:
                raise AttributeError(name)

    late = Late()
    late.number = 0
    things = [late, threading.Lock()]

    def bump() -> None:
        with things[1]:
            seen = late.number
        late.number = seen + 1

    together(bump, bump)
    return late.number


PROGRAMS = {
    a_weak_reference: True,
    what_an_error_holds: True,
    a_repr_that_takes_a_lock: ["a", "b"],
    an_attribute_that_is_made_when_it_is_asked_for: 2,
}


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_a_failure_repeats_when_its_lines_are_noted(program: Any) -> None:
    """The verdict has no word of a run that did not repeat, the story has its lines, and replay agrees."""
    found = lab.explore(program, check=lambda run: run.result == PROGRAMS[program])
    assert found.failure is not None
    assert found.repeats, str(found)
    assert found.failure.told is not None
    assert not found.failure.told.lost
    again = lab.replay(program, found.failure.schedule)
    assert (again.outcome, again.result) == ("finished", found.failure.result)


def test_a_run_that_noting_changes_is_reported_as_one_that_repeats(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then there is a verdict as ``replay`` gives it, and no table."""
    noted = []
    begin = LineKeeper.begin

    def disturbed(self: LineKeeper, *given: Any) -> None:
        noted.append(1)
        begin(self, *given)

    monkeypatch.setattr(LineKeeper, "begin", disturbed)

    def program() -> bool:
        noted.clear()
        together(lambda: None)
        return bool(noted)

    found = lab.explore(program, check=lambda run: run.result)
    assert found.failure is not None
    assert found.repeats, str(found)
    assert "Its lines cannot be shown: noting them changes what it does." in str(found)

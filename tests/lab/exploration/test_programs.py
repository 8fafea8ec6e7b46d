"""The lab's verdict on more than fifty small programs: wrong ones are found, right ones proved."""

from __future__ import annotations

import threading

import pytest

from pipeline_core import lab
from tests.lab.programs import PROGRAMS

WRONG = [name for name, (_, outcome, _) in PROGRAMS.items() if outcome is not None]
RIGHT = [name for name, (_, outcome, _) in PROGRAMS.items() if outcome is None]
# Thousands of schedules each: futures that are waited for and early timers are among the others too, and a
# pool of two that maps two items is proved in runtime/test_versions.
LONG = ("as_completed_gives_all", "polling_ends", "pool_map_in_order")


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_program_is_found_and_its_schedule_repeats(name: str) -> None:
    """Every wrong program yields a failing run of the expected outcome, confirmed by one replay."""
    program, outcome, options = PROGRAMS[name]
    found = lab.explore(program, **options)
    assert found.failure is not None, str(found)
    assert found.failure.outcome == outcome, str(found)
    assert found.repeats
    assert not found.complete
    again = lab.replay(program, found.failure.schedule)
    assert (again.outcome, again.result) == (found.failure.outcome, found.failure.result)
    assert len(found.failure.explain().splitlines()) <= 15


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.wide) if name in LONG else name for name in RIGHT]
)
def test_a_right_program_is_proved(name: str) -> None:
    """Every right program is run through all of its schedules, and none fails."""
    program, _, options = PROGRAMS[name]
    found = lab.explore(program, **options)
    assert found.failure is None, str(found)
    assert found.complete, str(found)


def test_there_are_at_least_forty_programs() -> None:
    """The collection is as large as it was promised."""
    assert len(PROGRAMS) >= 40
    assert len(RIGHT) >= 20


def test_nothing_is_left_behind_after_all_of_them() -> None:
    """No controlled thread shows up in ``threading.enumerate()`` once a call is over."""
    assert threading.active_count() == len(threading.enumerate())

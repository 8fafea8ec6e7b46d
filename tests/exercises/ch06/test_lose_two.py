"""The program of 6.2 loses two updates and no more; its check takes a schedule however it was found."""

import inspect
import textwrap

import pytest

from exercises.catalogue import find
from exercises.ch06.lose_two.check import count_lines
from exercises.engine.check import judged
from pipeline_core import lab
from pipeline_core.lab.stepper.session import Session


def played(*moves):
    """What a Stepper has after these moves."""
    session = Session(count_lines)
    for move in moves:
        session.move(move)
    return session


@pytest.mark.parametrize(
    "moves",
    [
        (1, 2, 2, 2, 2, 1, 1, 1),
        (1, 2, 1, 2, 1, 2, 1, 2),
        (2, 1, 1, 2, 1, 2, 1, 2),
        (1, 1, 1, 2, 2, 2, 2, 1),
        (1, 2, 2, 2, 2),  # the rest follows by itself
    ],
)
def test_any_order_that_loses_two_passes(moves):
    """What was played by hand passes, as its schedule and as the thing that was played on."""
    session = played(*moves)
    assert judged("6.2", session.schedule).passed
    assert judged("6.2", session).passed


def test_eight_moves_end_the_program():
    """The task promises a short game."""
    session = played(1, 2, 2, 2, 2, 1, 1, 1)
    assert session.state.outcome == "finished"


def test_what_explore_finds_passes_too():
    """The search is a tool of the course, and a Run has a schedule."""
    run = lab.explore(count_lines, check=lambda run: run.result != 2).failure
    assert judged("6.2", run).passed
    assert judged("6.2", run.schedule).passed


def test_no_order_loses_three():
    """The verdict says so, and all orders were tried."""
    found = lab.explore(count_lines, check=lambda run: 2 <= run.result <= 4)
    assert found.complete, found


@pytest.mark.parametrize(
    ("given", "phrase"),
    [
        (None, "there is nothing yet"),
        ("", "there is nothing yet"),
        (2, "schedule"),
        ("line:11>9", "9"),
        ("line:seed=x", "not a schedule"),
        ("line:11>0", "thread 0"),
        (played(1, 2, 2, 1).schedule, "one update is lost"),
        (played(1, 1, 2, 2).schedule, "no update is lost"),
    ],
)
def test_each_other_thing_handed_in_gets_its_sentence(given, phrase):
    """No schedule, none of this program, and schedules that lose too little."""
    told = judged("6.2", given)
    assert not told.passed
    assert phrase in told.message


def test_the_task_shows_the_program_that_is_played():
    """Whoever pastes it into a terminal counts the same steps."""
    shown = find("6.2").task.partition("```python\n")[2].partition("```")[0]
    assert shown == textwrap.dedent(inspect.getsource(count_lines))

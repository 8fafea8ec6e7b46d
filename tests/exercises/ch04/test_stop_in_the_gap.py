"""4.3 takes moves and schedules alike, and tells a stop in the gap from a stop inside put."""

import inspect
import textwrap

import pytest

from exercises.catalogue import find
from exercises.ch04.stop_in_the_gap.check import hand_on_rows
from exercises.engine.check import judged
from pipeline_core.lab.stepper.session import Session


def played(moves):
    """What a Stepper has after these moves."""
    session = Session(hand_on_rows)
    for move in moves.split():
        session.move(int(move))
    return session


@pytest.mark.parametrize(
    "moves",
    [
        "1 1 1 2 1 1 1 1 1 2 1",
        "1 1 1 2 1 1 1 1 1 2",  # the rest follows by itself
        "1 1 1 1 1 2 1 1 1 2 1",
    ],
)
def test_a_stop_in_the_gap_passes_however_it_is_handed_in(moves):
    """As moves, as what was played, and as the schedule of it."""
    assert judged("4.3", moves).passed
    assert judged("4.3", played(moves)).passed
    assert judged("4.3", played(moves).schedule).passed


def test_eleven_moves_leave_ada_behind():
    """The task and the stub promise the length of the game."""
    assert played("1 1 1 2 1 1 1 1 1 2 1").state.outcome == "deadlock"


def test_a_stop_inside_put_tells_the_order_and_no_story():
    """The story would tell of it as of a stop in the gap: a put that never comes back is in neither."""
    told = judged("4.3", "1 1 1 2 1 1 1 1 1 1 2")
    assert not told.passed
    assert "put a, put b, put c, stop" in told.message
    assert told.story == ("", "")


@pytest.mark.parametrize(
    ("given", "phrase"),
    [(None, "there is nothing yet"), ("1 2 2", "cannot move now"), ("1 1 1 2 2", "everybody is out")],
)
def test_each_other_thing_handed_in_gets_its_sentence(given, phrase):
    """Nothing, a move that is none, and an order in which the look helps."""
    told = judged("4.3", given)
    assert not told.passed
    assert phrase in told.message


def test_the_task_shows_the_program_that_is_played():
    """Whoever reads it counts the same moves."""
    shown = find("4.3").task.partition("```python\n")[2].partition("```")[0]
    assert shown == textwrap.dedent(inspect.getsource(hand_on_rows))

"""A schedule that was handed in is played and held to its goal."""

import threading

import pytest

from exercises.engine.schedules import judge_schedule
from exercises.engine.verdict import Refusal
from pipeline_core import lab

total = 0


def program():
    """Two threads, each reads, adds and writes."""
    global total  # noqa: PLW0603 - the datum that is raced for
    total = 0

    def add():
        global total  # noqa: PLW0603
        seen = total
        total = seen + 1

    threads = [threading.Thread(target=add) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total


def goal(run):
    """One update is lost."""
    return True if run.result == 1 else f"the total is {run.result}."


@pytest.fixture(scope="module")
def losing():
    """A run that loses an update, found by the search."""
    found = lab.explore(program, check=lambda run: run.result == 2)
    assert found.failure is not None
    return found.failure


@pytest.mark.parametrize("moves", ["1 2 1 2", "1, 2", [1, 2, 2], (1, 2)])
def test_moves_of_a_stepper_are_as_good_as_the_schedule(moves):
    """Whoever has no widget plays by thread numbers; what they leave open is played as usual."""
    assert judge_schedule(program, moves, goal)[1].result == 1


class Form:
    """What a form is to the judge."""

    def __init__(self, schedule):
        self.schedule = schedule


def test_a_schedule_that_reaches_the_goal_passes_as_string_run_or_form(losing):
    """Whoever has the run, or has played it by hand, need not copy the string."""
    for given in (losing.schedule, losing, Form(losing.schedule)):
        message, run = judge_schedule(program, given, goal)
        assert message == "this schedule does it."
        assert run.result == 1
    assert judge_schedule(program, losing, goal, said=lambda run: f"{run.result} is left.")[0] == "1 is left."


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (None, "there is nothing yet"),
        ("", "there is nothing yet"),
        (Form(""), "there is nothing yet"),
        ("1 2 1 1 2 2", "move 4: thread 1 cannot move now"),
        ([1, 7], "move 2: thread 7 cannot move now"),
        ("1 2 1 b", "not a schedule: '1 2 1 b'"),
        ([1, "2"], "a schedule is a string"),
        (12, "a schedule is a string"),
        ("line:1>7", "does not fit this program"),
        ("line", "the total is 2."),
    ],
)
def test_what_does_not_reach_the_goal_is_told_why(given, told):
    """No schedule, none of this program, or one that does something else."""
    with pytest.raises(Refusal, match=told):
        judge_schedule(program, given, goal)

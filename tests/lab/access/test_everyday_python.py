"""Everyday Python: a race is found or at least not denied, and what is right is proved."""

import warnings

import pytest

from pipeline_core import lab
from pipeline_core.lab.exploration.search import Search
from tests.lab.access.everyday_python import RACY, RIGHT
from tests.lab.access.hidden_ways import WAYS, change_before_look, program_of

# Two spellings of one program; the shorter one may not be much harder than the longer one.
TWINS = [
    ("four_threads_with_a_lock_on_one_line", "four_threads_with_a_lock_on_two_lines"),
    ("a_swap_of_locals_on_one_line", "a_swap_of_locals_on_two_lines"),
]


@pytest.mark.parametrize("name", RACY)
def test_a_race_is_never_denied(name):
    """Found, or the search says that it is not complete."""
    found = lab.explore(RACY[name], check=lambda run: run.result, max_schedules=3_000)
    assert found.failure is not None or not found.complete, str(found)


@pytest.mark.parametrize("name", WAYS)
def test_a_hidden_way_is_one(name):
    """The change is seen by the second look, so the search has something to find."""
    make, change, look = WAYS[name]
    with warnings.catch_warnings():
        thing = make()
        before = look(thing)
        change(thing)
        assert look(thing) != before


@pytest.mark.parametrize("name", WAYS)
def test_no_way_to_what_is_shared_is_missed(name):
    """A change that can fall between two looks is found there, or the search says that it is not complete."""
    found = lab.explore(program_of(name), check=lambda run: run.result[0] == run.result[1], max_schedules=500)
    assert found.failure is not None or not found.complete, str(found)
    assert found.failure is None or found.failure.outcome == "finished", str(found)


@pytest.mark.parametrize("name", WAYS)
def test_no_look_before_a_change_is_missed(name):
    """A look that comes after the change at first is tried before it, too, or the search is not complete."""
    seen = set()
    found = lab.explore(
        change_before_look(name), check=lambda run: seen.add(repr(run.result)) or True, max_schedules=500
    )
    assert len(seen) > 1 or not found.complete, str(found)
    assert found.failure is None, str(found)


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_is_proved(name):
    """Under a lock, or with nothing shared: complete within 5 s."""
    found = lab.explore(RIGHT[name], check=lambda run: run.result, max_seconds=5)
    assert found.failure is None, str(found)
    assert found.complete, str(found)


# What happens inside one call of the library is no matter of schedules (the real threads of tests/lab/oracle
# show it), and the last one has too many for a search without reduction.
NOT_BY_SCHEDULES = (
    "an_append_behind_the_back_of_a_queue",
    "own_submit_of_an_executor",
)


@pytest.mark.wide
@pytest.mark.parametrize("name", [*RACY, *RIGHT])
def test_the_truth_of_a_program_is_what_trying_everything_says(name):
    """The search without reduction finds the race, and none in what is called right, as far as it gets."""
    search = Search({**RACY, **RIGHT}[name], lambda run: run.result, "line", (), "any", 1_500, None, False)
    found = search.runner.guard(search.whole_tree)
    assert (found is not None) == (name in RACY and name not in NOT_BY_SCHEDULES)


@pytest.mark.parametrize(("short", "long"), TWINS)
def test_one_line_costs_no_more_than_two(short, long):
    """A compound statement on one line touches what its two lines touch."""
    one, two = (lab.explore(RIGHT[name], max_schedules=200) for name in (short, long))
    assert one.schedules <= two.schedules, f"{one}\n{two}"

"""The one search for threads that wait for each other."""

import pytest

from pipeline_core.lab.story.blocked import wait_cycle


@pytest.mark.parametrize(
    ("waits_for", "cycle"),
    [
        ({}, []),
        ({"a": "b", "b": "c"}, []),
        ({"a": "a"}, ["a"]),
        ({"a": "b", "b": "a"}, ["a", "b"]),
        ({"main": "a", "a": "b", "b": "c", "c": "a"}, ["a", "b", "c"]),
        ({"a": "gone", "b": "c", "c": "b"}, ["b", "c"]),
        ({1: 2, 2: 3, 3: 2}, [2, 3]),
    ],
)
def test_a_cycle_begins_where_it_is_first_reached_and_holds_no_way_into_it(waits_for, cycle):
    """Whoever only waits for somebody in the circle is no part of it."""
    assert wait_cycle(waits_for) == cycle

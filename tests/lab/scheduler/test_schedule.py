"""Schedules as strings: what can be played, with which grain, and what is said of the rest."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline_core import lab
from tests.lab.programs import lost_update

SCHEDULES = [
    (3, TypeError, "a schedule is a string, not an int: pass the string in run.schedule"),
    (lab.simulate(lost_update), TypeError, "not a Run: pass run.schedule, not the run"),
    ("", ValueError, "not a schedule: ''"),
    ("first thread 1", ValueError, "not a schedule: 'first thread 1'"),
    ("line:", ValueError, "not a schedule: 'line:'"),
    ("line:0>1", ValueError, "not a schedule: 'line:0>1'"),
    ("line:3>1,3>2", ValueError, "names a step twice"),
    ("line:3>7", ValueError, "at step 3 it moves thread 7, which does not exist"),
    ("line:99>1", ValueError, "the run was over after"),
]


@pytest.mark.parametrize(("schedule", "kind", "words"), SCHEDULES)
def test_a_schedule_that_cannot_be_played_says_why(schedule: Any, kind: Any, words: str) -> None:
    """Garbage is refused with an example; a move that cannot be made is told with its step."""
    with pytest.raises(kind) as caught:
        lab.replay(lost_update, schedule)
    assert words in str(caught.value)
    assert kind is TypeError or isinstance(caught.value, lab.ScheduleError)


def test_a_schedule_carries_its_own_grain() -> None:
    """switch= beside a schedule of another grain is a contradiction; the same grain, or none, is not."""
    assert lab.simulate(lost_update, schedule="sync").schedule == "sync"
    assert lab.simulate(lost_update, schedule="sync", switch="sync").schedule == "sync"
    for given in ("line", "opcode"):
        with pytest.raises(ValueError, match=f"grain 'sync'.*switch='{given}'.*Leave switch out"):
            lab.simulate(lost_update, schedule="sync", switch=given)

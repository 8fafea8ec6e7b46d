"""1.1: the answers are those of simulated runs, in every variant."""

import pytest

from exercises.ch01.four_programs import check as four_programs

VARIANTS = range(40)


def test_the_programs_of_1_1_are_those_of_its_task():
    """What is run is cut out of what is read: one of them waits for the longest, two for the sum."""
    runs = four_programs.seen(four_programs.PLAIN)
    assert [round(run.result, 3) for run in runs.values()] == [0.4, 0.7, 0.7, 0.2]
    assert four_programs.sleepers(runs["c"]) == {"MainThread"}
    assert len(four_programs.sleepers(runs["b"])) == 3


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_two_ideas_meet_in_one_number(variant):
    """In 1.1 the first wait, the longest and the sum differ, so a right number is no accident."""
    first, other, longest = four_programs.times(variant)
    assert len({first, longest, round(first + other + longest, 3)}) == 3
    assert longest == max(first, other, longest)

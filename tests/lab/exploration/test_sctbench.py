"""The bugs of SCTBench, found by plain ``explore``, and what schedules by lot may and may not change."""

from __future__ import annotations

import statistics
import threading

import pytest

from pipeline_core import lab
from tests.benchmarks.sctbench import PROGRAMS

LONG = ("twostage_100", "WorkStealQueue", "InterlockedWorkStealQueue")
DEADLOCKS = ("deadlock01", "carter01", "phase01", "sync01", "sync02")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.wide) if name in LONG else name for name in PROGRAMS]
)
def test_the_bug_is_found_and_repeats(name: str) -> None:
    """By plain explore, within two hundred schedules, and replay shows the same failure again."""
    found = lab.explore(PROGRAMS[name], max_schedules=200)
    assert found.failure is not None, str(found)
    assert found.failure.outcome == ("deadlock" if name in DEADLOCKS else "error"), str(found)
    assert found.repeats
    again = lab.replay(PROGRAMS[name], found.failure.schedule)
    assert again.outcome == found.failure.outcome


@pytest.mark.wide
def test_half_of_the_bugs_are_found_within_nine_schedules() -> None:
    """As many programs as SCTBench has that fit, and the median of the schedules to the failure."""
    assert len(PROGRAMS) == 32
    counts = [lab.explore(program, max_seconds=60).schedules for program in PROGRAMS.values()]
    assert statistics.median(counts) <= 9, counts


def test_the_same_schedules_are_drawn_each_time() -> None:
    """A search by lot depends on nothing but the program."""
    first, second = (lab.explore(PROGRAMS["reorder_10"]) for _ in range(2))
    assert first.sampled > 0
    assert (first.schedules, first.sampled) == (second.schedules, second.sampled)
    assert first.failure.schedule == second.failure.schedule


def three_threads_of_two_steps() -> list[int]:
    """Right, and with 90 orders of its steps."""
    seen: list[int] = []

    def work(me: int) -> None:
        seen.append(me)
        seen.append(me)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def test_a_small_program_is_proved_without_lots() -> None:
    """The tree has its first steps to itself."""
    found = lab.explore(three_threads_of_two_steps)
    assert (found.complete, found.schedules, found.sampled) == (True, 90, 0)


def test_only_the_exhausted_tree_is_called_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lots are told apart in the verdict, and however many there were, they complete nothing."""
    monkeypatch.setattr("pipeline_core.lab.exploration.search.EARLY", 0)
    found = lab.explore(three_threads_of_two_steps)
    assert found.complete
    assert found.sampled > 0
    assert found.schedules - found.sampled == 90
    assert "all 90 schedules of this program that can differ: " in found.verdict()
    cut = lab.explore(three_threads_of_two_steps, max_schedules=90)
    assert not cut.complete
    assert f"no failure in {cut.schedules} schedules of this program, which are not all" in cut.verdict()
    assert f"{cut.sampled} of them were drawn at random" in cut.verdict()

"""Threads with the GIL and without: the program measures, and the kept record is one of a real build."""

import json
import subprocess
import sys

import pytest

from exercises.lessons import builds


def test_a_column_has_each_kind_of_work_and_each_number_of_threads():
    """The file runs by itself, in a process of any Python."""
    command = [sys.executable, builds.__file__, "--lap", "--numbers", "200", "--rounds", "2"]
    column = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert column.keys() == {"apart", "shared"}
    for way in column.values():
        assert [*way] == [str(count) for count in builds.COUNTS]
        rounds = [each for some in way.values() for each in some]
        assert len(rounds) == 2 * len(builds.COUNTS)
        assert all(cores > 0 and processor > 0 for cores, processor in rounds)


def test_the_best_is_of_the_rounds_that_were_disturbed_least():
    """A round in which the threads took turns tells nothing of what they cost each other."""
    rounds = [[1.0, 0.3], [1.9, 0.5], [1.85, 0.4]]
    assert builds.best(rounds, 2) == [1.9, pytest.approx(0.45)]
    assert builds.best([*rounds, [2.07, 0.9]], 2) == builds.best(rounds, 2)  # a clock has leapt


def test_both_kinds_do_all_of_the_work(monkeypatch):
    """Whoever shares it, every number is worked on once."""
    monkeypatch.setattr(builds, "NUMBERS", 101)
    seen = []
    builds.timed(seen.extend, 4)
    assert sorted(seen) == list(range(1, 101))
    monkeypatch.setattr(builds, "found", 0)
    builds.timed(builds.shared, 2)
    assert builds.found == 8 * 50


def test_a_speed_up_is_against_one_thread_of_the_ordinary_build():
    """Whatever column it is of."""
    off = {"1": [1, 0.5], "2": [2, 0.5]}  # cores busy, processor time
    record = {"columns": {"ordinary": {"apart": {"1": [1, 0.4]}}, "off": {"apart": off}}}
    assert builds.speed_up(record, "off", "apart", 2) == pytest.approx(1.6)
    assert builds.speed_up(record, "off", "apart", 1) == pytest.approx(0.8)
    assert builds.cores_busy(record, "off", "apart", 2) == 2


def test_builds_that_differ_in_more_are_refused():
    """One build compared with itself says nothing of what a free-threaded one costs."""
    with pytest.raises(ValueError, match="a free-threaded build and an ordinary one"):
        builds.record(sys.executable)


def test_the_kept_record_was_measured_undisturbed():
    """It has a date, a version and the cores; and two threads without a GIL had two cores."""
    record = builds.kept()
    assert record["date"] > "2026"
    assert record["cores"] >= 2
    assert builds.cores_busy(record, "off", "apart", 2) > 1.8
    for column in ("ordinary", "on"):
        assert all(builds.cores_busy(record, column, "apart", count) < 1.05 for count in builds.COUNTS)
    assert "/" not in json.dumps(record)

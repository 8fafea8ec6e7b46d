"""Threads with the GIL and without: the program measures, and the kept record is one of a real build."""

import json
import subprocess
import sys

import pytest

from exercises.lessons import builds


def test_a_column_has_each_kind_of_work_and_each_number_of_threads():
    """The file runs by itself, in a process of any Python."""
    command = [sys.executable, builds.__file__, "--column", "--numbers", "200", "--rounds", "2"]
    column = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert column.keys() == {"apart", "shared"}
    for way in column.values():
        assert [*way] == [str(count) for count in builds.COUNTS]
        assert all(seconds > 0 and cores > 0 for seconds, cores in way.values())


def test_both_kinds_do_all_of_the_work(monkeypatch):
    """Whoever shares it, every number is worked on once."""
    monkeypatch.setattr(builds, "NUMBERS", 101)
    seen = []
    builds.timed(seen.extend, 4)
    assert sorted(seen) == list(range(1, 101))
    monkeypatch.setattr(builds, "found", 0)
    builds.timed(builds.shared, 2)
    assert builds.found == 8 * 50


def test_a_speed_up_is_against_one_thread_with_the_gil():
    """Whatever column it is of."""
    record = {"gil": {"on": {"apart": {"1": [0.4, 1]}}, "off": {"apart": {"1": [0.5, 1], "2": [0.2, 2]}}}}
    assert builds.speed_up(record, "off", "apart", 2) == pytest.approx(2)
    assert builds.speed_up(record, "off", "apart", 1) == pytest.approx(0.8)


def test_the_kept_record_was_measured_undisturbed():
    """It has a date, a version and the cores; and two threads without a GIL had two cores."""
    record = builds.kept()
    assert record["date"] > "2026"
    assert record["cores"] >= 2
    assert record["gil"]["off"]["apart"]["2"][1] > 1.8
    assert all(cores > 0.9 for column in record["gil"].values() for _, cores in [column["apart"]["1"]])
    assert "/" not in json.dumps(record)

"""What two threads lose is counted, on this Python and by a process of another."""

import json
import sys

import pytest

from exercises.lessons import lost_updates


def test_a_record_says_which_python_it_is_of_and_what_each_way_has_lost(monkeypatch):
    """Every way is run several times, and a lock loses nothing on any Python."""
    monkeypatch.setattr(lost_updates, "ROUNDS", 2_000)
    record = lost_updates.record()
    assert record["additions"] == 4_000
    assert record["python"].split(".")[:2] == [str(part) for part in sys.version_info[:2]]
    assert set(record["lost"]) == {"plain", "with_a_call", "with_a_lock"}
    assert record["lost"]["with_a_lock"] == [0] * lost_updates.RUNS
    assert all(0 <= each < 4_000 for runs in record["lost"].values() for each in runs)


def test_another_python_measures_in_a_process_of_its_own():
    """The file runs by itself: its record comes back as it is made there, and nothing is kept."""
    before = lost_updates.kept()
    record = lost_updates.measured(sys.executable, rounds=1_000)
    assert record["additions"] == 2_000
    assert record["lost"]["with_a_lock"] == [0] * lost_updates.RUNS
    assert lost_updates.kept() == before


def test_a_free_threaded_python_is_this_one_or_one_on_the_path(monkeypatch):
    """The build is asked, then the names; without either there is none."""
    monkeypatch.setattr(lost_updates.sysconfig, "get_config_var", lambda _name: 1)
    assert lost_updates.free_threaded() == sys.executable
    monkeypatch.setattr(lost_updates.sysconfig, "get_config_var", lambda _name: 0)
    monkeypatch.setattr(lost_updates.shutil, "which", {"python3.14t": "there"}.get)
    assert lost_updates.free_threaded() == "there"
    monkeypatch.setattr(lost_updates.shutil, "which", lambda _name: None)
    assert lost_updates.free_threaded() is None


def test_a_kept_record_is_of_a_python_without_a_gil():
    """While nobody has measured one there is none, and no figure is made up."""
    record = lost_updates.kept()
    if record is not None:
        assert record["gil"] is False
        assert any(record["lost"]["plain"])
        assert record["lost"]["with_a_lock"] == [0] * len(record["lost"]["with_a_lock"])


@pytest.mark.parametrize("there", [True, False])
def test_what_is_kept_is_read_from_the_file_beside_the_program(there, tmp_path, monkeypatch):
    """Without the file there is nothing to tell."""
    monkeypatch.setattr(lost_updates, "KEPT", tmp_path / "kept.json")
    if there:
        lost_updates.KEPT.write_text(json.dumps({"gil": False}), encoding="utf-8")
    assert lost_updates.kept() == ({"gil": False} if there else None)

"""The progress file loses nothing: other kernels, a kill, a lock, damage, a newer course, a closed folder."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from exercises.records import records, store

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    """A progress file that is not there yet, and a short patience for others that hold it."""
    path = tmp_path / "progress.sqlite3"
    monkeypatch.setenv("PIPELINE_COURSE_PROGRESS", str(path))
    monkeypatch.setattr(store, "BUSY", 0.05)
    monkeypatch.setattr(store, "BRIEF", 0.01)
    records.messages()
    yield path
    assert records.messages() == []


def child(program):
    """Start another Python with its own kernel's view of the same file."""
    command = [sys.executable, "-u", "-c", "from exercises.records import records\n" + program]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def only_other(file):
    """Find the one file that lies beside the progress file."""
    (other,) = [path for path in file.parent.iterdir() if path != file]
    return other


def test_two_kernels_at_once_lose_nothing(file):
    """120 checks and hints of two processes are all there, and each hint had a number of its own."""
    program = """
input()
for _ in range(60):
    records.note_try("2.1", False)
    print(records.note_hint("2.1"))
assert records.messages() == []
"""
    pair = [child(program), child(program)]
    for process in pair:
        process.stdin.write("go\n")
        process.stdin.flush()
    outputs = [process.communicate(timeout=50)[0] for process in pair]
    assert [process.returncode for process in pair] == [0, 0]
    assert sorted(int(number) for out in outputs for number in out.split()) == list(range(1, 121))
    assert records.tries("2.1") == 120


def test_a_kernel_that_is_killed_while_it_writes_leaves_every_check_that_came_back(file):
    """The file opens as if nothing had been, with at most one check more than was acknowledged."""
    process = child("""
import itertools
for number in itertools.count(1):
    records.note_try("2.1", True, source="x = 1  # " + 20_000 * "long ", name="x")
    print(number)
""")
    with process:
        for _ in range(25):
            process.stdout.readline()
        process.kill()
        # communicate would read past the buffer of stdout, in which readline has left further lines
        rest = process.stdout.read()
    whole_lines = rest[: rest.rfind("\n") + 1].splitlines()
    acknowledged = max([25, *map(int, whole_lines)])
    assert acknowledged <= records.tries("2.1") <= acknowledged + 1
    assert records.kept("2.1").name == "x"


def test_each_use_leaves_no_handle_and_nothing_beside_the_file(file):
    """The file can be moved and deleted between two calls, on Windows too; a new one is then begun."""
    records.note_try("2.1", True)
    records.progress()
    assert list(file.parent.iterdir()) == [file]
    file.replace(file.with_name("moved"))
    assert records.tries("2.1") == 0


@pytest.mark.parametrize("damage", ["not a database, but " * 300, "xy", "cut", "page", "column", "value"])
def test_a_broken_file_is_set_aside_and_told_once(damage, file):
    """Whatever is wrong with it: its bytes stay as they were, under a dated name."""
    for number in range(60):
        records.note_try(str(number), True, source=1000 * "x", name="x")
    whole = file.read_bytes()
    match damage:
        case "cut":
            file.write_bytes(whole[: len(whole) // 2])
        case "page":
            file.write_bytes(whole[:4096] + b"\xff" * 4096 + whole[8192:])
        case "column":
            with closing(sqlite3.connect(file)) as db:
                db.execute("ALTER TABLE exercise RENAME COLUMN tries TO attempts")
        case "value":
            with closing(sqlite3.connect(file)) as db, db:
                db.execute("PRAGMA ignore_check_constraints = ON")
                db.execute("UPDATE exercise SET passed_at = 'yesterday'")
        case text:
            file.write_text(text)
    broken = file.read_bytes()
    records.note_try("2.1", True)
    aside = only_other(file)
    assert aside.read_bytes() == broken
    assert aside.name.startswith("progress.sqlite3.broken-20")
    (told,) = records.messages()
    assert (
        told
        == f"Your progress file was set aside, as it could not be read: it is {aside}. A new one is begun."
    )
    assert (records.tries("2.1"), records.tries("3")) == (1, 0)


def test_a_name_that_is_taken_is_never_overwritten(file):
    """The second broken file of a day gets a number."""
    for text in ("first", "second", "third"):
        file.write_text(text)
        assert len(records.progress().notes) == 1
    kept = {path.name: path.read_text() for path in file.parent.iterdir() if path != file}
    day = min(kept)
    assert kept == {day: "first", day + "-2": "second", day + "-3": "third"}


@pytest.mark.parametrize(
    ("version", "word", "why"),
    [(2, "newer", "a newer version of the course wrote it"), (0, "other", "it holds something else")],
)
def test_a_file_of_a_newer_course_or_of_something_else_is_copied_first(version, word, why, file):
    """The copy is whole, and the new file is this version's."""
    with closing(sqlite3.connect(file)) as db, db:
        db.execute('CREATE TABLE "a ""fine"" table" (x)')
        db.execute('INSERT INTO "a ""fine"" table" VALUES (42)')
        db.execute('CREATE VIEW seen AS SELECT x FROM "a ""fine"" table"')
        db.execute(f"PRAGMA user_version = {version}")
    records.note_try("2.1", True)
    aside = only_other(file)
    assert aside.name.startswith(f"progress.sqlite3.{word}-20")
    (told,) = records.messages()
    assert told == f"Your progress file was set aside, as {why}: it is {aside}. A new one is begun."
    with closing(sqlite3.connect(aside)) as db:
        assert db.execute("SELECT x FROM seen").fetchone() == (42,)
        assert db.execute("PRAGMA user_version").fetchone() == (version,)
    assert records.passed("2.1")


def test_a_file_that_another_kernel_has_replaced_meanwhile_stays(file, monkeypatch):
    """Both kernels find the broken file; the second one must not set aside what the first one began."""
    file.write_text("broken")
    real = store._transaction

    def late(path, jobs, patience):
        monkeypatch.setattr(store, "_transaction", real)
        try:
            return real(path, jobs, patience)
        except sqlite3.DatabaseError:  # here the other kernel is quicker
            file.replace(file.with_name("aside"))
            process = child('records.note_try("2.1", True)')
            process.communicate(timeout=30)
            raise

    monkeypatch.setattr(store, "_transaction", late)
    records.note_try("2.1", True)
    assert records.tries("2.1") == 2
    assert only_other(file).name == "aside"


def test_where_no_folder_can_be_everything_works_in_memory_and_says_so_once(file, monkeypatch):
    """Here a plain file stands where the folder should be; a reset works too, and finds nothing to copy."""
    file.write_text("in the way")
    monkeypatch.setenv("PIPELINE_COURSE_PROGRESS", str(file / "data" / "progress.sqlite3"))
    records.note_try("2.1", True, source="x = 1", name="x")
    assert [records.note_hint("2.1"), records.note_hint("2.1")] == [1, 2]
    assert (records.tries("2.1"), records.passed("2.1"), records.kept("2.1").source) == (1, True, "x = 1")
    (told,) = records.messages()
    assert told.startswith(f"Your progress cannot be written to {file / 'data' / 'progress.sqlite3'} (")
    assert told.endswith("It is kept in this kernel's memory, and is lost when the kernel ends.")
    assert {row.exercise: row.passed for row in records.progress().rows}["2.1"]
    assert records.progress(reset=True).notes == ["Every exercise begins anew."]
    assert (records.tries("2.1"), records.kept("2.1")) == (0, None)
    assert file.read_text() == "in the way"


def test_a_folder_in_the_place_of_the_file_is_told(file):
    """It is no broken file, and is left where it is."""
    file.mkdir()
    records.note_try("2.1", True)
    assert records.passed("2.1")
    (told,) = records.messages()
    assert "cannot be written to" in told
    assert file.is_dir()


def test_a_file_that_cannot_be_set_aside_leaves_no_empty_names_behind(file, monkeypatch):
    """The folder lets nobody rename: the learner goes on in memory."""
    file.write_text("broken")

    def refuse(self, target):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    records.note_try("2.1", True)
    assert records.passed("2.1")
    (told,) = records.messages()
    assert "(Permission denied)" in told
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("mode", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_locked_file_is_told_and_written_as_soon_as_it_is_free(mode, file):
    """Nothing is lost, counted twice or said twice; what can be read is read."""
    records.note_try("2.1", False)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute(f"BEGIN {mode}")
        records.note_try("2.1", True, source="x = 1", name="x")
        assert records.tries("2.1") == (2 if mode == "IMMEDIATE" else 1)
        assert records.note_hint("2.1") == 1
        (told,) = records.messages()
        assert told.startswith(f"Your progress file {file} is in use by another program.")
        assert other.execute("SELECT tries, hints FROM exercise").fetchall() == [(1, 0)]
        other.execute("COMMIT")
    assert records.tries("2.1") == 2
    assert records.messages() == [f"Your progress file {file} can be written again: everything is in it."]
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("SELECT tries, hints, source FROM exercise").fetchall() == [(2, 1, "x = 1")]


def test_who_only_looks_while_the_file_is_locked_has_nothing_to_be_written(file):
    """It is told that the file is in use, and no more when it is free."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert records.tries("2.1") == records.tries("2.1") == 0
        assert len(records.messages()) == 1
    assert records.tries("2.1") == 0


def test_what_waited_in_memory_is_in_the_copy_that_a_reset_makes(file):
    """The file comes within reach again just then."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        records.note_try("2.1", True)
        assert len(records.messages()) == 1
    notes = records.progress(reset=True).notes
    copy = only_other(file)
    assert notes == [
        "Every exercise begins anew.",
        f"Your progress file {file} can be written again: everything is in it.",
        f"What was there before is kept in {copy}.",
    ]
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("SELECT id, tries FROM exercise").fetchall() == [("2.1", 1)]
    assert records.tries("2.1") == 0

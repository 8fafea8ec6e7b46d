"""Stored outputs: executed, clean, and the same again when nothing has changed."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from tools.store_outputs import main

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def notebook(tmp_path):
    """A path for a notebook made of cells: text, or (text, tag)."""
    path = tmp_path / "chapter.ipynb"

    def write(*cells):
        made = []
        for place, cell in enumerate(cells):
            source, tags = (cell, []) if isinstance(cell, str) else (cell[0], [cell[1]])
            made.append(nbformat.v4.new_code_cell(source, id=f"cell-{place}", metadata={"tags": tags}))
        nbformat.write(nbformat.v4.new_notebook(cells=made), path)
        return path

    return write


@pytest.fixture
def store(capsys):
    """Run the command's own function: a process apiece would import nbformat anew, for seconds."""

    def run(path, *options):
        code = main([*options, str(path)])
        return SimpleNamespace(code=code, **capsys.readouterr()._asdict())

    return run


def test_a_second_run_changes_nothing_unless_it_is_forced(notebook, store):
    """What a tagged cell shows differs each time, and that is no reason for a diff; the rest is the same."""
    path = notebook("print(6 * 7)", ("import time\ntime.perf_counter()", "nbval-ignore-output"))
    assert "stored" in store(path).out
    first = path.read_bytes()
    assert "unchanged" in store(path).out
    assert path.read_bytes() == first
    assert "stored" in store(path, "--force").out
    assert path.read_bytes() != first


def test_what_is_stored_has_counts_outputs_and_nothing_of_this_machine(notebook, store):
    """Kernel name and tags are the only metadata; a live widget leaves its sentence alone."""
    path = notebook(
        "print('a')\nprint('b')",
        "import ipywidgets\nipywidgets.IntSlider()",
        ("1", "nbval-ignore-output"),
    )
    assert store(path).code == 0
    stored = nbformat.read(path, as_version=4)
    assert stored.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
    }
    assert [cell.execution_count for cell in stored.cells] == [1, 2, 3]
    assert [dict(cell.metadata) for cell in stored.cells] == [{}, {}, {"tags": ["nbval-ignore-output"]}]
    assert [output.text for output in stored.cells[0].outputs] == ["a\nb\n"]
    assert list(stored.cells[1].outputs[0].data) == ["text/plain"]


def test_a_notebook_that_fails_is_named_and_left_as_it_was(notebook, store):
    """Half a run is never stored."""
    path = notebook("print('fine')", "1 / 0")
    before = path.read_bytes()
    done = store(path)
    assert done.code == 1
    assert "chapter.ipynb: not stored, a cell raises ZeroDivisionError" in done.err
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_the_exercises_of_each_run_begin_with_nothing_done(notebook, store, tmp_path, monkeypatch):
    """Neither the progress of whoever runs it nor that of another notebook gets into what is stored."""
    mine = tmp_path / "mine.sqlite3"
    monkeypatch.setenv("PIPELINE_COURSE_PROGRESS", str(mine))
    path = notebook(
        "from exercises.records import records\nrecords.tries('2.1')",
        "records.note_try('2.1', passed=True)\nrecords.tries('2.1')",
    )
    assert store(path).code == 0
    assert store(path, "--force").code == 0
    cells = nbformat.read(path, as_version=4).cells
    assert [cell.outputs[0].data["text/plain"] for cell in cells] == ["0", "1"]
    assert not mine.exists()


def test_a_name_that_leads_nowhere_is_one_clear_line(tmp_path):
    """A typo is told without a traceback, by the command as `make notebooks` runs it."""
    command = [sys.executable, str(ROOT / "tools" / "store_outputs.py"), str(tmp_path / "nowhere.ipynb")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=55)
    assert done.returncode == 1
    assert "nowhere.ipynb: there is no such notebook" in done.stderr
    assert "Traceback" not in done.stderr

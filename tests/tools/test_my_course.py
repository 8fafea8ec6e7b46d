"""The learner's own copies: made once, never overwritten, without the answers that outputs give away."""

import json
import re

import pytest

from tools.my_course import ROOT, add_missing, course_files, main, set_aside

NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# Größe"]},
        {
            "cell_type": "code",
            "id": "b",
            "metadata": {"tags": ["nbval-ignore-output"]},
            "execution_count": 7,
            "outputs": [{"output_type": "stream", "name": "stdout", "text": ["the answer\n"]}],
            "source": ["print('the answer')"],
        },
    ],
    "metadata": {"kernelspec": {"name": "python3"}, "widgets": {"state": {}}},
    "nbformat": 4,
    "nbformat_minor": 5,
}


@pytest.fixture
def course(tmp_path):
    """A checkout: one chapter with its picture, its exercises, and a solution that must stay behind."""
    root = tmp_path / "checkout"
    for name in ("notebooks/02_queues.ipynb", "exercises/02_queues_exercises.ipynb"):
        path = root / name
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(NOTEBOOK), encoding="utf-8")
    (root / "notebooks" / "pictures").mkdir()
    (root / "notebooks" / "pictures" / "machine.png").write_bytes(b"\x89PNG")
    (root / "notebooks" / ".ipynb_checkpoints").mkdir()
    (root / "notebooks" / ".ipynb_checkpoints" / "02-checkpoint.ipynb").write_text("{}", encoding="utf-8")
    (root / "exercises" / "ch02").mkdir()
    (root / "exercises" / "ch02" / "solution.py").write_text("answer = 42", encoding="utf-8")
    return root


def test_a_learner_gets_the_notebooks_and_pictures_but_no_solution(course):
    """The folders keep their names, so that a link from a chapter to its exercises still leads there."""
    assert {path.as_posix() for path in course_files(course)} == {
        "notebooks/02_queues.ipynb",
        "notebooks/pictures/machine.png",
        "exercises/02_queues_exercises.ipynb",
    }


def test_a_copy_has_no_outputs_no_counts_and_no_widget_state(course, tmp_path):
    """Everything else of the notebook is kept as it was, letters outside ASCII included."""
    assert add_missing(course, tmp_path / "mine") == (3, 0)
    text = (tmp_path / "mine" / "notebooks" / "02_queues.ipynb").read_text(encoding="utf-8")
    assert "Größe" in text
    copy = json.loads(text)
    assert copy["cells"][1]["outputs"] == []
    assert copy["cells"][1]["execution_count"] is None
    assert copy["cells"][1]["source"] == NOTEBOOK["cells"][1]["source"]
    assert copy["cells"][1]["metadata"] == NOTEBOOK["cells"][1]["metadata"]
    assert copy["metadata"] == {"kernelspec": {"name": "python3"}}


def test_a_second_run_leaves_the_learners_edits_alone_and_adds_new_chapters(course, tmp_path):
    """An update of the course never costs a learner their work."""
    mine = tmp_path / "mine"
    add_missing(course, mine)
    edited = mine / "notebooks" / "02_queues.ipynb"
    edited.write_text("my own words", encoding="utf-8")
    (course / "notebooks" / "03_sentinels.ipynb").write_text(json.dumps(NOTEBOOK), encoding="utf-8")
    assert add_missing(course, mine) == (1, 3)
    assert edited.read_text(encoding="utf-8") == "my own words"
    assert (mine / "notebooks" / "03_sentinels.ipynb").exists()


def test_an_interrupted_copy_is_made_whole_by_the_next_run(course, tmp_path, monkeypatch):
    """A copy appears in one step: what was cut off is not mistaken for the learner's own."""
    mine = tmp_path / "mine"

    def cut_off(self, target):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.replace", cut_off)
        with pytest.raises(KeyboardInterrupt):
            add_missing(course, mine)
    assert add_missing(course, mine) == (3, 0)
    assert sorted(path.name for path in mine.rglob("*.part")) == []


def test_setting_aside_never_hits_a_folder_that_is_there(tmp_path):
    """Two fresh starts on one day give two dated folders; with nothing to set aside nothing happens."""
    mine = tmp_path / "my_course"
    names = []
    for _ in range(3):
        mine.mkdir()
        names.append(set_aside(mine, "2026-01-31").name)
    assert names == ["my_course_2026-01-31", "my_course_2026-01-31_2", "my_course_2026-01-31_3"]
    assert set_aside(mine, "2026-01-31") is None


def test_fresh_keeps_the_old_copies_under_a_dated_name(tmp_path, capsys):
    """The command itself, on the real course: the old folder is named, and the new one is complete."""
    mine = tmp_path / "my_course"
    mine.mkdir()
    (mine / "notes.txt").write_text("kept", encoding="utf-8")
    assert main(["--fresh", "--target", str(mine)]) == 0
    (aside,) = tmp_path.glob("my_course_*")
    assert (aside / "notes.txt").read_text(encoding="utf-8") == "kept"
    assert not (mine / "notes.txt").exists()
    assert f"your old copies are in {aside.name}/" in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_is_one_clear_sentence(tmp_path, capsys):
    """No traceback: the name of the folder, the system's reason, and what to do."""
    blocked = tmp_path / "my_course"
    blocked.write_text("a file in the way", encoding="utf-8")
    assert main(["--target", str(blocked)]) == 1
    assert "my_course/ could not be written" in capsys.readouterr().err


def options(name):
    """Read the options that a way in gives to JupyterLab in front of the learner's own."""
    return re.findall(r"--LabApp\.\w+=[^\s\"]+", (ROOT / name).read_text(encoding="utf-8"))


def test_both_ways_in_open_the_first_page_as_a_page(tmp_path):
    """JupyterLab starts where the course starts, and shows Markdown rendered, on Windows as elsewhere."""
    assert options("Makefile") == options("lab.cmd")
    where = dict(option.removeprefix("--LabApp.").split("=") for option in options("Makefile"))
    mine = tmp_path / "my_course"
    add_missing(ROOT, mine)
    assert (mine / where["default_url"].removeprefix("/lab/tree/")).is_file()
    settings = (ROOT / "my_course" / where["app_settings_dir"] / "overrides.json").resolve()
    viewers = json.loads(settings.read_text(encoding="utf-8"))["@jupyterlab/docmanager-extension:plugin"]
    assert viewers["defaultViewers"]["markdown"] == "Markdown Preview"


def test_the_first_page_leads_to_every_notebook(tmp_path):
    """In the learner's copies each link of the page leads to a file, and no notebook is left out."""
    mine = tmp_path / "my_course"
    add_missing(ROOT, mine)
    page = mine / "notebooks" / "README.md"
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    assert {(page.parent / link).resolve() for link in links} == {
        path.resolve() for path in mine.rglob("*.ipynb")
    }

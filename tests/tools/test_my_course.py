"""The learner's own copies: without the answers that outputs give away, corrected, and never written over."""

import json
import re
from pathlib import PurePosixPath

import pytest

from tools import my_course
from tools.my_course import ROOT, bring_up_to_date, course_files, main, set_aside

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
CHAPTER = "notebooks/02_queues.ipynb"
EXERCISES = "exercises/02_queues_exercises.ipynb"
PICTURE = "notebooks/pictures/machine.png"
FIRST_PAGE = "notebooks/README.md"
MENDED = "mended"


@pytest.fixture
def course(tmp_path):
    """A checkout: one chapter with its picture, its exercises, and a solution that must stay behind."""
    root = tmp_path / "checkout"
    for name in (CHAPTER, EXERCISES):
        path = root / name
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(NOTEBOOK), encoding="utf-8")
    (root / "notebooks" / "pictures").mkdir()
    (root / PICTURE).write_bytes(b"\x89PNG")
    (root / FIRST_PAGE).write_bytes(b"# Start here\n\nBegin with 02.\n")
    (root / "notebooks" / ".ipynb_checkpoints").mkdir()
    (root / "notebooks" / ".ipynb_checkpoints" / "02-checkpoint.ipynb").write_text("{}", encoding="utf-8")
    (root / "exercises" / "ch02").mkdir()
    (root / "exercises" / "ch02" / "solution.py").write_text("answer = 42", encoding="utf-8")
    return root


@pytest.fixture
def mine(course, tmp_path):
    """Copies of that course, as they were made."""
    bring_up_to_date(course, tmp_path / "mine")
    return tmp_path / "mine"


def counts(done):
    """How many files had which end: added, corrected, beside, kept."""
    return tuple(map(len, done))


def names(paths):
    return [str(path) for path in paths]


def change(path, edit):
    """Do something to the cells of a notebook."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    edit(notebook["cells"])
    path.write_text(json.dumps(notebook), encoding="utf-8")


def run(path):
    """Leave behind what JupyterLab leaves when a notebook is run and saved, in its way of writing."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["metadata"] = {"kernelspec": {"name": "python3"}, "language_info": {"version": "3.13.0"}}
    notebook["cells"][1].update(
        execution_count=3, outputs=NOTEBOOK["cells"][1]["outputs"], metadata={"collapsed": True}
    )
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    path.write_text(json.dumps(notebook, indent=2), encoding="utf-8")


def correct(path, text=MENDED):
    """Change a file of the course."""
    if path.suffix == ".ipynb":
        change(path, lambda cells: cells[0]["source"].append(text))
    else:
        path.write_bytes(path.read_bytes() + text.encode())


def test_a_learner_gets_the_notebooks_and_pictures_but_no_solution(course):
    """The folders keep their names, so that a link from a chapter to its exercises still leads there."""
    assert {path.as_posix() for path in course_files(course)} == {
        CHAPTER,
        EXERCISES,
        PICTURE,
        FIRST_PAGE,
    }


def test_a_copy_has_no_outputs_no_counts_and_no_widget_state(course, tmp_path):
    """Everything else of the notebook is kept as it was, letters outside ASCII included."""
    assert counts(bring_up_to_date(course, tmp_path / "mine")) == (4, 0, 0, 0)
    text = (tmp_path / "mine" / "notebooks" / "02_queues.ipynb").read_text(encoding="utf-8")
    assert "Größe" in text
    copy = json.loads(text)
    assert copy["cells"][1]["outputs"] == []
    assert copy["cells"][1]["execution_count"] is None
    assert copy["cells"][1]["source"] == NOTEBOOK["cells"][1]["source"]
    assert copy["cells"][1]["metadata"] == NOTEBOOK["cells"][1]["metadata"]
    assert copy["metadata"] == {"kernelspec": {"name": "python3"}}


def test_a_second_run_leaves_the_learners_edits_alone_and_adds_new_chapters(course, mine):
    """An update of the course never costs a learner their work."""
    edited = mine / CHAPTER
    edited.write_text("my own words", encoding="utf-8")
    (course / "notebooks" / "03_sentinels.ipynb").write_text(json.dumps(NOTEBOOK), encoding="utf-8")
    assert counts(bring_up_to_date(course, mine)) == (1, 0, 0, 4)
    assert edited.read_text(encoding="utf-8") == "my own words"
    assert (mine / "notebooks" / "03_sentinels.ipynb").exists()


# --- when the course has changed ---------------------------------------------------------------


@pytest.mark.parametrize("name", [CHAPTER, EXERCISES, FIRST_PAGE, PICTURE])
def test_a_copy_that_nobody_has_changed_is_corrected(name, course, mine):
    """What the course has mended reaches the learner, and once there it is left alone."""
    correct(course / name)
    done = bring_up_to_date(course, mine)
    assert (names(done.corrected), counts(done)) == ([name], (0, 1, 0, 3))
    assert "corrected 1 that you had not changed" in done.sentence("my_course/")
    assert MENDED.encode() in (mine / name).read_bytes()
    assert counts(bring_up_to_date(course, mine)) == (0, 0, 0, 4)


def test_to_run_a_copy_is_not_to_change_it(course, mine):
    """Outputs, counts, folded cells and the kernel's version come back; the new text is worth more."""
    run(mine / CHAPTER)
    correct(course / CHAPTER)
    assert names(bring_up_to_date(course, mine).corrected) == [CHAPTER]
    assert MENDED in (mine / CHAPTER).read_text(encoding="utf-8")


def test_where_the_course_has_nothing_new_a_copy_keeps_its_outputs(course, mine):
    """A second `make lab` does not touch what was run since the first."""
    run(mine / CHAPTER)
    before = (mine / CHAPTER).read_bytes()
    assert counts(bring_up_to_date(course, mine)) == (0, 0, 0, 4)
    assert (mine / CHAPTER).read_bytes() == before


EDITS = {
    "a line of code": lambda cells: cells[1].update(source=["answer = 42"]),
    "a note": lambda cells: cells[0].update(source=["# Größe\n", "mine"]),
    "a cell more": lambda cells: cells.append({"cell_type": "raw", "metadata": {}, "source": "mine"}),
    "a cell less": lambda cells: cells.pop(),
    "a cell of another kind": lambda cells: cells[0].update(cell_type="raw"),
    "a picture pasted into the text": lambda cells: cells[0].update(
        attachments={"a.png": {"image/png": "x"}}
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_was_typed_stays_and_the_new_text_stands_beside_it(edit, course, mine):
    """The learner's file is not touched, and one sentence says where the new text is."""
    change(mine / CHAPTER, EDITS[edit])
    before = (mine / CHAPTER).read_bytes()
    correct(course / CHAPTER)
    done = bring_up_to_date(course, mine)
    assert names(done.beside) == ["notebooks/02_queues_new.ipynb"]
    assert done.sentence("my_course/").endswith("new text beside yours: notebooks/02_queues_new.ipynb")
    assert (mine / CHAPTER).read_bytes() == before
    beside = json.loads((mine / "notebooks" / "02_queues_new.ipynb").read_text(encoding="utf-8"))
    assert beside["cells"][0]["source"][-1] == MENDED
    assert beside["cells"][1]["outputs"] == []


def test_the_first_page_leads_to_the_new_texts_and_forgets_them_when_they_are_gone(course, mine):
    """Its first line names each as a link that leads somewhere; it is the page's own text again later."""
    plain = (mine / FIRST_PAGE).read_text(encoding="utf-8")
    for name in (CHAPTER, EXERCISES):
        change(mine / name, EDITS["a note"])
        correct(course / name)
    bring_up_to_date(course, mine)
    page = mine / FIRST_PAGE
    first, _, rest = page.read_text(encoding="utf-8").partition("\n\n")
    links = [(page.parent / link).resolve() for link in re.findall(r"\]\(([^)\s]+)\)", first)]
    assert first.startswith("> **The course has changed**")
    assert rest == plain
    assert sorted(links) == sorted(path.resolve() for path in mine.rglob("*_new.ipynb"))
    assert len(links) == 2
    for link in links:
        link.unlink()
    done = bring_up_to_date(course, mine)
    assert done.beside == []
    assert page.read_text(encoding="utf-8") == plain
    assert list(mine.rglob("*_new.ipynb")) == []  # deleted is not wanted


def test_a_first_page_that_its_owner_has_changed_gets_no_line(course, mine):
    """Not even a helpful one: the terminal has said it."""
    (mine / FIRST_PAGE).write_text("my own words", encoding="utf-8")
    change(mine / CHAPTER, EDITS["a note"])
    correct(course / CHAPTER)
    assert names(bring_up_to_date(course, mine).beside) == ["notebooks/02_queues_new.ipynb"]
    assert (mine / FIRST_PAGE).read_text(encoding="utf-8") == "my own words"


def test_the_new_text_is_replaced_by_a_newer_one(course, mine):
    """One file beside the learner's, however often the course changes; it comes back for a new text."""
    change(mine / CHAPTER, EDITS["a note"])
    for text in ("one", "two", "three"):
        correct(course / CHAPTER, text)
        if text == "three":
            (mine / "notebooks" / "02_queues_new.ipynb").unlink()
        bring_up_to_date(course, mine)
        (beside,) = mine.rglob("*_new*")
        assert text in beside.read_text(encoding="utf-8")


def test_what_was_typed_into_the_new_text_stays_too(course, mine):
    """Whoever went on in the new file keeps it: the next new text takes another name."""
    change(mine / CHAPTER, EDITS["a note"])
    correct(course / CHAPTER, "one")
    bring_up_to_date(course, mine)
    change(mine / "notebooks" / "02_queues_new.ipynb", EDITS["a line of code"])
    assert names(bring_up_to_date(course, mine).beside) == ["notebooks/02_queues_new.ipynb"]
    correct(course / CHAPTER, "two")
    for _ in range(2):
        assert names(bring_up_to_date(course, mine).beside) == ["notebooks/02_queues_new2.ipynb"]
    assert "answer = 42" in (mine / "notebooks" / "02_queues_new.ipynb").read_text(encoding="utf-8")


def test_who_takes_the_new_text_over_is_kept_up_to_date_again(course, mine):
    """Renamed to the chapter's own name it is a copy like any other."""
    change(mine / CHAPTER, EDITS["a note"])
    correct(course / CHAPTER, "one")
    bring_up_to_date(course, mine)
    (mine / "notebooks" / "02_queues_new.ipynb").replace(mine / CHAPTER)
    assert bring_up_to_date(course, mine).beside == []
    correct(course / CHAPTER, "two")
    assert names(bring_up_to_date(course, mine).corrected) == [CHAPTER]


@pytest.mark.parametrize("record", [None, "half writ", "[]"])
def test_without_a_record_every_difference_counts_as_typed(record, course, mine):
    """A copy from before there was a record, or whose record is lost: the safe way."""
    (mine / my_course.RECORD).unlink()
    if record is not None:
        (mine / my_course.RECORD).write_text(record, encoding="utf-8")
    correct(course / CHAPTER)
    done = bring_up_to_date(course, mine)
    assert names(done.beside) == ["notebooks/02_queues_new.ipynb"]
    correct(course / EXERCISES)  # and that one was as the course had it, so it is known from now on
    assert names(bring_up_to_date(course, mine).corrected) == [EXERCISES]


def test_texts_from_before_there_was_a_record_are_known(course, mine, monkeypatch):
    """The list of their digests makes an old copy as good as one with a record."""
    old = my_course.digest(PurePosixPath(CHAPTER), (mine / CHAPTER).read_bytes())
    monkeypatch.setattr(my_course, "UNRECORDED", {CHAPTER: [old]})
    (mine / my_course.RECORD).unlink()
    correct(course / CHAPTER)
    assert names(bring_up_to_date(course, mine).corrected) == [CHAPTER]


def test_line_ends_of_another_system_are_no_change(course, mine):
    """A checkout on Windows may have other line ends than the one the copy was made from."""
    page = course / FIRST_PAGE
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    assert counts(bring_up_to_date(course, mine)) == (0, 0, 0, 4)


# --- however it is interrupted ------------------------------------------------------------------


def test_an_interrupted_copy_is_made_whole_by_the_next_run(course, tmp_path, monkeypatch):
    """A copy appears in one step: what was cut off is not mistaken for the learner's own."""
    mine = tmp_path / "mine"

    def cut_off(self, target):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.replace", cut_off)
        with pytest.raises(KeyboardInterrupt):
            bring_up_to_date(course, mine)
    assert counts(bring_up_to_date(course, mine)) == (4, 0, 0, 0)
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
    bring_up_to_date(ROOT, mine)
    assert (mine / where["default_url"].removeprefix("/lab/tree/")).is_file()
    settings = (ROOT / "my_course" / where["app_settings_dir"] / "overrides.json").resolve()
    viewers = json.loads(settings.read_text(encoding="utf-8"))["@jupyterlab/docmanager-extension:plugin"]
    assert viewers["defaultViewers"]["markdown"] == "Markdown Preview"


def test_the_first_page_leads_to_every_notebook(tmp_path):
    """In the learner's copies each link of the page leads to a file, and no notebook is left out."""
    mine = tmp_path / "my_course"
    bring_up_to_date(ROOT, mine)
    page = mine / "notebooks" / "README.md"
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    led = {(page.parent / link).resolve() for link in links}
    assert all(path.is_file() for path in led)
    assert {path for path in led if path.suffix == ".ipynb"} == {
        path.resolve() for path in mine.rglob("*.ipynb")
    }

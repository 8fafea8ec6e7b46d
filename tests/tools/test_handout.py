"""The course for a class: complete, without solutions, and never put over somebody's work."""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import PurePosixPath

import nbformat
import pytest

from exercises import catalogue
from exercises.judges import Code
from tests.core.helpers import environment
from tools import handout
from tools.make_exercises import build as build_notebook

STUB = 'def lamp(switch):\n    """Press it."""\n    raise NotImplementedError\n'
SOLUTION = "def lamp(switch):\n    # once is enough\n    switch.press()\n"
TASK = """# 3.2 A lamp

- Kind: do
- Goal: press
- Minutes: 5
- Concepts: a switch
- Misconception: it is on

Press it.
"""
LISTED = """
from exercises import catalogue
print(catalogue.HERE.parent.name, *(each.id for each in catalogue.every()))
print(any(each.has("solution.py") or each.right() or each.wrong() for each in catalogue.every()))
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The handout of the course itself, built and packed by the command."""
    out = tmp_path_factory.mktemp("class") / "pipelines"
    assert handout.main(["--out", str(out), "--zip"]) == 0
    return out


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A course of one exercise, outside git, with what piles up in a checkout; the folder of its root."""
    root = tmp_path / "course"
    place = root / "exercises" / "ch03" / "lamp"
    texts = {"exercise.md": TASK, "stub.py": STUB, "solution.py": SOLUTION, "wrong_1.py": "",
             "right_1.py": "", "check.py": "", "__pycache__/solution.pyc": "compiled"}  # fmt: skip
    others = ("README.md", "answers.txt", "tests/test_x.py", ".ci/run", ".venv/x.py", "my_course/mine.ipynb",
              "notebooks/README.md", "notebooks/.ipynb_checkpoints/x.ipynb", "tools/x.py")  # fmt: skip
    paths = {place / name: text for name, text in texts.items()} | {root / name: name for name in others}
    for path, text in paths.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    exercise = catalogue.read(place)
    exercise.__dict__["judge"] = Code(print, answer="lamp")
    monkeypatch.setattr(catalogue, "every", lambda: [exercise])
    monkeypatch.setattr(handout, "_listed_by_git", lambda root, *options: [])
    return root


def files_of(top):
    """Every file below top, save what Python leaves behind where it has run."""
    files = (path for path in top.rglob("*") if path.is_file() and path.parent.name != "__pycache__")
    return {path.relative_to(top).as_posix() for path in files}


# --- what is in it -----------------------------------------------------------------------------


def test_no_solution_no_answer_right_or_wrong_and_no_test_goes_along(made):
    """What a teacher keeps back is not in the folder, under no name."""
    names = files_of(made)
    assert [name for name in names if re.search(r"(^|/)(solution|right_|wrong_)[^/]*$", name)] == []
    assert {name.split("/")[0] for name in names} & {"tests", ".ci", "TEACHING.md"} == set()


def test_what_a_learner_works_with_goes_along(made):
    """The library, the engine, the tools and both ways in, and of each exercise what judges it."""
    names = files_of(made)
    assert names >= handout.FILES
    assert {"pipeline_core/lab/simulation.py", "exercises/catalogue.py", "tools/setup_venv.py",
            "tools/my_course.py", "tools/jupyterlab/overrides.json",
            "notebooks/README.md"} <= names  # fmt: skip
    for exercise in catalogue.every():
        place = exercise.folder.relative_to(handout.ROOT).as_posix()
        assert {f"{place}/{name}" for name in ("exercise.md", "stub.py", "hints.md", "check.py")} <= names, (
            f"a handout takes what git knows: git add {place}"
        )


def test_the_handouts_own_engine_lists_every_exercise_and_finds_no_solution(made):
    """Run inside the handout, the reader of folders knows the same numbers as in the course."""
    done = subprocess.run(
        [sys.executable, "-c", LISTED],
        cwd=made, env=environment(), capture_output=True, text=True, check=False, timeout=30,
    )  # fmt: skip
    numbers = " ".join(each.id for each in catalogue.every())
    assert done.stdout == f"pipelines {numbers}\nFalse\n", done.stderr


def test_an_answer_is_checked_in_the_handout_as_in_the_course(made):
    """Right and wrong ones, though the solution that they are held against did not go along."""
    exercise = catalogue.find("1.2")
    for name, passed in (("solution", True), ("wrong_by_item", False)):
        code = exercise.text(f"{name}.py")
        code += 'from exercises import check\nprint(check("1.2", in_order).passed)'
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=made, env=environment(), capture_output=True, text=True, check=False, timeout=30,
        )  # fmt: skip
        assert done.stdout.splitlines()[-1] == str(passed), done.stdout + done.stderr


def test_the_pages_of_the_handout_have_no_dead_link(made):
    """What they lead to went along."""
    for page in made.rglob("*.md"):
        targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
        assert [each for each in targets if "://" not in each and not (page.parent / each).exists()] == []


def test_the_learners_copies_can_be_made_in_the_handout(made, tmp_path):
    """What `make lab` does before it starts JupyterLab works there, and copies the exercises."""
    command = [sys.executable, str(made / "tools" / "my_course.py"), "--target", str(tmp_path / "mine")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 0, done.stderr
    here = {path.name for path in (made / "exercises").glob("*.ipynb")}
    assert {path.name for path in (tmp_path / "mine" / "exercises").iterdir()} == here
    assert here


def test_no_page_of_exercises_promises_a_solution(made):
    """There is none to be shown: hints and progress are what is left."""
    pages = sorted((made / "exercises").glob("*.ipynb"))
    assert pages
    for page in pages:
        opening = json.loads(page.read_text(encoding="utf-8"))["cells"][0]["source"]
        assert "hint(" in "".join(opening)
        assert "solution" not in "".join(opening)


def test_the_zip_holds_the_same_files_under_one_folder(made):
    """Unpacked, it is the handout."""
    with zipfile.ZipFile(made.with_name("pipelines.zip")) as archive:
        names = {name.removeprefix("pipelines/") for name in archive.namelist()}
        assert all(name.startswith("pipelines/") for name in archive.namelist())
    assert names == files_of(made)


def test_outside_git_all_but_caches_and_private_things_goes_along(small):
    """A course that was downloaded has no git: compiled solutions and the learner's copies still stay out."""
    assert [str(name) for name in handout.course_files(small)] == [
        "README.md", "exercises/ch03/lamp/check.py", "exercises/ch03/lamp/exercise.md",
        "exercises/ch03/lamp/stub.py", "notebooks/README.md", "tools/x.py",
    ]  # fmt: skip


def test_what_git_does_not_know_is_left_out_and_named(small, tmp_path, monkeypatch):
    """Neither the folder of such an exercise nor its cells are in the handout; the teacher is told."""
    known = [
        PurePosixPath("README.md"),
        PurePosixPath("notebooks/README.md"),
        PurePosixPath("tests/test_x.py"),
    ]
    unknown = [PurePosixPath("exercises/ch03/lamp/stub.py"), PurePosixPath("answers.txt")]
    listed = {(): known, ("--others", "--exclude-standard"): unknown}
    monkeypatch.setattr(handout, "_listed_by_git", lambda root, *options: listed[options])
    handout.build(tmp_path / "out", small)
    assert files_of(tmp_path / "out") == {"README.md", "notebooks/README.md", handout.MARK}
    assert handout.left_out(small) == ["exercises/ch03/lamp/stub.py"]


def test_a_notebook_of_exercises_keeps_its_name_and_loses_what_was_saved_in_it(small, tmp_path):
    """Chapters link to it; an answer that somebody saved in the checkout, and a stray notebook, stay out."""
    for name in ("03_endings_exercises.ipynb", "09_tuning_exercises.ipynb"):
        (small / "exercises" / name).write_text(json.dumps({"cells": [SOLUTION]}), encoding="utf-8")
    handout.build(tmp_path / "out", small)
    (path,) = (tmp_path / "out" / "exercises").glob("*.ipynb")
    assert path.name == "03_endings_exercises.ipynb"
    assert "switch.press()" not in path.read_text(encoding="utf-8")


def test_the_notebook_is_that_of_the_variant(small, tmp_path):
    """The number reaches the cells of an exercise that has variants."""
    (exercise,) = catalogue.every()
    judge = Code(print, answer="lamp", words=lambda variant: {"lamp": f"lamp{variant}"})
    exercise.__dict__["judge"] = judge
    handout.build(tmp_path / "out", small, variant=4)
    (path,) = (tmp_path / "out").glob("exercises/*.ipynb")
    sources = [cell.source for cell in nbformat.read(path, as_version=4).cells]
    assert 'check("3.2", lamp4, variant=4)' in sources
    assert STUB.strip().replace("lamp", "lamp4") in sources


# --- what must not be in it --------------------------------------------------------------------


@pytest.mark.parametrize(
    "leak",
    [
        {"source": SOLUTION},
        {"source": "def lamp(switch):\n    '''Mine.'''\n    switch . press( )  # done\n"},
        {"outputs": [nbformat.v4.new_output("display_data", {"text/markdown": f"It is:\n{SOLUTION}"})]},
    ],
    ids=["its text", "its code in other clothes", "an output that shows it"],
)
def test_a_notebook_that_shows_a_solution_is_seen(leak, small):
    """Comments, docstrings and layout hide nothing, and the stub alone is no solution."""
    (exercise,) = catalogue.every()
    notebook = build_notebook(3, [exercise], small)
    assert not handout.gives_away(notebook, exercise)
    notebook.cells[3].update(leak)
    assert handout.gives_away(notebook, exercise)


def test_a_stub_that_is_the_solution_stops_the_handout(small, tmp_path):
    """Nothing is left behind, and the exercise is named."""
    (small / "exercises" / "ch03" / "lamp" / "stub.py").write_text(SOLUTION, encoding="utf-8")
    with pytest.raises(handout.HandoutError, match=r"show the solution of 3\.2"):
        handout.build(tmp_path / "out", small)
    assert [path.name for path in tmp_path.iterdir()] == ["course"]


# --- putting it in its place -------------------------------------------------------------------


def test_a_handout_that_nobody_touched_is_replaced_as_a_whole(small, tmp_path):
    """What the course no longer has is gone from the new handout; caches in the old one don't matter."""
    out = tmp_path / "out"
    handout.build(out, small)
    (out / "tools" / "__pycache__").mkdir()
    (out / "tools" / "__pycache__" / "x.pyc").write_text("cache", encoding="utf-8")
    (small / "tools" / "x.py").unlink()
    handout.build(out, small, variant=2)
    assert not (out / "tools").exists()
    assert json.loads((out / handout.MARK).read_text(encoding="utf-8"))["variant"] == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["course", "out"]


def a_changed_file(out):
    (out / "README.md").write_text("with a teacher's notes", encoding="utf-8")


def learners_copies(out):
    (out / "my_course").mkdir()
    (out / "my_course" / "README.md").write_text("mine", encoding="utf-8")


def no_mark(out):
    (out / handout.MARK).unlink()


@pytest.mark.parametrize("use", [a_changed_file, learners_copies, no_mark])
def test_a_folder_with_somebodys_work_in_it_is_refused_and_left_alone(use, small, tmp_path):
    """The sentence names the file that is in the way, or says that the folder is no handout."""
    out = tmp_path / "out"
    handout.build(out, small)
    use(out)
    before = {name: (out / name).read_bytes() for name in files_of(out)}
    with pytest.raises(handout.HandoutError, match=r"README\.md was added or changed|no handout: choose"):
        handout.build(out, small)
    assert {name: (out / name).read_bytes() for name in files_of(out)} == before


def test_an_empty_folder_is_a_good_place(small, tmp_path):
    """A teacher may have made it beforehand."""
    (tmp_path / "out").mkdir()
    handout.build(tmp_path / "out", small)
    assert (tmp_path / "out" / "README.md").is_file()


def test_an_old_handout_comes_back_when_the_new_one_cannot_be_moved(small, tmp_path, monkeypatch):
    """Interrupted at the worst moment, between the two moves, the old folder is put back."""
    out = tmp_path / "out"
    handout.build(out, small)
    before = files_of(out)
    move = type(out).rename

    def interrupted(self, target):
        if self.name == "made":
            raise KeyboardInterrupt
        return move(self, target)

    monkeypatch.setattr("pathlib.Path.rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        handout.build(out, small)
    assert files_of(out) == before


def test_a_zip_that_is_no_handout_is_not_overwritten(small, tmp_path):
    """Only an archive that holds the mark was made here."""
    out = tmp_path / "out"
    handout.build(out, small)
    assert handout.zip_beside(out) == handout.zip_beside(out)
    (tmp_path / "out.zip").write_text("something of mine", encoding="utf-8")
    with pytest.raises(handout.HandoutError, match=r"out\.zip is there already"):
        handout.zip_beside(out)


@pytest.mark.parametrize("number", ["-1", "three", "1.5"])
def test_a_variant_is_a_whole_number(number, tmp_path, capsys):
    """Anything else is refused before a file is written."""
    with pytest.raises(SystemExit):
        handout.main([f"--variant={number}", "--out", str(tmp_path / "out")])
    assert f"a whole number from 0 on, not '{number}'" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_command_refuses_a_folder_that_is_not_its_own_in_one_sentence(tmp_path, capsys):
    """No traceback; the way out is named."""
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    assert handout.main(["--out", str(tmp_path)]) == 1
    assert capsys.readouterr().err.strip().endswith("no handout: choose another place with --out")
    assert files_of(tmp_path) == {"thesis.txt"}

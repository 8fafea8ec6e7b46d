"""A new exercise: a whole folder of the right shape, and a suite that refuses it until it is filled in."""

import ast
import re
import shutil
import subprocess
import sys

import pytest

from exercises import catalogue
from tests.core.helpers import ROOT, environment
from tools import new_exercise as tool
from tools.make_exercises import CHAPTERS
from tools.scaffold import KINDS

ANSWERS = {
    "do": "two_targets", "fix": "two_targets", "predict": "guess", "read": "guess", "order": "order",
    "break": "schedule",
}  # fmt: skip


@pytest.fixture
def root(tmp_path):
    """An empty course."""
    (tmp_path / "exercises").mkdir()
    return tmp_path


def top_level(path):
    """The names that a file gives a value or a body to."""
    nodes = ast.parse(path.read_text(encoding="utf-8")).body
    assigned = {each.id for node in nodes if isinstance(node, ast.Assign) for each in node.targets}
    return assigned | {node.name for node in nodes if isinstance(node, ast.FunctionDef)}


# --- what is made ------------------------------------------------------------------------------


def test_every_kind_of_the_course_can_be_made():
    """The kinds that a folder may have are the kinds that the tool knows."""
    assert set(KINDS) == set(catalogue.KINDS) == set(ANSWERS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_folder_is_an_exercise_that_the_course_can_read(kind, root):
    """It has a number, a kind, three hints and two wrong answers, and each Python file defines the answer."""
    place = tool.make("3.5", "two_targets", kind, root)
    assert place == root / "exercises" / "ch03" / "two_targets"
    made = catalogue.read(place)
    assert (made.id, made.title, made.kind, made.minutes) == ("3.5", "Two targets", kind, 10)
    assert tool.MARK in made.task
    assert len(made.hints()) == 3
    sleeps = ["wrong_sleep.py"] if kind in {"do", "fix"} else []
    assert [path.name for path in made.wrong()] == ["wrong_1.py", "wrong_2.py", *sleeps]
    for name in ("stub.py", "solution.py", *(path.name for path in made.wrong())):
        assert ANSWERS[kind] in top_level(place / name)
    assert [path.name for path in place.parent.iterdir()] == ["two_targets"]


JUDGES = {
    "do": "Code", "fix": "Code", "predict": "Quiz", "read": "Quiz", "order": "Order", "break": "Break",
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_the_check_holds_the_judge_of_its_kind(kind, root):
    """It can be imported as it is, and names the answer that stub and solution give."""
    place = tool.make("3.5", "two_targets", kind, root)
    said = subprocess.run(
        [sys.executable, "-c", "from check import JUDGE; print(type(JUDGE).__name__, JUDGE.answer)"],
        cwd=place, env=environment(), capture_output=True, text=True, check=False, timeout=30,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    assert said.stdout.split() == [JUDGES[kind], ANSWERS[kind]]


@pytest.mark.parametrize("kind", KINDS)
def test_each_file_says_what_is_still_to_be_written(kind, root):
    """The suite finds a mark in every text that a person has to write, by file and line."""
    tool.make("3.5", "two_targets", kind, root)
    found = tool.unfinished(root)
    marked = {place.split(":")[0].removeprefix("ch03/two_targets/") for place in found}
    code = {"stub.py", "wrong_sleep.py"} if ANSWERS[kind] == "two_targets" else set()
    assert marked == code | {
        "exercise.md", "hints.md", "check.py", "solution.py", "wrong_1.py", "wrong_2.py"
    }  # fmt: skip
    assert "ch03/two_targets/hints.md:5" in found


def test_no_exercise_of_the_course_is_unfinished():
    """What is handed to learners holds no mark."""
    assert tool.unfinished() == []


def test_the_steps_that_are_left_are_printed(tmp_path):
    """The command, run in a course without exercises: five steps, the verbs, what is easily forgotten."""
    for name in ("tools", "exercises"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("ch[0-9][0-9]"))
    done = subprocess.run(
        [sys.executable, "-m", "tools.new_exercise", "3.5", "two_targets", "do"],
        cwd=tmp_path, env=environment(), capture_output=True, encoding="utf-8", check=False, timeout=30,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("exercises/ch03/two_targets/ is there.")
    assert re.findall(r"(?m)^  (\d)\. ", done.stdout) == list("12345")
    for word in ("wrong_sleep.py", "git add", "make exercises notebooks test", tool.MARK):
        assert word in done.stdout
    assert (tmp_path / "exercises" / "ch03" / "two_targets" / "check.py").is_file()


# --- the pages that name the verbs -------------------------------------------------------------


def page(name):
    """A page of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def test_contributing_has_a_row_for_every_verb_of_the_makefile():
    """Both lists are in step, but for `help`, which is the other list."""
    verbs = set(re.findall(r"(?m)^([a-z-]+):.*## ", page("Makefile"))) - {"help"}
    assert verbs == set(re.findall(r"(?m)^\| `make ([a-z-]+)` \|", page("CONTRIBUTING.md")))
    assert {"exercises", "handout", "new-exercise"} < verbs


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "TEACHING.md", "exercises/README.md"])
def test_a_page_names_only_verbs_and_files_that_there_are(name):
    """A verb in such a page is one of the Makefile's; a link leads to a file."""
    verbs = set(re.findall(r"(?m)^([a-z-]+):", page("Makefile")))
    named = {verb for verbs in re.findall(r"`make ([a-z -]+)", page(name)) for verb in verbs.split()}
    assert named
    assert named <= verbs
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page(name))
    assert [each for each in targets if not ((ROOT / name).parent / each).exists()] == []


LISTS = {
    "README.md": r"(?m)^\| \d\d .*\bexercises? ([\d.–]+)",
    "notebooks/README.md": r"\[([\d.–]+)\]\(\.\./exercises/",
}


@pytest.mark.parametrize("name", LISTS)
def test_the_pages_for_learners_name_the_exercises_that_there_are(name):
    """The first of each chapter and the last, as in 3.1–3.4: a new exercise changes its row."""
    chapters = {}
    for each in catalogue.every():
        chapters.setdefault(each.chapter, []).append(each.id)
    there = ["–".join(dict.fromkeys((numbers[0], numbers[-1]))) for numbers in chapters.values()]
    assert re.findall(LISTS[name], page(name)) == there, f"bring the exercises of {name} up to date"


def test_the_page_for_teachers_has_a_row_for_every_chapter():
    """Number and title are those that the notebooks of exercises carry."""
    rows = re.findall(r"(?m)^\| (\d\d) (.+?) \|", page("TEACHING.md"))
    assert rows == [(f"{number:02}", title) for number, (_, title) in CHAPTERS.items()]


# --- what is refused ---------------------------------------------------------------------------

REFUSED = {
    ("13.1", "two_targets", "do"): "there is no chapter 13: chapters go from 00 to 12",
    ("3", "two_targets", "do"): "ID is a chapter and a number, as in 3.5, not '3'",
    ("03.5", "two_targets", "do"): "not '03.5'",
    ("3.0", "two_targets", "do"): "not '3.0'",
    ("3.5", "TwoTargets", "do"): "NAME is words in small letters joined by _, as in two_targets",
    ("3.5", "../two", "do"): "not '../two'",
    ("3.5", "check", "do"): "NAME may not be 'check'",
    ("3.5", "sum", "do"): "NAME may not be 'sum'",
    ("3.5", "while", "do"): "NAME may not be 'while'",
    (
        "3.5",
        "two_targets",
        "implement",
    ): "KIND is one of do, fix, predict, read, order, break, not 'implement'",
}


@pytest.mark.parametrize("given", REFUSED, ids=" ".join)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_written(given, root):
    """The sentence names what was given and what would do."""
    with pytest.raises(tool.Refused, match=re.escape(REFUSED[given])):
        tool.make(*given, root)
    assert list((root / "exercises").iterdir()) == []


def test_a_number_and_a_folder_are_taken_once(root):
    """The one that was there first is as it was."""
    place = tool.make("3.5", "two_targets", "do", root)
    (place / "solution.py").write_text("mine", encoding="utf-8")
    with pytest.raises(tool.Refused, match=r"3\.5 is taken by ch03/two_targets: take another number"):
        tool.make("3.5", "merge", "do", root)
    with pytest.raises(tool.Refused, match="ch03/two_targets is there already: take another name"):
        tool.make("3.6", "two_targets", "do", root)
    assert (place / "solution.py").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in place.parent.iterdir()] == ["two_targets"]


@pytest.mark.parametrize("given", [[], ["3.5", "two_targets"], ["", "", ""], ["2.1", "two_targets", "do"]])
def test_the_command_ends_with_one_sentence(given, capsys):
    """A verb without its settings shows how it is used; no traceback."""
    assert tool.main(given) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert "make new-exercise ID=3.5" in said.err or "2.1 is taken by ch02/producer_consumer" in said.err

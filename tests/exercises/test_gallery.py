"""Every exercise folder keeps its promise: the stub fails, the solution passes, wrong answers are refused.

The folders are found, not listed: a new exercise is tested as soon as it is there.
"""

import re
import runpy
import threading
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = sorted(path.parent for path in (ROOT / "exercises").glob("ch[0-9][0-9]/*/exercise.md"))
WRONG = [path for folder in FOLDERS for path in sorted(folder.glob("wrong_*.py"))]
FACTS = ("Kind", "Goal", "Minutes", "Concepts", "Misconception")

each_exercise = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def verdict(path):
    """Run the exercise's check on the answer in a file; a string, or None when it passes."""
    checker = runpy.run_path(str(path.parent / "check.py"))
    return checker["check"](runpy.run_path(str(path))[checker["ANSWER"]])


def address(folder):
    """Read the exercise's number from the first line of its task."""
    first = (folder / "exercise.md").read_text(encoding="utf-8").splitlines()[0]
    return re.fullmatch(r"# (\d+\.\d+) \S.*", first).group(1)


def test_there_are_exercises_to_test():
    """An empty list of folders would pass every test below."""
    assert FOLDERS
    assert WRONG


@each_exercise
def test_the_task_tells_what_a_learner_and_a_teacher_ask_first(folder):
    """Number, kind, goal, minutes, concepts and the misconception it is aimed at stand at the top."""
    text = (folder / "exercise.md").read_text(encoding="utf-8")
    assert int(address(folder).partition(".")[0]) == int(folder.parent.name[2:])
    for fact in FACTS:
        assert re.search(rf"(?m)^- {fact}: \S", text), fact


@each_exercise
def test_there_are_at_least_three_hints_and_two_wrong_answers(folder):
    """One hint is a dead end for whom it does not help; one wrong answer is an accident."""
    hints = re.findall(r"(?m)^## (\d) \S", (folder / "hints.md").read_text(encoding="utf-8"))
    assert hints == [str(number + 1) for number in range(len(hints))]
    assert len(hints) >= 3
    assert len(list(folder.glob("wrong_*.py"))) >= 2


@each_exercise
def test_the_notebook_shows_the_stub_and_the_hints_as_they_are_in_the_folder(folder):
    """One text, two places: what the learner edits is what the suite tests."""
    (path,) = (ROOT / "exercises").glob(f"{folder.parent.name[2:]}_*.ipynb")
    notebook = nbformat.read(path, as_version=4)
    sources = [cell.source.strip() for cell in notebook.cells]
    assert (folder / "stub.py").read_text(encoding="utf-8").strip() in sources
    shown = "\n".join(sources)
    for hint in re.split(r"(?m)^## .*\n", (folder / "hints.md").read_text(encoding="utf-8"))[1:]:
        assert hint.strip() in shown
    task = (folder / "exercise.md").read_text(encoding="utf-8").split("\n\n", 2)[2]
    assert task.strip() in shown


@each_exercise
def test_the_stub_fails(folder):
    """Whoever has done nothing yet is told so."""
    assert verdict(folder / "stub.py")


@each_exercise
def test_the_solution_passes(folder):
    """What is shown as right is right."""
    assert verdict(folder / "solution.py") is None


@pytest.mark.parametrize("path", WRONG, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_wrong_answer_is_refused_for_its_reason(path):
    """The file says what it gets wrong and the phrase of the verdict; check says that phrase."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith('"""Wrong on purpose: ')
    assert re.search(r"(?m)^Belief: \S", text)
    assert re.search(r"(?m)^Truth: +\S", text)
    phrase = re.search(r"(?m)^Verdict: (.+)$", text).group(1)
    assert phrase in (verdict(path) or "passed")


@each_exercise
def test_no_answer_leaves_a_thread_or_a_changed_hook(folder):
    """Answers that hang or raise in a thread are cleaned up after, and others' hooks are put back."""
    before, hook = set(threading.enumerate()), threading.excepthook
    for path in [folder / "stub.py", folder / "solution.py", *sorted(folder.glob("wrong_*.py"))]:
        verdict(path)
        assert set(threading.enumerate()) <= before, path.name
        assert threading.excepthook is hook

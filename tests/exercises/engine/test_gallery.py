"""Every exercise folder keeps its promise: the stub fails, the solution passes, wrong answers are refused.

The folders are found, not listed: a new exercise is tested as soon as it is there.
"""

import functools
import os
import re
import threading
import time

import pytest

from exercises import catalogue
from exercises.engine.check import judged
from exercises.engine.source_text import answer_in, phrase_of
from exercises.judges import Break, Code, Order, Quiz
from pipeline_core.lab.story import vocabulary
from tools.new_exercise import unfinished

EXERCISES = catalogue.every()
BY_NUMBER = {exercise.id: exercise for exercise in EXERCISES}
THIRD = 3  # of the answers in the galleries `make test` judges every third, `make test-wide` all
SHARING = ("do", "fix")  # kinds whose answers are code, with threads that may share something


def each(gallery):
    """An argument list of (exercise, path) for all answers of a kind, most of them left to the wide run."""
    return [
        pytest.param(
            exercise, path, id=f"{exercise.id}-{path.stem}", marks=[pytest.mark.wide] if place % THIRD else []
        )
        for exercise in EXERCISES
        for place, path in enumerate(gallery(exercise))
    ]


WRONG = each(catalogue.Exercise.wrong)
RIGHT = each(catalogue.Exercise.right)
each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
each_wrong_answer = pytest.mark.parametrize(("exercise", "path"), WRONG)
each_right_answer = pytest.mark.parametrize(("exercise", "path"), RIGHT)
some_and_all = pytest.mark.parametrize("step", [THIRD, pytest.param(1, marks=pytest.mark.wide)])


@functools.cache
def tried(number, name, variant):
    """Judge the answer in a file of the exercise's folder, once for all tests: the verdict, what is left."""
    for needed in getattr(BY_NUMBER[number].judge, "needs", ()):
        if not os.environ.get("CI"):  # there it fails
            pytest.importorskip(needed, reason=f"the package {needed} is not installed")
    before = set(threading.enumerate())
    hook = threading.excepthook
    sleep = time.sleep
    told = judged(number, answer_in(BY_NUMBER[number], name, variant), variant)
    left = [thread.name for thread in threading.enumerate() if thread not in before]
    if threading.excepthook is not hook:
        left.append("threading.excepthook")
    if time.sleep is not sleep:
        left.append("time.sleep")
    return told, left


def verdict(exercise, name, variant=0):
    """Only the verdict."""
    return tried(exercise.id, name, variant)[0]


def test_there_are_exercises_to_test():
    """An empty list of folders would pass every test below."""
    assert EXERCISES
    assert WRONG
    assert RIGHT


def test_no_folder_is_left_out():
    """A folder of exercises that has files and no exercise.md would be tested by nobody."""
    found = {exercise.folder for exercise in EXERCISES}
    there = {
        path for path in catalogue.HERE.glob("ch[0-9][0-9]/*") if path.is_dir() and path.name[0] not in "_."
    }
    assert there == found


def test_no_exercise_is_unfinished():
    """What a scaffold left open is no exercise."""
    assert unfinished() == []


@each_exercise
def test_the_number_is_that_of_its_chapter(exercise):
    """3.4 lies in ch03."""
    assert exercise.chapter == int(exercise.folder.parent.name[2:])
    assert 0 < exercise.minutes <= 40


@each_exercise
def test_the_judge_is_one_of_its_kind(exercise):
    """What the task calls itself and what judges it are one thing: a prediction has questions, not code."""
    kinds = {"do": Code, "fix": Code, "predict": Quiz, "read": Quiz, "order": Order, "break": Break}
    assert type(exercise.judge) is kinds[exercise.kind]


@each_exercise
def test_there_are_at_least_three_hints_and_two_wrong_answers(exercise):
    """One hint is a dead end for whom it does not help; one wrong answer is an accident."""
    text = exercise.text("hints.md")
    numbers = re.findall(r"(?m)^## (\d+) \S", text)
    assert numbers == [str(number + 1) for number in range(len(exercise.hints()))]
    assert len(numbers) >= 3
    assert len(exercise.wrong()) >= 2


@each_exercise
def test_a_sleep_is_among_the_wrong_answers_to_a_do_or_fix_exercise(exercise):
    """Whoever has seen it help once will try it again; predictions and schedules have nobody to wait for."""
    names = {path.name for path in exercise.wrong()}
    assert exercise.kind not in SHARING or "wrong_sleep.py" in names, (
        f"{exercise.id} asks for code: write the answer that sleeps and hopes, wrong_sleep.py in its folder"
    )


@each_exercise
def test_the_stub_does_not_pass(exercise):
    """Whoever has done nothing yet is told so, in one sentence."""
    told = verdict(exercise, "stub.py")
    assert not told.passed
    assert str(told).startswith("not passed: ")


@each_exercise
def test_the_solution_passes(exercise):
    """What is shown as right is right, and the verdict says what was tried."""
    told = verdict(exercise, "solution.py")
    assert told.passed, told
    assert str(told).startswith("passed: ")
    assert len(told.message) > len("x.")


@each_wrong_answer
def test_a_wrong_answer_is_refused_for_its_reason(exercise, path):
    """The file says what it gets wrong and the phrase of the verdict; check says that phrase."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith('"""Wrong on purpose: ')
    assert re.search(r"(?m)^Belief: \S", text)
    assert re.search(r"(?m)^Truth: +\S", text)
    told = verdict(exercise, path.name)
    assert not told.passed
    assert phrase_of(path)
    assert phrase_of(path) in " ".join(str(told).split())


@each_wrong_answer
def test_a_story_shows_lines_of_the_answer_and_no_others(exercise, path):
    """Who wrote the answer has neither the check's lines nor the program that a schedule would play."""
    told = verdict(exercise, path.name)
    if exercise.kind not in SHARING or told.run is None:
        return
    own = ["", *(" ".join(line.split()) for line in exercise.text(path.name).splitlines())]
    story = told.story[0]
    # where a line's number stands before what it did; what came of it, in which a dict may stand
    table = re.sub(r"ran line \d+: .*|  \[.*", "", story)
    for number, text in re.findall(r"(?m)(?:^| )(\d+): (?:… )?(.+)$", table):
        start = text.removesuffix("…").strip()
        assert int(number) < len(own), story
        assert own[int(number)].startswith(start) or start in own[int(number)], story
    assert "schedule" not in story
    assert "cannot be shown" not in story
    assert not re.search(r"0x[0-9a-f]{6}|\d{9}|returned\(", str(told))


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("2.1", "wrong_called_target.py"),
        ("2.3", "wrong_end_marker.py"),
        ("3.2", "wrong_two_ends.py"),
        ("6.3", "wrong_no_finally.py"),
    ],
)
def test_a_verdict_does_not_hang_on_the_words_of_a_story(number, name, monkeypatch):
    """What threads wait for is asked of the run: with every operation told in other words it is the same."""
    expected = tried(number, name, 0)[0].message
    others = vocabulary.Operation("dozes at {}", "may {}", "did {}", "No {} any more.")
    for kind, words in vocabulary.OPERATIONS.items():
        monkeypatch.setitem(vocabulary.OPERATIONS, kind, others._replace(state=words.state))
    told = judged(number, answer_in(BY_NUMBER[number], name, 0))
    assert told.message == expected
    assert "dozes at" in told.run.explain()


@each_right_answer
def test_a_right_answer_in_another_style_passes(exercise, path):
    """The check asks for a behaviour, not for a text: another loop, a class, a pool, another way to wait."""
    assert path.read_text(encoding="utf-8").startswith('"""Right in another style: ')
    for variant in (0, 7) if exercise.judge.varies else (0,):
        told = verdict(exercise, path.name, variant)
        assert told.passed, told


@each_exercise
@pytest.mark.parametrize("variant", [1, 2, 7, 12345])
def test_each_variant_has_a_stub_that_fails_and_a_solution_that_passes(exercise, variant):
    """A class with a seed of its own gets an exercise that is as sound as the one in the folder.

    The solution of a prediction is that of the folder's own variant: there the questions are asked instead.
    """
    assert not verdict(exercise, "stub.py", variant).passed
    assert verdict(exercise, "solution.py", variant).passed
    if isinstance(exercise.judge, Quiz):
        right = {question.name: question.answer for question in exercise.judge.questions(variant)}
        assert judged(exercise.id, right, variant).passed


@some_and_all
@each_exercise
def test_no_answer_leaves_a_thread_or_a_changed_hook(exercise, step):
    """Answers that hang or raise in a thread are cleaned up after, and hooks are put back."""
    for name in ["stub.py", "solution.py", *(path.name for path in exercise.wrong()[::step])]:
        assert tried(exercise.id, name, 0)[1] == [], name


@some_and_all
@each_exercise
def test_no_verdict_shows_the_solution(exercise, step):
    """A verdict is one step from the cure: no line of code that only the solution has stands in it."""
    stub = {line.strip() for line in exercise.text("stub.py").splitlines()}
    own = {line.partition("#")[0].strip() for line in exercise.text("solution.py").splitlines()} - stub
    cures = {line for line in own if len(line) > 18}
    for path in exercise.wrong()[::step]:
        message = verdict(exercise, path.name).message
        assert not [line for line in cures if line in message], path.name

"""The closing questions: the lab answers each, each ending is asked for, and what is wrong is told."""

import ast
import inspect
import re

import pytest

from exercises.lessons.closing import QUESTIONS, answer, closing, found, show
from pipeline_core import lab

ANSWERS = {1: "a", 2: "c", 3: "d", 4: "c", 5: "a", 6: "b", 7: "c", 8: "b"}


@pytest.mark.parametrize("number", QUESTIONS)
def test_the_lab_answers(number):
    """An answer is what the search has found; that nothing fails is proved; a failure is played again."""
    assert answer(number) == ANSWERS[number]
    failure = found(number).failure
    if failure is None:
        assert found(number).complete
    else:
        again = lab.replay(QUESTIONS[number].program, failure.schedule)
        assert (again.outcome, again.result) == (failure.outcome, failure.result)


@pytest.mark.parametrize("number", [number for number, letter in ANSWERS.items() if letter in "bd"])
def test_who_can_be_wrong_is_never_stuck(number):
    """Only one answer is true: in no schedule is there another ending than the right one and the one told."""
    letter = ANSWERS[number]
    outcomes = {"finished", "error"} if letter == "d" else {"finished"}
    bad = lab.explore(QUESTIONS[number].program)
    assert bad.failure is None or bad.failure.outcome in outcomes


def test_answers_are_checked_and_what_to_read_again_is_named(capsys):
    """Right, wrong and not given: each has its line."""
    closing({1: "a", 2: " (C) ", 3: "a"})
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "1: (a), right"
    assert lines[1] == "2: (c), right"
    assert lines[2].startswith("3: (a); the lab finds (d), shown by lab.replay(QUESTIONS[3].program, 'line")
    assert lines[2].endswith("Read again: 06 Races and locks, section 7: Check, then act")
    assert lines[3] == "4: no answer yet"
    assert lines[-1] == "2 of 8"


@pytest.mark.parametrize("number", QUESTIONS)
def test_a_program_is_shown_as_it_would_stand_in_a_chapter(number, capsys):
    """Its text without types and remarks for the linter, and the result that is meant."""
    show(number)
    text, _, meant = capsys.readouterr().out.partition("meant: ")
    assert not re.search(r"noqa|->|\bint\b|\bstr\b|\[Any\]|list\[|dict\[", text)
    assert meant == f"{QUESTIONS[number].meant!r}\n"
    typed = ast.parse(inspect.getsource(QUESTIONS[number].program))
    for node in ast.walk(typed):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.arg):
            node.annotation = None
    assert re.sub(r": \w+\[.*\] = ", " = ", ast.unparse(typed)) == ast.unparse(ast.parse(text))

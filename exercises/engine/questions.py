"""Questions of predict and read exercises, and what is said to an answer.

Inside:  ``Number``, ``Choice``; ``judge_answers``: all answers first, then the first thing that is wrong.
Outside: the form (``forms``), the judge that asks them (``judges.Quiz``), the pictures (each ``check.py``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from exercises.engine.verdict import Refusal
from pipeline_core.lab.text import brief


@dataclass(frozen=True)
class Number:
    """A question whose answer is a number.

    Args:
        name: a word, the key of the answer: ``{"peak": 8}``.
        text: the question, Markdown.
        answer: what it is: computed or simulated by the exercise, never typed in.
        unit: a word behind the number.
        tolerance: how far off, as a part of ``answer``, still counts as right.
        low, high: what to say to a guess that is too low, too high: one step from the cure.
        why: said once it is right.
    """

    name: str
    text: str
    answer: float
    unit: str = ""
    tolerance: float = 0.0
    low: str = ""
    high: str = ""
    why: str = ""


@dataclass(frozen=True)
class Choice:
    """A question with options.

    Args:
        name, text, why: as for ``Number``.
        options: letter -> text.
        answer: the letter of the right one.
        wrong: letter -> what to say to whoever chose it: why it is tempting and what speaks against it.
    """

    name: str
    text: str
    options: dict[str, str]
    answer: str
    wrong: dict[str, str] = field(default_factory=dict)
    why: str = ""


Question = Number | Choice
OTHER_UNITS = {  # how one is called, what is taken for it, and how many of these are one
    "s": ("seconds", "milliseconds", 1000),
    "ms": ("milliseconds", "seconds", 1 / 1000),
}


def judge_answers(questions: Sequence[Question], given: Any) -> str:
    """What to say once every answer is right.

    Args:
        questions: those of the exercise, in the order in which they are judged.
        given: a dict of answers by the questions' names; a form; for a single question its bare answer.

    Raises:
        Refusal: the first thing that is wrong; nothing is said of any answer before all are given.
    """
    answers = _by_name(questions, given)
    missing = [question.name for question in questions if answers.get(question.name) in (None, "", ...)]
    if missing:
        raise Refusal(f"commit to an answer first; still open: {', '.join(missing)}.", tried=False)
    for question in questions:
        if isinstance(question, Number):
            _number(question, answers[question.name])
        else:
            _choice(question, answers[question.name])
    many = {1: "your answer is", 2: "both answers are"}.get(
        len(questions), f"all {len(questions)} answers are"
    )
    right = f"{many} right."
    return " ".join([right, *(question.why for question in questions if question.why)])


def _by_name(questions: Sequence[Question], given: Any) -> dict[str, Any]:
    names = [question.name for question in questions]
    given = getattr(given, "answers", given)
    if given is None or given is ...:
        raise Refusal(f"there is nothing yet: hand in {_shape(names)}, answers for the dots.", tried=False)
    if len(names) == 1 and isinstance(given, int | float | str):
        return {names[0]: given}
    if not isinstance(given, dict):
        raise Refusal(f"{brief(given)} was handed in; your answers are a dict: {_shape(names)}.")
    for name in given:
        if name not in names:
            near = get_close_matches(str(name), names, n=1)
            meant = f" Did you mean {near[0]!r}?" if near else ""
            raise Refusal(f"no question is called {brief(name)}.{meant} They are: {', '.join(names)}.")
    return given


def _shape(names: list[str]) -> str:
    return "{" + ", ".join(f'"{name}": …' for name in names) + "}"


def _number(question: Number, given: Any) -> None:
    try:
        value = float(_plain(given, question.unit) if isinstance(given, str) else given)
    except (TypeError, ValueError):
        value = math.nan
    if isinstance(given, bool) or not math.isfinite(value):
        unit = f", in {question.unit}" if question.unit else ""
        raise Refusal(f"{question.name}: {brief(given)} is no number{unit}.", tried=False)
    off = value - question.answer
    if abs(off) <= abs(question.answer) * question.tolerance + 1e-9:
        return
    told = f"{question.name}: {given} {question.unit}".rstrip()
    unit, other, factor = OTHER_UNITS.get(question.unit, ("", "", 1))
    if unit and abs(value / factor - question.answer) <= abs(question.answer) * question.tolerance:
        raise Refusal(f"{told}: that is right in {other}, and {unit} are asked for.")
    if off < 0:
        raise Refusal(f"{told} is too low. {question.low}".rstrip())
    raise Refusal(f"{told} is too high. {question.high}".rstrip())


def _plain(text: str, unit: str) -> str:
    """Take the comma out of "1,200", which groups; any other comma is that of "8,5". The unit may follow."""
    text = text.strip().removesuffix(unit)
    grouped = re.fullmatch(r"\s*-?\d{1,3}(,\d{3})+(\.\d*)?\s*", text)
    return text.replace(",", "" if grouped else ".")


def _choice(question: Choice, given: Any) -> None:
    letter = given.strip().strip("()").lower() if isinstance(given, str) else given
    if letter not in question.options:
        told = f"{question.name}: {brief(given)} is none of the letters {', '.join(question.options)}."
        raise Refusal(told, tried=False)
    if letter != question.answer:
        told = question.wrong.get(letter, "") or "that is not what happens."
        raise Refusal(f"{question.name}: you chose {letter}: {told}")

"""The text of every form, and what stands in for a form where there are no widgets.

Inside:  ``PlainForm``, ``PlainSchedule``; what each form says as text; ``has_widgets``.
Outside: the widgets (``questions``, ``order``, ``schedule``), which form an exercise has (``judges``).
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from exercises.catalogue import Exercise
from exercises.engine.display import kernel
from exercises.engine.questions import Choice, Question
from pipeline_core.lab.stepper.session import Session

if TYPE_CHECKING:  # a check of code draws nothing: matplotlib would take its time
    from pipeline_core.lab.charts.picture import Picture


def has_widgets() -> bool:
    """Whether there is a page to show them on, and the package that makes them."""
    if kernel() is None:
        return False
    try:
        import ipywidgets  # noqa: F401 - only whether it is there
    except ImportError:
        return False
    return True


class PlainForm:
    """What ``form`` returns where there are no widgets: nothing is filled in yet.

    ``answers``, ``order`` and ``schedule`` are what ``check`` reads; they may be set by hand.
    """

    def __init__(self, exercise: Exercise, text: str) -> None:
        self.id = exercise.id
        self.text = text
        self.answers: dict[str, Any] = {}
        self.order = self.schedule = ""

    def __repr__(self) -> str:
        return f"<form of {self.id}: a plain one, there are no widgets here>"

    def __str__(self) -> str:
        return self.text


def plain(text: str) -> str:
    """Markdown as text: code that is fenced is indented, and the marks are left out."""
    parts = re.split(r"(?ms)^```\w*\n(.*?)^```[ ]*$", text.strip())
    parts[::2] = [re.sub(r"`|\*\*|(?<!\w)\*(?=\w)|(?<=[\w.])\*(?!\w)", "", part) for part in parts[::2]]
    parts[1::2] = [textwrap.indent(part.rstrip("\n"), "    ") for part in parts[1::2]]
    return "".join(parts)


def call(exercise: Exercise, variant: int, *given: str) -> str:
    """The plain call that hands in an answer."""
    parts = [f'"{exercise.id}"', *given, *([f"variant={variant}"] if variant else [])]
    return f"check({', '.join(parts)})"


# -- questions -------------------------------------------------------------------------------


def dots(questions: Sequence[Question]) -> str:
    """What stands for the dots."""
    choices = [isinstance(question, Choice) for question in questions]
    if len(choices) == 1:
        return "a letter" if choices[0] else "a number"
    if all(choices) or not any(choices):
        return "letters" if choices[0] else "numbers"
    return "numbers and letters"


def expected(question: Question) -> str:
    """What answers a question: "`peak` = a number, in lines"."""
    if isinstance(question, Choice):
        return f"`{question.name}` = one of {', '.join(question.options)}"
    return f"`{question.name}` = a number" + (f", in {question.unit}" if question.unit else "")


def questions_text(exercise: Exercise, questions: Sequence[Question], picture: Picture | None = None) -> str:
    """Every question with its options, and nothing of what is right; a picture by its sentence."""
    parts = [f"{exercise.id} {exercise.title}", *([str(picture)] if picture is not None else [])]
    for number, each in enumerate(questions, 1):
        lines = [under(f"{number}. ", plain(each.text))]
        if isinstance(each, Choice):
            lines += [under(f"   {letter}) ", plain(text)) for letter, text in each.options.items()]
        lines.append(f"   {plain(expected(each))}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


# -- lines in order --------------------------------------------------------------------------


def lines_text(head: str, lines: Mapping[str, str]) -> str:
    """The first lines of the function, which stay, and the lines on offer."""
    above = [f"     {line}".rstrip() for line in head.rstrip().splitlines()]
    return "\n".join([*above, "", *(under(f"  {letter}  ", line) for letter, line in lines.items())])


def under(mark: str, text: str) -> str:
    """A text behind its letter or number; further lines of it stand below the first."""
    return mark + text.replace("\n", "\n" + " " * len(mark))


# -- schedules -------------------------------------------------------------------------------


class PlainSchedule(PlainForm):
    """A program to play without widgets."""

    def __init__(self, exercise: Exercise, text: str, session: Session) -> None:
        super().__init__(exercise, text)
        self.session = session

    def play(self, moves: str) -> None:
        """Begin anew and make these moves, thread numbers as in "1 2 1"; print what each did."""
        try:
            self.session.go([int(word) for word in moves.replace(",", " ").split()])
        except ValueError as error:
            print(f"Nothing was played: {error}.")
            return
        self.schedule = self.session.schedule if self.session.moves else ""
        made = [state.made for state in self.session.states[1:] if state.made is not None]
        rows = [f"{number:>3}  {move.thread}: {move.text}" for number, move in enumerate(made, 1)]
        print("\n".join([*rows, str(self.session.state.banner), f"schedule: {self.schedule or 'none yet'}"]))


def program_text(session: Session) -> str:
    """What the threads run, and who can move first."""
    shown: dict[int, str] = {}
    for thread in session.state.threads:
        shown = {**dict(thread.source), **shown}  # a function in a function keeps its indentation
    threads = [f"{thread.index} {thread.name}" for thread in session.state.threads if thread.index]
    code = "\n".join(f"{number:>4}  {line}".rstrip() for number, line in sorted(shown.items()))
    return f"{code}\n\nThreads: {', '.join(threads)}. {session.state.banner}"

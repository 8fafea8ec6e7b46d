"""The form of predict and read exercises: each question with a field or its options, and one Check button.

Inside:  ``QuestionForm``.
Outside: questions and what is said to an answer (``engine.questions``), the frame (``base``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ipywidgets as widgets

from exercises.catalogue import Exercise
from exercises.engine.questions import Choice, Number, Question, judge_answers
from exercises.engine.verdict import Refusal, Verdict
from exercises.forms.base import Form, inline, page
from exercises.forms.plain import expected, plain
from pipeline_core.lab.charts.picture import Picture

_WIDE = {"width": "auto", "max_width": "60em"}


class QuestionForm(Form):
    """Questions to answer before anything is shown.

    Args:
        exercise, variant, text, picture: as for ``Form``.
        questions: what is asked.
        how: the plain call that answers without the form.
        after: where the exercise asks for code too, the call that hands in both; Check then judges the
            answers alone, and no try is counted.

    ``answers``: name -> number or letter, as far as they are filled in; what is no number stays text.
    """

    def __init__(
        self,
        exercise: Exercise,
        variant: int,
        questions: Sequence[Question],
        *,
        text: str,
        how: str,
        picture: Picture | None = None,
        after: str = "",
    ) -> None:
        self.questions = list(questions)
        self.after = after
        self._fields = {each.name: _field(each) for each in questions}
        parts = [widgets.HTML(in_words(picture), layout=_WIDE)] if picture is not None else []
        for number, each in enumerate(questions, 1):
            asked = widgets.HTML(_asked(number, each), layout=_WIDE)
            parts += [asked, _row(each, self._fields[each.name])]
        still = "".join(_asked(number, each, still=True) for number, each in enumerate(questions, 1))
        if any(isinstance(each, Choice) for each in questions):  # JupyterLab takes the arrow keys
            parts.append(widgets.HTML("<small>By keyboard: Tab goes on, Space chooses.</small>"))
        still = (in_words(picture) if picture is not None else "") + still + page(how)
        super().__init__(exercise, variant, parts, text=text, still=still, picture=picture)
        for field in self._fields.values():
            field.observe(lambda _: self.changed(), "value")

    @property
    def answers(self) -> dict[str, float | str]:
        """What is filled in; a name that is missing is not answered yet."""
        found = {each.name: _value(each, self._fields[each.name].value) for each in self.questions}
        return {name: value for name, value in found.items() if value is not None}

    def verdict(self) -> Verdict:
        """On the answers; where code is asked for too, it comes with the answers in a cell of its own."""
        if not self.after:
            return super().verdict()
        try:
            said = judge_answers(self.questions, self.answers)
        except Refusal as refusal:
            return Verdict.refused(self.exercise.id, refusal)
        told = f"{said} Now the code: {self.after}."
        return Verdict(self.exercise.id, passed=True, message=told.lstrip())


def in_words(picture: Picture) -> str:
    """What the picture shows, folded: it takes lines, and not everybody needs them."""
    return f"<details><summary>The picture in words</summary><p>{inline(str(picture))}</p></details>"


def _asked(number: int, question: Question, *, still: bool = False) -> str:
    """The question; its options too where they are no field, or too long for one."""
    asked = page(f"**{number}.** {question.text.strip()}")
    if isinstance(question, Choice) and (still or _long(question)):
        asked += "".join(_option(letter, text) for letter, text in question.options.items())
    return asked + (f"<p>{inline(expected(question))}</p>" if still else "")


def _option(letter: str, text: str) -> str:
    """One option; code of several lines stands below its letter."""
    body = f") {inline(text)}" if "\n" not in text.strip() else f"){page(text)}"
    return f'<div style="margin:2px 0 2px 12px">{letter}{body}</div>'


def _long(question: Choice) -> bool:
    """Whether an option has more than a line: a radio button takes one line, and no HTML."""
    return any("\n" in text.strip() for text in question.options.values())


def _field(question: Question) -> Any:
    if isinstance(question, Number):
        field = widgets.Text("", description=question.name, placeholder="a number")
        field.layout.width = "18em"
    else:
        bare = _long(question)
        options = [
            (letter if bare else f"{letter}) {plain(text)}", letter)
            for letter, text in question.options.items()
        ]
        field = widgets.RadioButtons(options=options, value=None, description=question.name)
        field.layout.width = "auto"
        field.layout.max_width = "60em"
    field.style.description_width = "initial"
    return field


def _row(question: Question, field: Any) -> Any:
    """The field, with its unit behind it."""
    unit = getattr(question, "unit", "")
    behind = [widgets.HTML(inline(unit), layout={"margin": "0 0 0 4px"})] if unit else []
    return widgets.HBox([field, *behind], layout={"margin": "0 0 10px 12px", "align_items": "center"})


def _value(question: Question, filled: str | None) -> float | str | None:
    """A number or a letter; None while there is nothing; text that is no number is the judge's matter."""
    if isinstance(question, Choice) or filled is None:  # radio buttons begin with none of them pressed
        return filled
    text = filled.strip()
    bare = text.removesuffix(question.unit).strip() if question.unit else text
    try:
        number = float(bare)
    except ValueError:
        return (bare if _has_comma(bare) else text) or None
    return int(number) if number.is_integer() else number


def _has_comma(text: str) -> bool:
    """Whether it is a number as half of the world writes it: the judge takes it, and tells it as typed."""
    return text.count(",") == 1 and text.replace(",", "").isdecimal()

"""The form of break exercises: the program in a Stepper, and a button that hands the schedule in.

Inside:  ``ScheduleForm``.
Outside: playing (``pipeline_core.lab.stepper.widget``), judging (``judges.Break``), the frame (``base``).
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as widgets

from exercises.catalogue import Exercise
from exercises.forms.base import CODE, Form, inline, page
from pipeline_core.lab.stepper.widget import Stepper


class _Told(Stepper):
    """A Stepper that says when it has changed."""

    def __init__(self, program: Callable[[], Any], then: Callable[[], Any], **settings: Any) -> None:
        self.then = then
        super().__init__(program, **settings)

    def _refresh(self, problem: str = "") -> None:
        super()._refresh(problem)
        self.then()


class ScheduleForm(Form):
    """A program to break by choosing who moves.

    ``schedule``: the moves so far, as the judge and ``lab.replay`` take them; ``stepper``: the Stepper.
    """

    def __init__(
        self, exercise: Exercise, variant: int, program: Callable[[], Any], watch: Any, *, text: str, how: str
    ) -> None:
        self._so_far = widgets.HTML()
        self.stepper = _Told(program, lambda: None, watch=watch)
        still = self.stepper.static()._repr_html_() + page(how)
        goal = widgets.HTML(f"<p><b>Goal:</b> {inline(exercise.facts['Goal'])}</p>")
        parts = [goal, self.stepper, self._so_far]
        label = "Check this schedule"
        super().__init__(exercise, variant, parts, text=text, still=still, label=label)
        self.stepper.then = lambda: self.careful(self._moved)
        self._moved()

    @property
    def schedule(self) -> str:
        """The moves so far; empty while there are none, as nothing was chosen yet."""
        return self.stepper.schedule if self.stepper.session.moves else ""

    def _moved(self) -> None:
        count = len(self.stepper.session.moves)
        if not count:
            self._so_far.value = "<p>No moves yet: choose who moves.</p>"
            self.changed()
            return
        code = f'<code style="{CODE};overflow-wrap:anywhere">{escape(self.schedule)}</code>'
        moves = f"{count} move{'' if count == 1 else 's'}"
        more = "" if self.stepper.session.state.outcome else " What is left is played as by itself."
        self._so_far.value = f"<p>Your schedule so far, {moves}, to copy: {code}{more}</p>"
        self.changed()

"""What every form has: a Check button, a place for the verdict, a twin that needs no kernel.

Inside:  ``Form``, the frame of the three; ``button``; ``page``, the little Markdown of questions as HTML.
Outside: what is filled in (``questions``, ``order``, ``schedule``), its text (``plain``), which form
         an exercise has (``judges``), judging (``engine``).

Callbacks run in the kernel's main thread, which alone touches the widgets. Colours come from the page, so
that a form suits a light theme and a dark one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import ipywidgets as widgets
from IPython.display import display

from exercises.catalogue import Exercise
from exercises.engine.check import judged
from exercises.engine.verdict import Verdict
from pipeline_core.lab.charts.picture import Picture
from pipeline_core.lab.style import FOCUS
from pipeline_core.lab.text import error_text

CODE = "font-family:var(--jp-code-font-family,monospace);font-size:var(--jp-code-font-size,13px)"
SHADE = "background:var(--jp-layout-color2,rgba(128,128,128,0.15))"
RULE = "var(--jp-border-color2,#bdbdbd)"
_STYLE = f"""<style>
.exercise-form .widget-html-content {{ line-height: 1.45; }}
.exercise-form p {{ margin: 4px 0; }}
.exercise-form pre {{ {CODE}; margin: 4px 0; }}
.exercise-form button:focus-visible, .exercise-form input:focus-visible
  {{ outline: 3px solid {FOCUS} !important; outline-offset: 0; }}
.exercise-form .widget-radio-box label
  {{ height: auto; line-height: 1.45; white-space: normal; display: flex; align-items: flex-start; }}
.exercise-form .widget-radio-box input {{ order: -1; margin: 0 8px 0 2px; height: 1.45em; flex: none; }}
.exercise-form .widget-radio-box {{ margin-bottom: 0; }}
</style>"""
CHECKING = '<p role="status">Checking …</p>'
STALE = '<p role="status"><em>Changed since this verdict: press Check again.</em></p>'


class Form(widgets.VBox):  # type: ignore[misc]  # ipywidgets carries no types
    """The frame of a form.

    Args:
        exercise, variant: whose form it is.
        parts: the widgets between its head and the Check button.
        text: the same as plain text, for a page without a kernel.
        still: the same as HTML.
        picture: what the questions are about; shown above the form whenever the form is shown.
        label: what stands on the Check button.
        more: further buttons beside it.

    Guarantees: whatever the judge or a callback does, a click comes back, and what went wrong is shown.
    """

    def __init__(
        self,
        exercise: Exercise,
        variant: int,
        parts: Sequence[Any],
        *,
        text: str,
        still: str,
        picture: Picture | None = None,
        label: str = "Check",
        more: Sequence[Any] = (),
    ) -> None:
        self.exercise = exercise
        self.variant = variant
        self._text = text
        self._still = still
        self.picture = picture
        self._stale = widgets.HTML()
        self._verdict = widgets.HTML()
        self.check_button = button(label, "judge what is filled in now; the try is counted", self.check)
        self.check_button.button_style = "primary"
        row = widgets.Box([self.check_button, *more], layout={"display": "flex", "flex_flow": "row wrap"})
        style = widgets.HTML(_STYLE, layout={"display": "none"})
        super().__init__([style, *parts, row, self._stale, self._verdict])
        self.add_class("exercise-form")

    def verdict(self) -> Verdict:
        """What the judge says to the form as it is filled in now."""
        return judged(self.exercise.id, self, self.variant)

    def check(self) -> None:
        """Judge, and show the verdict in the form."""
        self._verdict.value = CHECKING
        self._stale.value = ""
        self.careful(self._judge)

    def _judge(self) -> None:
        self._verdict.value = self.verdict().html

    def careful(self, action: Callable[[], Any]) -> None:
        """Run ``action``; a callback that raises would leave a dead button, so what it raises is shown."""
        try:
            action()
        except KeyboardInterrupt:
            self._verdict.value = '<p role="alert">Interrupted: nothing was judged.</p>'
        except Exception as error:
            told = f"The form ran into an error of its own: {error_text(error)}"
            self._verdict.value = f'<p role="alert">{escape(told)}</p>'

    def changed(self) -> None:
        """Something was filled in: a verdict that is there speaks of what was before."""
        self._stale.value = STALE if self._verdict.value else ""

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        data = super()._repr_mimebundle_(**kwargs)
        return {**(data or {}), "text/html": self._still, "text/plain": self._text}

    def _ipython_display_(self) -> None:
        # The picture by itself, not inside: a stored notebook keeps it, and nbval compares no PNG, but HTML.
        if self.picture is not None:
            self.picture.show(caption=False)
        display(self._repr_mimebundle_(), raw=True)

    def __repr__(self) -> str:
        return f"<form of {self.exercise.id}>"

    def __str__(self) -> str:
        return self._text


def button(text: str, told: str, action: Callable[[], Any]) -> Any:
    """A button that is as wide as its text."""
    made = widgets.Button(description=text, tooltip=told, layout={"width": "auto"})
    made.on_click(lambda _: action())
    return made


# -- a little Markdown ------------------------------------------------------------------------


def page(text: str) -> str:
    """Paragraphs, lists, fenced code, `code`, **bold** and *emphasis* as HTML; all else is text."""
    parts = re.split(r"(?ms)^```\w*\n(.*?)^```[ ]*$", text)
    return "".join(_code(part) if at % 2 else _paragraphs(part) for at, part in enumerate(parts))


def inline(text: str) -> str:
    """One line of it."""
    parts = escape(text).split("`")
    return "".join(
        f'<code style="{CODE};{SHADE};padding:1px 3px">{part}</code>' if at % 2 else _stressed(part)
        for at, part in enumerate(parts)
    )


def _stressed(text: str) -> str:
    bold = re.sub(r"\*\*(\S.*?)\*\*", r"<b>\1</b>", text, flags=re.DOTALL)
    return re.sub(r"\*(\S[^*]*?)\*", r"<em>\1</em>", bold)


def _code(text: str) -> str:
    return f'<pre style="{CODE};margin:4px 0;line-height:1.4">{escape(text.rstrip())}</pre>'


def _paragraphs(text: str) -> str:
    return "".join(map(_paragraph, re.split(r"\n\s*\n", text.strip()))) if text.strip() else ""


def _paragraph(text: str) -> str:
    if not text.startswith("- "):
        return f"<p>{inline(text)}</p>"
    points = re.split(r"\n- ", text[2:])
    return "<ul>" + "".join(f"<li>{inline(point)}</li>" for point in points) + "</ul>"

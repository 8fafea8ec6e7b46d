"""Sliders of the chapters: one has moved, and the page below it is drawn anew.

Inside:  ``panel``, the one skeleton of all of them; ``show_live``; ``knobs``, the sliders of a queue;
         ``dial``, one slider over pictures.
Outside: drawing (``drawings``), what a guess was worth (``guesses``), the panels of one subject (``overlap``,
         ``stopping``).

Only the main thread may print or touch a widget, so nothing here starts a thread.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from statistics import fmean
from typing import Any, Protocol

import ipywidgets as widgets
from IPython.display import display

from exercises.lessons.drawings import depth_plot
from exercises.lessons.guesses import typed
from pipeline_core.lab.charts.picture import Picture

STILL = "While a kernel runs: three sliders (both speeds, maxsize), a box for a guess, and the plot."


# -- what all of them have -------------------------------------------------------------------


def panel(controls: Sequence[Any], draw: Callable[[Any], str]) -> widgets.VBox:
    """Controls, and below them a page that answers: at first, and whenever one of them is changed.

    Args:
        controls: widgets with a ``value``.
        draw: the control that was changed, None at first -> the page, as HTML.

    Guarantees: a ``draw`` that raises is shown as its message, and the controls live on: what a callback
    raises would end in a log that nobody reads.
    """
    page = widgets.HTML()

    def answer(change: dict[str, Any] | None = None) -> None:
        try:
            page.value = draw(change["owner"] if change else None)
        except Exception as error:
            page.value = f"<pre>{html.escape(f'{type(error).__name__}: {error}')}</pre>"

    for control in controls:
        if control.has_trait("continuous_update"):  # a menu has no such thing
            control.continuous_update = False  # a slider answers when it is let go, not on its way
        control.observe(answer, "value")
    answer()
    return widgets.VBox([*controls, page])


def answered(picture: Picture, sentence: str) -> str:
    """The page of a panel: a picture, and below it a sentence that a screen reader reads out."""
    return f'{picture.html}<p role="status" style="margin:0">{html.escape(sentence)}</p>'


def look(words: int) -> dict[str, Any]:
    """How a control stands in a panel, with so much room for its words."""
    return {"style": {"description_width": f"{words}em"}, "layout": {"width": "34em"}}


def show_live(widget: widgets.Widget, still: str) -> None:
    """Show a widget; where there is no kernel, the sentence ``still`` stands in its place."""
    display({**(widget._repr_mimebundle_() or {}), "text/plain": still}, raw=True)


# -- the sliders of a queue ------------------------------------------------------------------


class Record(Protocol):
    """What ``knobs`` needs to know of one run, computed or measured."""

    depths: Sequence[tuple[float, int]]
    latencies: Sequence[float]
    elapsed: float


Model = Callable[[int, float, float], Record]


def queue_panel(model: Model, *, noun: str = "line") -> widgets.VBox:
    """Sliders for both speeds and for maxsize, a box for a guess, and the depth plot that answers them.

    Args:
        model: (maxsize, seconds to make one item, seconds to use one item) -> a record of that run.
        noun: what an item is called.
    """
    make = widgets.IntSlider(5, 0, 20, description=f"producer, ms a {noun}", **look(16))
    use = widgets.IntSlider(10, 0, 20, description=f"consumer, ms a {noun}", **look(16))
    size = widgets.IntSlider(8, 0, 60, description="maxsize (0: no bound)", **look(16))
    guess = widgets.Text("", description=f"your guess: peak, in {noun}s", **look(16))
    guess.layout.width = "22em"

    def draw(_changed: Any) -> str:
        run = model(size.value, make.value / 1000, use.value / 1000)
        latency = 1000 * fmean(run.latencies)
        told = f"{run.elapsed:.2f} s in all; a {noun} takes {latency:.0f} ms from read to done, on average."
        line, asked = typed(guess.value)
        picture = depth_plot({"computed": run.depths}, guess=line, maxsize=size.value, noun=noun)
        return answered(picture, f"{told} {asked}".rstrip())

    return panel([make, use, size, guess], draw)


def knobs(model: Model, *, noun: str = "line") -> None:
    """Show a ``queue_panel``; where there is no kernel, a sentence stands in its place."""
    show_live(queue_panel(model, noun=noun), STILL)


# -- one slider over pictures ----------------------------------------------------------------


def dial(draw: Callable[[int], Picture], values: Sequence[int], *, label: str, value: int) -> None:
    """Show one slider over ``values`` and the picture that ``draw`` makes of the chosen one.

    Args:
        draw: gets the chosen value and returns a Picture; called once at first, and at each move.
        values: what can be chosen, in order.
        label: what stands beside the slider.
        value: where it starts.

    Where there is no kernel, a sentence stands in its place; put a picture beside it.
    """
    some = ", ".join(map(str, values))
    still = f"While a kernel runs: a slider, {label} ({some}), and the picture."
    show_live(dial_panel(draw, values, label=label, value=value), still)


def dial_panel(
    draw: Callable[[int], Picture], values: Sequence[int], *, label: str, value: int
) -> widgets.VBox:
    """The slider of a ``dial`` and its page."""
    knob = widgets.SelectionSlider(options=list(values), value=value, description=label, **look(16))
    return panel([knob], lambda _changed: draw(knob.value).html)

"""What answers the learner in a chapter: a guess compared with what happened, and sliders.

Inside:  ``compare``, ``panel``, ``knobs``, ``dial``; ``fill``, ``show_live``, for sliders everywhere.
Outside: drawing (``pictures``), judging an exercise (each exercise's ``check.py``).

Only the main thread may print or touch a widget, so nothing here starts a thread.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from statistics import fmean
from typing import Protocol

import ipywidgets as widgets
from IPython.display import display

from exercises.lessons.curves import depth_plot
from pipeline_core.lab.charts.picture import Picture

STILL = "While a kernel runs: three sliders (both speeds, maxsize), a box for a guess, and the plot."


class Record(Protocol):
    """What ``knobs`` needs to know of one run, computed or measured."""

    depths: Sequence[tuple[float, int]]
    latencies: Sequence[float]
    elapsed: float


def compare(
    guess: float | str | None,
    actual: float | str,
    *,
    unit: str = "",
    factor: float = 1.1,
    unless: str = "",
) -> None:
    """Print how a guess and what happened fit together; without a guess, ask for one and show nothing.

    Args:
        guess: the learner's number or letter, or None while there is none; "(c)" and " C " count as "c".
        actual: what happened; a number is not negative.
        unit: a word to print behind numbers.
        factor: a number is right from ``actual / factor`` to ``actual * factor``.
        unless: why ``actual`` could not be measured just now; then a guess is not judged, and this is said.
    """
    if guess is None:
        print("Your guess first: write it in the place of None, and run again.")
        return
    if unless:
        print(f"You said {guess}. {unless}")
        return
    if isinstance(actual, str):
        said, was = str(guess).strip(" ()[]."), actual
        right = said.casefold() == was.casefold()
    elif isinstance(guess, (int, float)):
        said, was = (f"{_number(value)} {unit}".strip() for value in (guess, actual))
        right = actual / factor <= guess <= actual * factor
    else:
        print(f"A number, please, not {guess!r}: change it, and run again.")
        return
    print(f"You said {said}, and {was} it is." if right else f"You said {said}. It is {was}. Why?")


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _as_number(text: str) -> tuple[float | None, str]:
    """What was typed into the box, and what to say about it."""
    try:
        return (float(text) if text.strip() else None), ""
    except ValueError:
        return None, f" Your guess is a number, please, not {html.escape(repr(text))}."


def fill(page: widgets.HTML, make: Callable[[], str]) -> None:
    """Put what ``make`` returns on the page; or the message of what it raises: the slider must live on."""
    try:
        page.value = make()
    except Exception as error:
        page.value = f"<pre>{html.escape(f'{type(error).__name__}: {error}')}</pre>"


def show_live(widget: widgets.Widget, still: str) -> None:
    """Show a widget; where there is no kernel, the sentence ``still`` stands in its place."""
    display({**(widget._repr_mimebundle_() or {}), "text/plain": still}, raw=True)


def panel(model: Callable[[int, float, float], Record], *, noun: str = "line") -> widgets.VBox:
    """Sliders for both speeds and for maxsize, a box for a guess, and the depth plot that answers them.

    Args:
        model: (maxsize, seconds to make one item, seconds to use one item) -> a record of that run.
        noun: what an item is called.

    Guarantees: a model that raises is shown as its message, and the sliders live on.
    """

    def slider(high: int, value: int, text: str) -> widgets.IntSlider:
        look = {"style": {"description_width": "16em"}, "layout": {"width": "34em"}}
        return widgets.IntSlider(value, 0, high, description=text, continuous_update=False, **look)

    make = slider(20, 5, f"producer, ms a {noun}")
    use = slider(20, 10, f"consumer, ms a {noun}")
    size = slider(60, 8, "maxsize (0: no bound)")
    guess = widgets.Text("", description=f"your guess: peak, in {noun}s", continuous_update=False)
    guess.style.description_width, guess.layout.width = "16em", "22em"
    page = widgets.HTML()

    def drawn() -> str:
        run = model(size.value, make.value / 1000, use.value / 1000)
        latency = 1000 * fmean(run.latencies)
        told = f"{run.elapsed:.2f} s in all; a {noun} takes {latency:.0f} ms from read to done, on average."
        line, asked = _as_number(guess.value)
        picture = depth_plot({"computed": run.depths}, guess=line, maxsize=size.value, noun=noun)
        return f'{picture.html}<p role="status" style="margin:0">{told + asked}</p>'

    def answer(_: object = None) -> None:
        fill(page, drawn)

    for control in (make, use, size, guess):
        control.observe(answer, "value")
    answer()
    return widgets.VBox([make, use, size, guess, page])


def knobs(model: Callable[[int, float, float], Record], *, noun: str = "line") -> None:
    """Show a ``panel``; where there is no kernel, a sentence stands in its place."""
    show_live(panel(model, noun=noun), STILL)


def dial(draw: Callable[[int], Picture], values: Sequence[int], *, label: str, value: int) -> None:
    """Show one slider over ``values`` and the picture that ``draw`` makes of the chosen one.

    Args:
        draw: gets the chosen value and returns a Picture; called once at first, and at each move.
        values: what can be chosen, in order.
        label: what stands beside the slider.
        value: where it starts.

    Guarantees: a ``draw`` that raises is shown as its message, and the slider lives on. Where there is no
    kernel, a sentence stands in its place; put a picture beside it.
    """
    some = ", ".join(map(str, values))
    still = f"While a kernel runs: a slider, {label} ({some}), and the picture."
    show_live(turning(draw, values, label=label, value=value), still)


def turning(draw: Callable[[int], Picture], values: Sequence[int], *, label: str, value: int) -> widgets.VBox:
    """The slider and the page of a ``dial``."""
    look = {"style": {"description_width": "16em"}, "layout": {"width": "34em"}}
    knob = widgets.SelectionSlider(
        options=list(values), value=value, description=label, continuous_update=False, **look
    )
    page = widgets.HTML()

    def answer(_: object = None) -> None:
        fill(page, lambda: draw(knob.value).html)

    knob.observe(answer, "value")
    answer()
    return widgets.VBox([knob, page])

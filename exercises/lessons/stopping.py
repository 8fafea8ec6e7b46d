"""What chapter 04 draws and turns: the price of looking up from a wait, and a channel that is woken.

Inside:  ``Price``, ``price_plot``, ``price_panel``, ``price_knob``; ``channel_state``.
Outside: measuring a price (the chapter's own cells), the program that is cut off (``daemon_writer``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import ipywidgets as widgets
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from exercises.lessons.drawings import TINTS, _arrow, _box, _canvas
from exercises.lessons.sliders import fill, show_live
from pipeline_core.lab.charts.picture import Picture, new_axes, own_settings
from pipeline_core.lab.style import COLOURS, INK, ITEM, PALE

INTERVALS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
WAKE = "WAKE"  # what the token that wakes is called in a drawing
STILL = (
    "While a kernel runs: a slider for the seconds between two looks, and the two curves with your choice."
)


class Price(NamedTuple):
    """What looking up every ``interval`` seconds costs.

    ``wakes``: wake-ups a second while nothing happens; ``latency``: seconds from the stop until it is heard,
    on average.
    """

    interval: float
    wakes: float
    latency: float


@own_settings()
def price_plot(prices: Sequence[Price], chosen: Price | None = None) -> Picture:
    """Wake-ups against latency, over the interval between two looks; ``chosen`` is marked on both curves."""
    figure, (left, right) = new_axes(columns=2, height=2.7)
    intervals = [price.interval for price in prices]
    for axes, values, colour, title, mark in (
        (left, [price.wakes for price in prices], COLOURS[1], "wake-ups a second", chosen and chosen.wakes),
        (right, [price.latency for price in prices], COLOURS[0], "seconds until stop is heard",
         chosen and chosen.latency),
    ):  # fmt: skip
        axes.plot(intervals, values, color=colour, marker="o", linewidth=1.8)
        axes.set(title=title, xlabel="seconds between two looks", xscale="log", ylim=(0, 1.1 * max(values)))
        axes.set_xticks(intervals, [f"{interval:g}" for interval in intervals], fontsize=8)
        axes.minorticks_off()
        if chosen is not None and mark is not None:
            axes.axvline(chosen.interval, color=INK, linewidth=1, linestyle=":")
            axes.plot([chosen.interval], [mark], color=INK, marker="o", markersize=9, fillstyle="none")
    first, last = prices[0], prices[-1]
    alt = (
        f"Left, a falling curve: {first.wakes:.3g} wake-ups a second with {first.interval:g} s between two "
        f"looks, {last.wakes:.2g} with {last.interval:g} s. Right, a rising curve: the stop is heard after "
        f"{first.latency:.2g} s with {first.interval:g} s, {last.latency:.2g} s with {last.interval:g} s."
    )
    if chosen is not None:
        alt += (
            f" Marked: {chosen.interval:g} s, {chosen.wakes:.3g} wake-ups a second, {chosen.latency:.2g} s."
        )
    return Picture(figure, alt)


def price_panel(price: Callable[[float], Price], intervals: Sequence[float] = INTERVALS) -> widgets.VBox:
    """A slider over the interval, and the plot that answers it.

    Args:
        price: seconds between two looks -> what that costs; called once for each interval.
        intervals: the slider's positions, in order.

    Guarantees: a model that raises is shown as its message, and the slider lives on.
    """
    known = cache(price)
    slider = widgets.SelectionSlider(
        options=[(f"{interval:g} s", interval) for interval in intervals],
        value=intervals[len(intervals) // 2 - 1],
        description="between two looks",
        continuous_update=False,
        style={"description_width": "10em"},
        layout={"width": "34em"},
    )
    page = widgets.HTML()

    def drawn() -> str:
        one = known(slider.value)
        told = (
            f"A blocked thread wakes {one.wakes:.3g} times a second for nothing, and hears the stop "
            f"{round(1000 * one.latency, 1):g} ms late on average."
        )
        picture = price_plot([known(interval) for interval in intervals], chosen=one)
        return f'{picture.html}<p role="status" style="margin:0">{told}</p>'

    def answer(_: object = None) -> None:
        fill(page, drawn)

    slider.observe(answer, "value")
    answer()
    return widgets.VBox([slider, page])


def price_knob(price: Callable[[float], Price]) -> None:
    """Show a ``price_panel``; where there is no kernel, a sentence stands in its place."""
    show_live(price_panel(price), STILL)


@own_settings()
def channel_state(
    parcels: Sequence[str], crates: Sequence[str], *, maxsize: int, producer: str, consumer: str
) -> Picture:
    """A channel at one moment: the parcels on their way, the crates on their way back, who waits where.

    Args:
        parcels: what is inside, the next to leave first; "WAKE" is the token that wakes.
        crates: the crates at hand, each ""; "WAKE" as above.
        maxsize: how many crates the channel has.
        producer: what the thread that puts is doing, in a word or two: "blocked", "woken".
        consumer: the same of the thread that gets.
    """
    slots = max(maxsize + 1, len(parcels), len(crates))
    right = 2.6 + 1.1 * slots
    figure, axes = _canvas(right + 2.6, 1.75)
    for x, who, doing in ((0.1, "producer", producer), (right + 1.2, "consumer", consumer)):
        _box(axes, x, 0.25, (1.3, 1.25), f"{who}\n{doing}", TINTS.get(doing, "white"))
    for y, name, row, forward in ((1.0, "parcels", parcels, True), (0.25, "crates", crates, False)):
        ends = (1.43, 2.3), (2.67 + 1.1 * slots, right + 1.17)
        for start, end in ends:
            _arrow(axes, (start if forward else end, y + 0.25), (end if forward else start, y + 0.25))
        axes.text(1.5, y + 0.34, name, fontsize=9, color=PALE)
        for slot in range(slots):
            x = 2.4 + 1.1 * (
                slots - 1 - slot if forward else slot
            )  # the next to leave is nearest to its taker
            text = row[slot] if slot < len(row) else None
            _slot(axes, x, y, text)
    there = [", ".join(each or "an empty crate" for each in row) or "none" for row in (parcels, crates)]
    return Picture(
        figure,
        f"A channel of maxsize {maxsize}. Parcels, going forward: {there[0]}. Crates, coming back: "
        f"{there[1]}. The producer is {producer}, the consumer {consumer}.",
    )


def _slot(axes: Axes, x: float, y: float, text: str | None) -> None:
    """One place of a row: empty (None), a crate (""), a parcel, or the token."""
    colour = {None: "white", "": "#e8e0d0", WAKE: "#f6c7b0"}.get(text, ITEM)
    place = Rectangle((x, y), 1.1, 0.5, facecolor=colour, linewidth=1.2)
    place.set(linestyle=":" if text is None else "-", edgecolor=PALE if text is None else INK)
    axes.add_patch(place)
    axes.text(x + 0.55, y + 0.25, "crate" if text == "" else text or "", ha="center", va="center", fontsize=9)

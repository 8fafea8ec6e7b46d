"""The price of polling: what it costs to look up from a wait every so often, to see whether to stop.

Inside:  ``Price``; ``price_plot``; ``price_panel`` and ``price_knob``, the same by slider.
Outside: measuring a price (the chapter's own cells), the drawing of a channel (``drawings``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

import ipywidgets as widgets

from exercises.lessons.sliders import answered, look, panel, show_live
from pipeline_core.lab.charts.picture import Picture, new_axes, own_settings
from pipeline_core.lab.style import COLOURS, INK

INTERVALS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
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
    first = prices[0]
    last = prices[-1]
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
    """
    known = cache(price)
    slider = widgets.SelectionSlider(
        options=[(f"{interval:g} s", interval) for interval in intervals],
        value=intervals[len(intervals) // 2 - 1],
        description="between two looks",
        **look(10),
    )

    def draw(_changed: Any) -> str:
        one = known(slider.value)
        told = (
            f"A blocked thread wakes {one.wakes:.3g} times a second for nothing, and hears the stop "
            f"{round(1000 * one.latency, 1):g} ms late on average."
        )
        return answered(price_plot([known(interval) for interval in intervals], chosen=one), told)

    return panel([slider], draw)


def price_knob(price: Callable[[float], Price]) -> None:
    """Show a ``price_panel``; where there is no kernel, a sentence stands in its place."""
    show_live(price_panel(price), STILL)

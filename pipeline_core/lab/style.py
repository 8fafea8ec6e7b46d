"""How the lab looks: one set of names, colours and hatches for every picture and every widget.

Inside:  the states of a thread and their looks, colours of curves, ink and paper, units of time.
Outside: drawing (picture, plots, curves), what is drawn (spans).

Colours are from the palette of Okabe and Ito, which readers who see few colours can tell apart; the states
also differ in lightness and in hatch, so that they are told apart in a grey print.
"""

from __future__ import annotations

import math
from typing import NamedTuple

INK, PALE, PAPER, GRID = "#1a1a1a", "#6b6b6b", "#f4f4f4", "#e3e3e3"
ITEM = "#fdf0c4"  # the colour of an item, wherever one is drawn

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")  # curves, in this order
DASHES = ("-", (0, (5, 1.5)), (0, (1.2, 1)), "-.")  # and the dashes that tell them apart in grey


class Look(NamedTuple):
    """How a state of a thread is drawn.

    ``colour`` fills a span, with ``hatch`` in ``stroke`` on it; ``tint`` fills a box that has text on it;
    ``means`` says the state in a few words.
    """

    colour: str
    stroke: str
    hatch: str
    tint: str
    means: str


STATES = {
    "working": Look("#00795a", "#00795a", "", "#cfeadf", "at work"),
    "starved": Look("#d6eaf8", "#7fb4d8", "", "#dcebf7", "waits for an item"),
    "blocked": Look("#e69f00", "#7a4a00", "/////", "#f9e0b4", "waits for room"),
    "waiting": Look("#cc9ab8", "#7d3d63", "....", "#f1dfe9", "waits for a lock, an event or a thread"),
    "sleeping": Look("#8fcdb6", "#3d9077", "", "#e0f3ec", "in time.sleep"),
}
"""The states, in the order in which legends name them and columns are stacked, from the bottom."""

LIMIT = "#b03a00"  # the bottleneck: its mark, its bound


def unit(seconds: float) -> tuple[str, float]:
    """Name the unit in which so many seconds read well, and how many of it make a second."""
    if seconds < 0.001:
        return "µs", 1e6
    return ("ms", 1e3) if seconds < 1 else ("s", 1.0)


def duration(seconds: float) -> str:
    """A time for a sentence, to three figures: ``"12.3 ms"``."""
    name, factor = unit(seconds)
    return f"{figure(seconds * factor)} {name}"


def figure(value: float) -> str:
    """A number for a sentence, to three figures and without an exponent: "0.0123", "1,230", "∞"."""
    if value == math.inf:
        return "∞"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) >= 0.001 or not value else f"{value:.6f}"

"""How the lab looks: one set of names, colours and hatches for every picture and every widget.

Inside:  the states of a thread and their looks, colours of curves, ink and paper, marks of the stepper.
Outside: drawing (charts), pages (stepper, pipelines), numbers as text (text).

Colours are from the palette of Okabe and Ito, which readers who see few colours can tell apart; the states
also differ in lightness and in hatch, so that they are told apart in a grey print.
"""

from __future__ import annotations

from typing import NamedTuple

INK = "#1a1a1a"
PALE = "#6b6b6b"
PAPER = "#f4f4f4"
GRID = "#e3e3e3"
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

# The marks of the stepper, on light pages and dark ones. Never the only sign: a word, a symbol or a line
# style says the same.
CAN_MOVE = "#009E73"
BLOCKED = "#D55E00"
NEXT = "230,159,0"  # red, green, blue of the mark on the next line, laid over the page at part strength
THREAD = "#0072B2"
HOLDS = "#CC79A7"
FOCUS = "#E69F00"
ENDED = "#7F7F7F"

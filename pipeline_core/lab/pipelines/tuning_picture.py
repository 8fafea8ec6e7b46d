"""The picture of a tuning panel: the timeline of the present position, and the figures of the last ones.

Inside:  ``draw``.
Outside: the sliders (tuning), the strokes of a timeline (draw).

Its layout is fixed, not computed: that is a third of the time matplotlib needs for a picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from pipeline_core.lab.charts import strokes
from pipeline_core.lab.charts.activity import Activity, Depth
from pipeline_core.lab.charts.picture import Picture, own_settings, plain
from pipeline_core.lab.style import COLOURS, INK, LIMIT, PALE
from pipeline_core.lab.text import figure

WIDTH = 9.7  # inches
DOTS = 110  # an inch: it is drawn while somebody waits
LANE, ROW, HEAD, FOOT, GAP, CAPTION = 0.24, 0.4, 0.42, 0.5, 0.12, 0.42  # heights, in inches
LEFT, MIDDLE, RIGHT = 0.95, 6.1, 7.4  # where the lanes begin and end, and the figures begin


def draw(tried: Sequence[Any]) -> Picture:
    """Draw the last of some positions (``tuning.Tried``), and the figures of all.

    Guarantees: the same positions give the same bytes.
    """
    last = tried[-1]
    seen = last.simulated.activity
    with own_settings():
        rows = len(strokes.bands(seen))
        queues = [queue for queue in seen.queues if queue.maxsize is not None][:6]
        height = HEAD + LANE * rows + (ROW + GAP) * len(queues) + FOOT
        sheet = Figure(figsize=(WIDTH, height), facecolor="white", dpi=100)
        FigureCanvasAgg(sheet)
        _run(sheet, seen, queues)
        room = (height - HEAD - FOOT - CAPTION - 0.2) / 2
        _rates(_axes(sheet, RIGHT, HEAD, WIDTH - RIGHT - 0.1, room), tried)
        _inside(_axes(sheet, RIGHT, HEAD + room + CAPTION + 0.2, WIDTH - RIGHT - 0.1, room), tried)
    return Picture(sheet, _told(tried), DOTS)


def _run(sheet: Figure, seen: Activity, queues: Sequence[Depth]) -> None:
    """The left side: lanes, and the depths of the queues below them."""
    rows = len(strokes.bands(seen))
    lanes = _axes(sheet, LEFT, HEAD, MIDDLE - LEFT, LANE * rows)
    strokes.lanes(lanes, seen)
    strokes.clock(lanes, seen.seconds)
    top = HEAD + LANE * rows + GAP
    panels = [lanes]
    for place, queue in enumerate(queues):
        below = _axes(sheet, LEFT, top + place * (ROW + GAP), MIDDLE - LEFT, ROW)
        strokes.depth(below, queue, seen.seconds)
        name = f"queue\n{strokes.short(queue.name)}"
        below.set_ylabel(name, rotation=0, ha="right", va="center", fontsize=8)
        below.yaxis.set_label_coords(-0.06, 0.5)
        strokes.clock(below, seen.seconds)
        panels.append(below)
    for axes in panels[:-1]:
        axes.set_xlabel("")
        axes.tick_params(axis="x", labelbottom=False)
    corner = (LEFT / WIDTH, 1.0)
    look: dict[str, Any] = {"ncols": 5, "frameon": False, "fontsize": 9, "borderaxespad": 0.3}
    sheet.legend(handles=strokes.key(seen), loc="upper left", bbox_to_anchor=corner, **look)


def _axes(sheet: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Axes at a place in inches, from the upper left corner."""
    whole = sheet.get_figheight()
    axes = sheet.add_axes((left / WIDTH, 1 - (top + height) / whole, width / WIDTH, height / whole))
    plain(axes, "")
    return axes


def _rates(axes: Axes, tried: Sequence[Any]) -> None:
    """A column for each position: what was simulated, foretold and measured, under what the law allows."""
    places = range(len(tried))
    _columns(axes, [one.simulated.rate for one in tried])
    for place, one in enumerate(tried):
        now = place == len(tried) - 1
        ink = INK if now else PALE
        law, dashes = LIMIT if now else "#d9a58f", (0, (4, 1.5))
        if not math.isinf(one.predicted.bound):
            ends = [place - 0.45, place + 0.45]
            axes.plot(ends, 2 * [one.predicted.bound], color=law, linewidth=1.6, linestyle=dashes)
        axes.plot([place - 0.4, place + 0.4], 2 * [one.predicted.rate], color=ink, linewidth=1.6)
        if one.measured is not None:
            axes.plot(place, one.measured.rate, marker="D", markersize=5, color=ink, markerfacecolor="white")
    top = 1.3 * max(min(one.predicted.bound, 2 * one.simulated.rate + 1e-9) for one in tried)
    axes.set(ylim=(0, top or 1), xlim=(-0.6, max(3, len(places)) - 0.4))
    axes.set_title("results a second", loc="left", fontsize=9)
    axes.set_xticks([])
    last = tried[-1]
    words = f"╌ law {figure(last.predicted.bound)}   — predicted {figure(last.predicted.rate)}\n"
    words += f"▪ simulated {figure(last.simulated.rate)}"
    if last.measured is not None:
        words += f"   ◇ measured {figure(last.measured.rate)}"
    _caption(axes, words)


def _inside(axes: Axes, tried: Sequence[Any]) -> None:
    """A column for each position: most items inside at once, which is what memory must hold."""
    most = [one.simulated.most for one in tried]
    _columns(axes, most)
    for place, one in enumerate(tried):
        axes.plot([place - 0.4, place + 0.4], 2 * [one.predicted.inside], color=INK, linewidth=1.6)
    axes.set(ylim=(0, 1.3 * max(most, default=1) or 1), xlim=(-0.6, max(3, len(most)) - 0.4))
    axes.set_title("items inside at once", loc="left", fontsize=9)
    axes.set_xticks([])
    _caption(axes, f"▪ most {most[-1]}   — on average {figure(tried[-1].predicted.inside)}")


def _caption(axes: Axes, words: str) -> None:
    """What the strokes of the present position mean, and its figures."""
    axes.annotate(
        words, (0, 0), (0, -5), xycoords="axes fraction", textcoords="offset points", fontsize=8, va="top",
        color=INK,
    )  # fmt: skip


def _columns(axes: Axes, values: Sequence[float]) -> None:
    """One bar a position, the present one dark."""
    colours = ["#a9cbe3"] * (len(values) - 1) + [COLOURS[0]]
    axes.bar(range(len(values)), values, color=colours, width=0.7)
    axes.tick_params(axis="y", labelsize=8)


def _told(tried: Sequence[Any]) -> str:
    last = tried[-1]
    stages = ", ".join(
        f"{s.name} {figure(s.mean * 1000)} ms (spread {figure(s.spread)}, workers {s.workers}, "
        f"maxsize {s.maxsize})"
        for s in last.settings.stages
    )
    sentence = (
        f"{last.settings.items} items through {stages}: at most {figure(last.predicted.bound)} results "
        f"a second, predicted {figure(last.predicted.rate)}, simulated {figure(last.simulated.rate)}"
    )
    if last.measured is not None:
        sentence += f", measured {figure(last.measured.rate)}"
    return f"{sentence}; at most {last.simulated.most} items inside at once. {last.simulated.verdict}"

"""The strokes that pictures of a run are made of: lanes with their spans, and depths of queues.

Inside:  ``lanes``, ``key``, ``depth``, the axis of time.
Outside: which of them make a picture, and its sentence (plots); the data (activity).

A picture holds a few artists for each lane, however long the run was: up to ``EXACT`` spans a lane are drawn
as they are, all of one state as one artist; more become columns, stacked by the shares of their time.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from pipeline_core.lab.charts.activity import Activity, Depth, Lane, Span, bins, extremes, shares
from pipeline_core.lab.style import COLOURS, GRID, INK, LIMIT, PALE, STATES
from pipeline_core.lab.text import figure, unit

EXACT = 400  # spans in a lane, or steps of a queue, that can be told apart on the page
FEWEST = 40  # columns
MOST = 320
MOST_LANES = 24  # more are drawn as one lane for each stage
HEIGHT = 0.74  # of a lane, of the room it has
AIR = 3  # pixels beside a number in its bar: else it reads as one with its neighbour


def bands(activity: Activity) -> list[tuple[str, list[Lane]]]:
    """What is drawn, from top to bottom: a label, and the lanes that are seen there as one."""
    groups = [list(found) for _, found in groupby(activity.lanes, key=lambda lane: lane.stage)]
    if len(activity.lanes) > MOST_LANES:
        return [(short(name_of(lanes)), lanes) for lanes in groups]
    found = []
    for lanes in groups:
        for lane in lanes:
            name = lane.name if len(lanes) > 1 else name_of(lanes)
            found.append((short(name), [lane]))
    return found


def name_of(lanes: Sequence[Lane]) -> str:
    """What some lanes of one stage are called together; a lane of a plain thread stands alone."""
    first = lanes[0]
    name = first.name if first.stage.isdigit() else first.stage
    return name if len(lanes) == 1 else f"{name} ({len(lanes)} workers)"


def short(name: str) -> str:
    """A name that leaves room for the picture beside it."""
    return name if len(name) <= 22 else name[:21] + "…"


def columns(activity: Activity) -> int:
    """Into how many columns the lanes are divided, each wide enough for some items; 0: drawn as they are."""
    most = max((len(lane.spans) for lane in activity.lanes), default=0)
    if most <= EXACT and len(activity.lanes) <= MOST_LANES:
        return 0
    return min(MOST, max(FEWEST, most // 10))


def lanes(axes: Axes, activity: Activity) -> None:
    """Draw one lane for each thread, its states coloured."""
    rows = bands(activity)
    many = columns(activity)
    for place, (_, row) in enumerate(rows):
        if many:
            _columns(axes, place, row, bins(activity.seconds, many))
        else:
            _spans(axes, place, row[0], activity.seconds)
    for time, worker in activity.failures[:50]:
        for place, (_, row) in enumerate(rows):
            if any(lane.name == worker for lane in row):
                axes.plot(
                    time, place, marker="X", markersize=8, color=INK, markeredgecolor="white", clip_on=False
                )
    axes.set(ylim=(len(rows) - 0.5, -0.5), xlim=(0, activity.seconds or 1))
    axes.set_yticks(range(len(rows)), [label for label, _ in rows])
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)
    _margin(axes, activity, rows)


def _spans(axes: Axes, place: int, lane: Lane, seconds: float) -> None:
    """Every span as it is; all of one state are one artist, and one more draws the edges."""
    low = place - HEIGHT / 2
    for state, look in STATES.items():
        ranges = [(span.start, span.end - span.start) for span in lane.spans if span.state == state]
        if ranges:
            axes.broken_barh(
                ranges,
                (low, HEIGHT),
                facecolor=look.colour,
                edgecolor=look.stroke,
                hatch=look.hatch,
                linewidth=0,
            )
    edges = [(span.start, span.end - span.start) for span in lane.spans]
    if edges and len(edges) <= EXACT / 4:
        axes.broken_barh(edges, (low, HEIGHT), facecolor="none", edgecolor="white", linewidth=0.8)
    numbered = [span for span in lane.spans if span.state == "working" and span.number is not None]
    wide = [span for span in numbered if span.end - span.start > seconds / 50]
    if len(edges) <= EXACT / 4 and len(wide) > 0.7 * len(numbered):
        digits = max((len(str(span.number)) for span in wide), default=0)
        for span in wide:
            axes.add_artist(_Label(span, place, digits))


class _Label(Text):
    """The number of an item in its bar; drawn where the longest number of the lane would have room as well.

    How wide a bar is on the page is known only then: the axis may have become longer, or the page narrower.
    """

    def __init__(self, span: Span, place: int, digits: int) -> None:
        super().__init__(
            (span.start + span.end) / 2, place, str(span.number), color="white", fontsize=8, ha="center",
            va="center_baseline", clip_on=True,
        )  # fmt: skip
        self._bar = (span.start, place), (span.end, place)
        self._digits = digits

    def draw(self, renderer: RendererBase) -> None:
        (start, _), (end, _) = self.get_transform().transform(self._bar)
        digit = self.get_window_extent(renderer).width / len(self.get_text())
        if digit * self._digits + AIR < end - start:
            super().draw(renderer)


def _columns(axes: Axes, place: int, row: Sequence[Lane], edges: Sequence[float]) -> None:
    """The share of each state in each stretch of time, stacked from the bottom of the lane."""
    found = shares(row, edges)
    bottom = [place + HEIGHT / 2] * len(edges)
    for state, look in STATES.items():
        if state not in found:
            continue
        parts = [*found[state], found[state][-1]]
        top = [low - HEIGHT * part for low, part in zip(bottom, parts, strict=True)]
        axes.fill_between(
            edges, bottom, top, step="post", facecolor=look.colour, edgecolor=look.stroke, hatch=look.hatch,
            linewidth=0,
        )  # fmt: skip
        bottom = top


def _margin(axes: Axes, activity: Activity, rows: Sequence[tuple[str, Sequence[Lane]]]) -> None:
    """What is said at the right of the lanes: which stage limits, and which threads are stuck."""
    for place, (_, row) in enumerate(rows):
        if any(lane.name in activity.stuck for lane in row):
            beside(axes, place, "stuck", LIMIT, weight="bold")
    places = [place for place, (_, row) in enumerate(rows) if row[0].stage == activity.bottleneck]
    if not places:
        return
    first = places[0]
    last = places[-1]
    axes.plot(
        [1.008, 1.008], [first - HEIGHT / 2, last + HEIGHT / 2], color=LIMIT, linewidth=3,
        transform=axes.get_yaxis_transform(), clip_on=False, solid_capstyle="butt",
    )  # fmt: skip
    beside(axes, (first + last) / 2, "bottleneck", LIMIT, weight="bold")
    for place in places:
        axes.get_yticklabels()[place].set_fontweight("bold")


def beside(axes: Axes, height: float, words: str, colour: str, **look: Any) -> None:
    """Words at the right of some axes, at a height of their scale."""
    place: dict[str, Any] = {"va": "center", "fontsize": 9, "transform": axes.get_yaxis_transform()}
    axes.text(1.018, height, words, color=colour, **place | look)


def key(activity: Activity) -> list[Artist]:
    """The entries of a legend: the states that occur, in their order, and failures."""
    occur = {span.state for lane in activity.lanes for span in lane.spans}
    found: list[Artist] = [
        Patch(facecolor=look.colour, edgecolor=look.stroke, hatch=look.hatch, linewidth=0, label=state)
        for state, look in STATES.items()
        if state in occur
    ]
    if activity.failures:
        found.append(
            Line2D(
                [],
                [],
                color=INK,
                markeredgecolor="white",
                marker="X",
                markersize=8,
                linestyle="",
                label="failed",
            )
        )
    return found


def depth(axes: Axes, queue: Depth, seconds: float, colour: str = COLOURS[0]) -> None:
    """How many items are in a queue, over time, and its limit."""
    steps = queue.lasting
    if len(steps) <= EXACT:
        times = [0.0]
        depths = [0]
        for time, after in steps:
            times.append(time)
            depths.append(after)
        times.append(seconds)
        depths.append(depths[-1])
        axes.fill_between(times, depths, step="post", facecolor=colour, alpha=0.2, linewidth=0)
        axes.step(times, depths, where="post", color=colour, linewidth=1.2)
    else:
        edges = bins(seconds, min(MOST, max(FEWEST, len(steps) // 10)))
        low, high = extremes(steps, edges)
        least = [*low, low[-1]]
        most = [*high, high[-1]]
        axes.fill_between(edges, least, step="post", facecolor=colour, alpha=0.2, linewidth=0)
        axes.fill_between(edges, least, most, step="post", facecolor=colour, alpha=0.45, linewidth=0)
        axes.step(edges, most, where="post", color=colour, linewidth=1.0)
    top = max(queue.peak, queue.maxsize or 0, 1)
    if queue.maxsize:
        axes.axhline(queue.maxsize, color=PALE, linewidth=1.1, linestyle=(0, (4, 2)))
    axes.set(ylim=(0, 1.12 * top), xlim=(0, seconds or 1))
    axes.set_yticks([0, top])
    axes.spines[["top", "right"]].set_visible(False)
    words = f"maxsize {queue.maxsize}" if queue.maxsize else "no limit" if queue.maxsize == 0 else ""
    beside(axes, queue.maxsize or top, words, PALE, fontsize=8)


def clock(axes: Axes, seconds: float) -> None:
    """Label an axis of time in a unit in which the numbers are short."""
    name, factor = unit(seconds)
    axes.xaxis.set_major_formatter(lambda value, _: figure(value * factor))
    axes.set_xlabel({"s": "seconds", "ms": "milliseconds", "µs": "microseconds"}[name])
    axes.grid(axis="x", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)

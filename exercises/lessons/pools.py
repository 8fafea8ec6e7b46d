"""A stage with a pool: how many items are in flight, and how many wait behind a slow head.

Inside:  ``NotedQueue`` and ``in_flight``: what went in and out of a stage, counted; ``net``: the steps of a
         count; ``buffer_plot``, ``buffer_panel``, ``buffer_knobs``: the re-order buffer behind a slow head.
Outside: the stages themselves (the chapter's own cells), the plot of a queue (``drawings``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from queue import Queue
from time import perf_counter
from typing import Any, NamedTuple

import ipywidgets as widgets
from matplotlib.ticker import MaxNLocator

from exercises.lessons.drawings import depth_plot
from exercises.lessons.sliders import answered, look, panel, show_live
from pipeline_core import SENTINEL
from pipeline_core.lab.charts.picture import Picture

Steps = Sequence[tuple[float, int]]  # (seconds since the start, how many from then on)

HEADS = (0.1, 0.3, 0.5, 1.0, 1.5)
MOST = (3, 4, 8, 16, 64)
STILL = "While a kernel runs: sliders for the head's seconds and for max_in_flight, and the curve."


class NotedQueue(Queue[Any]):
    """A queue that notes when an item came in, and when one went out; the end is no item."""

    def __init__(self, maxsize: int = 0) -> None:
        super().__init__(maxsize)
        self.came: list[float] = []
        self.went: list[float] = []

    def _put(self, item: Any) -> None:  # Queue calls these two while it holds its lock
        super()._put(item)
        if item is not SENTINEL:
            self.came.append(perf_counter())

    def _get(self) -> Any:
        item = super()._get()
        if item is not SENTINEL:
            self.went.append(perf_counter())
        return item


def in_flight(source: NotedQueue, target: NotedQueue) -> Steps:
    """How many items a stage had taken from source and not yet put into target, from its first take on."""
    return net([(moment, 1) for moment in source.went] + [(moment, -1) for moment in target.came])


def net(moves: Iterable[tuple[float, int]], start: float | None = None) -> Steps:
    """The steps of a count: of several changes at one moment only what comes of them.

    Args:
        moves: (moment, change), in any order.
        start: the moment from which the seconds count; that of the first move, if not given.
    """
    count = 0
    steps: dict[float, int] = {}
    ordered = sorted(moves)
    start = ordered[0][0] if start is None and ordered else start or 0.0
    for moment, change in ordered:
        count += change
        steps[round(moment - start, 9)] = count
    return list(steps.items())


class Waiting(NamedTuple):
    """One run with a slow head: how many results waited for their turn, and how long it all took."""

    steps: Steps
    elapsed: float

    @property
    def most(self) -> int:
        """How many waited at most."""
        return max((count for _, count in self.steps), default=0)


Model = Callable[[float, int], Waiting]


def buffer_plot(runs: Mapping[str, Waiting]) -> Picture:
    """How many results wait in the re-order buffer over time, for each run."""
    curves = {label: run.steps for label, run in runs.items()}
    what = "wait in the re-order buffer"
    plot = depth_plot(curves, noun="result", what=what)
    for axes in plot.figure.axes:
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))  # half a result never waits
    return plot


def buffer_panel(model: Model, heads: Sequence[float] = HEADS, most: Sequence[int] = MOST) -> widgets.VBox:
    """Two sliders, and the curve that answers them.

    Args:
        model: (seconds of the head, max_in_flight) -> what came of it; called once for each pair.
        heads: the positions of the first slider, in order.
        most: those of the second.
    """
    known = cache(model)
    options = [(f"{head:g} s", head) for head in heads]
    first = widgets.SelectionSlider(
        options=options, value=heads[-2], description="the head takes", **look(10)
    )
    second = widgets.SelectionSlider(
        options=list(most), value=most[2], description="max_in_flight", **look(10)
    )

    def draw(_changed: Any) -> str:
        run = known(first.value, second.value)
        waits = "No result waits" if not run.most else f"At most {run.most} results wait"
        told = f"{waits} in the re-order buffer; all is done after {run.elapsed:.1f} s."
        return answered(buffer_plot({"waiting": run}), told)

    return panel([first, second], draw)


def buffer_knobs(model: Model) -> None:
    """Show a ``buffer_panel``; where there is no kernel, a sentence stands in its place."""
    show_live(buffer_panel(model), STILL)

"""Pictures of a run: who worked and who waited, how deep queues were, how fast it went, how long items took.

Inside:  ``timeline``, ``throughput``, ``depths``, ``latency``.
Outside: the data (activity, read), the strokes (strokes), what is handed back (picture).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from pipeline_core.lab.charts import strokes
from pipeline_core.lab.charts.activity import Activity, Depth, Lane, mean, rates
from pipeline_core.lab.charts.picture import Picture, new_axes, new_figure, own_settings, plain
from pipeline_core.lab.charts.read import Source, activity
from pipeline_core.lab.style import COLOURS, INK, LIMIT, PALE, STATES
from pipeline_core.lab.text import duration, figure, unit

MOST_QUEUES = 6  # rows of depths below a timeline
MOST_TOLD = 8  # lanes and queues in a sentence
MANY = 400  # items that can be drawn as points


def timeline(source: Source, *, ax: Axes | None = None) -> Picture:
    """What every worker did when: working, starved, blocked; below it, how deep each queue was.

    Args:
        source: a ``Trace``, a manager with ``trace=True``, or a lab ``Run``. A ``Trace`` alone does not know
            the limits of the queues; its manager does.
        ax: axes of your own to draw the lanes into; the depths are then left out (``depths`` draws them).

    Raises:
        TypeError, ValueError: ``source`` is none of these, or holds no trace.

    Guarantees: the number of artists does not grow with the number of items. In a long run each column shows
    the share of its time that a worker spent in each state. Numbers in spans are the items', from 0.
    """
    seen = activity(source)
    with own_settings():
        queues = [] if ax is not None else seen.queues[:MOST_QUEUES]
        if ax is not None:
            sheet = _figure_of(ax)
            top = ax
            below = []
        else:
            lanes = len(strokes.bands(seen))
            heights = [0.26 * lanes + 0.1, *[0.42] * len(queues)]
            sheet = new_figure(sum(heights) + 1.0)
            top, *below = sheet.subplots(len(heights), squeeze=False, sharex=True, height_ratios=heights).flat
        strokes.lanes(top, seen)
        for axes, queue in zip(below, queues, strict=True):
            strokes.depth(axes, queue, seen.seconds)
            axes.set_ylabel(
                f"queue\n{strokes.short(queue.name)}", rotation=0, ha="right", va="center", fontsize=9
            )
        for axes in (top, *below):
            strokes.clock(axes, seen.seconds)
        for axes in (top, *below)[:-1]:
            axes.set_xlabel("")
        _legend(sheet if ax is None else ax, seen)
    return Picture(sheet, _sentence(seen))


def _legend(place: Figure | Axes, seen: Activity) -> None:
    entries = strokes.key(seen)
    look: dict[str, Any] = {"handles": entries, "frameon": False, "ncols": max(1, len(entries))}
    look |= {"handlelength": 1.6, "handleheight": 1.1, "columnspacing": 1.6}
    columns = strokes.columns(seen)
    if columns:
        width = duration(seen.seconds / columns)
        look |= {"title": f"share of each {width}", "title_fontsize": 8, "alignment": "left"}
    if isinstance(place, Figure):
        place.legend(loc="outside upper left", **look)
    else:
        place.legend(loc="lower left", bbox_to_anchor=(0, 1), **look)


def _sentence(seen: Activity) -> str:
    """The timeline in two sentences: the shares of each stage's time, and what limits."""
    groups: dict[str, list[Lane]] = {}
    for lane in seen.lanes:
        groups.setdefault(lane.stage, []).append(lane)
    parts = []
    for row in groups.values():
        whole = seen.seconds * len(row) or 1.0
        states = {state: sum(lane.total(state) for lane in row) / whole for state in STATES}
        told = ", ".join(f"{share:.0%} {state}" for state, share in states.items() if share >= 0.005)
        parts.append(f"{strokes.name_of(row)} {told or 'in no time'}")
    sentence = f"Timeline of {duration(seen.seconds)}: {'; '.join(parts[:MOST_TOLD])}"
    if len(parts) > MOST_TOLD:
        sentence += f"; and {len(parts) - MOST_TOLD} more"
    queues = [f"{queue.name} {_peak(queue)}" for queue in seen.queues[:MOST_TOLD]]
    if queues:
        sentence += f"; most items in the queues: {', '.join(queues)}"
    verdict = seen.verdict.partition(". ")[0].rstrip(".")
    return f"{sentence}. {verdict}." if verdict else f"{sentence}."


def _peak(queue: Depth) -> str:
    return f"{queue.peak}" + (f" of {queue.maxsize}" if queue.maxsize else "")


def depths(source: Source, *, ax: Axes | None = None) -> Picture:
    """How many items each queue held, over time, with its limit.

    Args:
        source: as for ``timeline``.
        ax: axes of your own; all queues are then drawn into it, one curve each.
    """
    seen = activity(source)
    if not seen.queues:
        raise ValueError("this run used no queue, so there is no depth to draw")
    with own_settings():
        if ax is None:
            sheet = new_figure(0.9 + 0.8 * len(seen.queues))
            rows = list(sheet.subplots(len(seen.queues), squeeze=False, sharex=True).flat)
        else:
            sheet = _figure_of(ax)
            rows = [ax] * len(seen.queues)
        for place, (axes, queue) in enumerate(zip(rows, seen.queues, strict=True)):
            strokes.depth(axes, queue, seen.seconds, COLOURS[place % 4 if ax is not None else 0])
            if ax is None:
                axes.set_title(f"queue {queue.name}", loc="left", fontsize=9)
        strokes.clock(rows[-1], seen.seconds)
        if ax is None:
            sheet.supylabel("items in the queue", fontsize="medium")
    told = [
        f"{queue.name} at most {_peak(queue)}, {figure(queue.mean(0, seen.seconds))} on average"
        for queue in seen.queues
    ]
    return Picture(sheet, f"Items in each queue over {duration(seen.seconds)}: {'; '.join(told)}.")


def throughput(source: Source, *, queue: str | None = None, ax: Axes | None = None) -> Picture:
    """How many results a second came out, over time, and the bound that the bottleneck sets.

    The bound is ``workers / seconds of work an item`` of the part for which that is lowest: what it would let
    through if it never had to wait.

    Args:
        source: as for ``timeline``. Of a run of plain threads, the items of one queue are counted, each when
            the thread that took it comes back for the next; the bound is that of the threads at both ends.
        queue: its variable, if the run has several.
        ax: axes of your own to draw into.
    """
    seen = activity(source, queue=queue)
    _need_items(seen)
    finished = seen.finished
    bound = seen.bound
    overall = len(finished) / finished[-1] if finished and finished[-1] > 0 else 0.0
    with own_settings():
        if ax is None:
            sheet, (axes,) = new_axes(height=2.6)
        else:
            sheet = _figure_of(ax)
            axes = ax
        _rates(axes, seen)
    sentence = f"Throughput: {len(finished)} {seen.noun}s in {duration(seen.seconds)}"
    sentence += f", {figure(overall)} a second until the last."
    if bound is not None:
        who = f"{bound.part}, {bound.workers} at once" if bound.workers > 1 else bound.part
        sentence += (
            f" The bound is {figure(bound.rate)} a second, set by {who}: {duration(bound.each)} of work "
            f"an item. Reached: {overall / bound.rate:.0%}."
        )
    return Picture(sheet, sentence)


def _rates(axes: Axes, seen: Activity) -> None:
    stretches = rates(seen.finished, seen.seconds)
    values = [rate for _, _, rate in stretches]
    if values:
        times = [0.0, *(end for _, end, _ in stretches)]
        axes.stairs(values, times, color=COLOURS[0], fill=True, alpha=0.15)
        axes.stairs(values, times, color=COLOURS[0], linewidth=1.6)
    top = max(values, default=1.0)
    if seen.bound is not None:
        rate = seen.bound.rate
        top = max(rate, min(top, 2 * rate))  # two results at once would flatten all the rest
        axes.axhline(rate, color=LIMIT, linewidth=1.5, linestyle=(0, (6, 2)))
        words = f"bound {figure(rate)}/s\nset by\n{strokes.short(seen.bound.part)}"
        strokes.beside(axes, rate, words, LIMIT, weight="bold")
    axes.set(ylim=(0, 1.1 * top), xlim=(0, seen.seconds or 1), ylabel=f"{seen.noun}s a second")
    strokes.clock(axes, seen.seconds)


def latency(source: Source, *, queue: str | None = None, ax: Axes | None = None) -> Picture:
    """How long each item took from entry to exit; beside it Little's law and what was measured.

    An item enters when it is put into the first queue, and is out when the last stage hands it on, or when it
    is dropped. Little's law: the mean number inside is the exits a second times the mean time inside.

    Args:
        source: as for ``timeline``. Of a run of plain threads, the time in one queue is drawn.
        queue: its variable, if the run has several.
        ax: axes of your own; Little's law is then in the sentence alone.
    """
    seen = activity(source, queue=queue)
    _need_items(seen)
    inside, rate, wait = seen.little()
    with own_settings():
        if ax is None:
            sheet, (axes, beside) = new_axes(columns=2, height=2.6, widths=(3, 1))
            _little(beside, inside, rate, wait)
        else:
            sheet = _figure_of(ax)
            axes = ax
        _latencies(axes, seen)
    waits = [wait for _, wait in seen.latencies]
    sentence = (
        f"Time in the {seen.where} of {len(waits)} {seen.noun}s: {duration(wait)} on average, from "
        f"{duration(min(waits, default=0.0))} to {duration(max(waits, default=0.0))}. "
        f"Little's law: {figure(rate)} a second × {duration(wait)} = {figure(rate * wait)} "
        f"{seen.noun}s inside; measured: {figure(inside)}"
    )
    left = len(seen.items) - len(waits)
    return Picture(sheet, f"{sentence}{f', with {left} that never left' if left else ''}.")


def _latencies(axes: Axes, seen: Activity) -> None:
    name, factor = unit(max((wait for _, wait in seen.latencies), default=1.0))
    points = [(number, wait * factor) for number, wait in seen.latencies]
    if len(points) <= MANY:
        look: dict[str, Any] = {"marker": "o", "linewidth": 0.7, "markersize": 4 if len(points) < 60 else 2}
        axes.plot(*zip(*points, strict=True), color=COLOURS[0], **look)
    else:
        _bands(axes, points)
    average = mean(wait for _, wait in points)
    axes.axhline(average, color=PALE, linewidth=1.1, linestyle=(0, (4, 2)))
    strokes.beside(axes, average, f"mean\n{figure(average)} {name}", PALE)
    top = max((wait for _, wait in points), default=0.0) or 1.0
    axes.set(ylim=(0, 1.12 * top), ylabel=f"{name} in the {seen.where}")
    axes.set_xlabel(f"{seen.noun}, in order of entry")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))


def _bands(axes: Axes, points: Sequence[tuple[int, float]]) -> None:
    """Many items: the mean of some that follow each other, within a band from the least to the most."""
    size = max(1, len(points) // min(strokes.MOST, max(strokes.FEWEST, len(points) // 20)))
    groups = [points[place : place + size] for place in range(0, len(points), size)]
    waits = [[wait for _, wait in group] for group in groups]
    middles = [mean(number for number, _ in group) for group in groups]
    look: dict[str, Any] = {"color": COLOURS[0], "alpha": 0.25, "linewidth": 0, "label": "from least to most"}
    axes.fill_between(middles, [min(group) for group in waits], [max(group) for group in waits], **look)
    axes.plot(middles, [mean(group) for group in waits], color=COLOURS[0], linewidth=1.4, label="mean")
    axes.legend(frameon=False, loc="lower right", fontsize=8)


def _little(axes: Axes, inside: float, rate: float, wait: float) -> None:
    """Two bars that should be equally high."""
    bars = axes.bar(
        (0, 1), (inside, rate * wait), color=(COLOURS[0], "white"), edgecolor=COLOURS[0], width=0.62
    )
    bars[1].set_hatch("////")
    for place, value in enumerate((inside, rate * wait)):
        axes.text(place, value, figure(value), ha="center", va="bottom", color=INK, fontsize=9)
    axes.set(ylim=(0, 1.25 * max(inside, rate * wait, 0.01)), title="mean number inside")
    axes.title.set_fontsize(9)
    axes.set_xticks((0, 1), ("measured", f"λ × W =\n{figure(rate)}/s × {duration(wait)}"), fontsize=8)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)


def _need_items(seen: Activity) -> None:
    if not seen.items:
        which = ", ".join(queue.name for queue in seen.queues)
        raise ValueError(
            f"this run has several queues: name the one to follow, queue= one of {which}"
            if len(seen.queues) > 1 and seen.where == "pipeline" and not seen.bounds
            else "no item entered, so there is nothing to draw"
        )


def _figure_of(ax: Axes) -> Figure:
    """The figure that some axes are in, at the top."""
    found = ax.get_figure(root=True) if hasattr(Figure, "get_figure") else ax.figure
    plain(ax)
    return found  # type: ignore[return-value]

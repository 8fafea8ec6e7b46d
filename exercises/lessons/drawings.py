"""The drawings of the course, and the kit of which they are made: sheets, boxes, arrows.

Inside:  ``canvas``, ``box``, ``arrow``; the course's pipeline; a queue, a queue with all its threads, or a
         channel at one moment; what references point at; plots of data that a chapter has made itself.
Outside: pictures of a run (``pipeline_core.lab``), heap and stacks (``machine``), anything that reacts to the
         learner (``sliders``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Sized
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Rectangle

from pipeline_core.lab.charts.picture import Picture, new_axes, own_settings
from pipeline_core.lab.style import BLOCKED as WAITS
from pipeline_core.lab.style import COLOURS, DASHES, INK, ITEM, PALE, PAPER, STATES

TINTS = {state: look.tint for state, look in STATES.items()}
TINTS |= dict.fromkeys(("not started", "finished"), "#eeeeee")
PIPELINE = (
    "Input", "Queue 1", "Pre-\nProcessing\nWorker", "Queue 2",
    "Model-\nInference\nWorker", "Queue 3", "Post-\nProcessing\nWorker", "Output",
)  # fmt: skip
SLOTS = 6  # as many places of a queue are drawn; of more items, the first few and the last
LOW = 0.14  # inches from the lower edge to the first thread
GAP = 0.56  # and from thread to thread
WAKE = "WAKE"  # what the token that wakes is called in a drawing


# -- the kit ---------------------------------------------------------------------------------


def canvas(width: float, height: float) -> tuple[Figure, Axes]:
    """A blank sheet measured in inches, for boxes and arrows."""
    figure = Figure(figsize=(width, height), facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(0, height))
    axes.axis("off")
    return figure, axes


def box(
    axes: Axes, x: float, y: float, size: tuple[float, float], text: str, colour: str, **look: Any
) -> None:
    """A box with round corners, and its text in the middle, in the colour of its edge."""
    shape = FancyBboxPatch((x, y), *size, boxstyle="round,pad=0,rounding_size=0.07", facecolor=colour)
    shape.set(**{"edgecolor": INK, "linewidth": 1.2, **look})
    axes.add_patch(shape)
    axes.text(
        x + size[0] / 2,
        y + size[1] / 2,
        text,
        ha="center",
        va="center",
        fontsize=9.5,
        color=shape.get_edgecolor(),
    )


def arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], **look: Any) -> None:
    """An arrow from point to point."""
    style: dict[str, Any] = {
        "arrowstyle": "-|>",
        "mutation_scale": 12,
        "color": INK,
        "linewidth": 1.2,
        **look,
    }
    axes.add_patch(FancyArrowPatch(start, end, shrinkA=0, shrinkB=0, **style))


# -- the pipeline, queues and channels at one moment -----------------------------------------


@own_settings()
def pipeline_map(here: Collection[str]) -> Picture:
    """The pipeline of the course; the parts named in ``here`` are this chapter's.

    Args:
        here: names such as "Input", "Queue 1", "PreProcessingWorker".
    """
    names = [part.replace("-\n", "").replace("\n", "") for part in PIPELINE]
    unknown = [name for name in here if name not in names]
    if unknown:
        raise ValueError(f"pipeline_map: no part is called {unknown[0]!r}; the parts are {', '.join(names)}")
    figure, axes = canvas(9.2, 1.1)
    for place, (part, name) in enumerate(zip(PIPELINE, names, strict=True)):
        x = 0.1 + place * 1.14
        ours = name in here
        look = {} if ours else {"edgecolor": PALE, "linewidth": 0.8}
        box(axes, x, 0.15, (0.9, 0.8), part, ITEM if ours else "white", **look)
        if place:
            arrow(
                axes,
                (x - 0.23, 0.55),
                (x - 0.01, 0.55),
                color=INK if ours and names[place - 1] in here else PALE,
            )
    chain = " → ".join(names)
    return Picture(
        figure,
        f"The pipeline of this course: {chain}. This chapter: {', '.join(n for n in names if n in here)}.",
    )


@own_settings()
def queue_state(items: Sequence[object], maxsize: int, *, producer: str, consumer: str) -> Picture:
    """A queue at one moment: what waits in it, and what the threads at both ends are doing.

    Args:
        items: what is in the queue, the next to leave first.
        maxsize: the queue's bound; 0 is none.
        producer: a state of the lab ("working", "blocked", "starved" …), "not started" or "finished".
        consumer: the same.
    """
    for end in (producer, consumer):
        if end not in TINTS:
            raise ValueError(f"queue_state: a thread is one of {', '.join(TINTS)}, not {end!r}")
    slots = maxsize or len(items) + 2
    figure, axes = canvas(3.9 + 0.6 * slots, 0.95)
    box(axes, 0.1, 0.15, (1.3, 0.65), f"producer\n{producer}", TINTS[producer])
    arrow(axes, (1.42, 0.475), (1.78, 0.475), color=PALE if producer == "blocked" else INK)
    for slot in range(slots):
        x = 1.82 + 0.6 * (slots - 1 - slot)  # the next to leave is the rightmost
        filled = slot < len(items)
        place = Rectangle((x, 0.2), 0.6, 0.55, linewidth=1.2, edgecolor=INK)
        place.set(facecolor=ITEM if filled else "white", linestyle="-" if maxsize or filled else ":")
        axes.add_patch(place)
        axes.text(x + 0.3, 0.475, str(items[slot]) if filled else "", ha="center", va="center", fontsize=9.5)
    right = 1.82 + 0.6 * slots
    arrow(axes, (right + 0.03, 0.475), (right + 0.39, 0.475), color=PALE if consumer == "starved" else INK)
    box(axes, right + 0.43, 0.15, (1.3, 0.65), f"consumer\n{consumer}", TINTS[consumer])
    held = f"holds {len(items)} of at most {maxsize}" if maxsize else f"holds {len(items)}, without a bound"
    queue = f"the queue {held if items else 'is empty'}"
    return Picture(figure, f"The producer is {producer}; {queue}; the consumer is {consumer}.")


@own_settings()
def flow_state(
    items: Sequence[object], producers: Mapping[str, str], consumers: Mapping[str, str], end: object = "end"
) -> Picture:
    """A queue at one moment, with every thread that puts into it and every thread that gets from it.

    Args:
        items: what is in the queue, the next to leave first; more than six are drawn short.
        producers: name -> a state of the lab ("working", "starved" …), "not started" or "finished".
        consumers: the same.
        end: what stands for the end, told by identity; it is drawn dark.
    """
    for name, state in [*producers.items(), *consumers.items()]:
        if state not in TINTS:
            raise ValueError(f"flow_state: {name} is one of {', '.join(TINTS)}, not {state!r}")
    drawn = [*items] if len(items) <= SLOTS else [*items[: SLOTS - 2], "…", items[-1]]
    slots = min(max(len(items) + 1, 3), SLOTS)
    rows = max(len(producers), len(consumers))
    height = 2 * LOW + GAP * rows - 0.08
    figure, axes = canvas(4.0 + 0.66 * slots, height)
    _threads(axes, 0.1, height, producers)
    for row in range(len(producers)):
        arrow(axes, (1.52, _centre(height, len(producers), row)), (1.88, height / 2), color=PALE)
    for slot in range(slots):
        x = 1.92 + 0.66 * (slots - 1 - slot)  # the next to leave is the rightmost
        _place(axes, x, height / 2 - 0.24, drawn[slot : slot + 1], end)
    right = 1.92 + 0.66 * slots
    for row in range(len(consumers)):
        arrow(
            axes, (right + 0.04, height / 2), (right + 0.4, _centre(height, len(consumers), row)), color=PALE
        )
    _threads(axes, right + 0.44, height, consumers)
    return Picture(figure, _flow_told(items, producers, consumers, end))


def _centre(height: float, rows: int, row: int) -> float:
    return height / 2 + GAP * ((rows - 1) / 2 - row)


def _threads(axes: Axes, x: float, height: float, threads: Mapping[str, str]) -> None:
    for row, (name, state) in enumerate(threads.items()):
        y = _centre(height, len(threads), row) - (GAP - 0.08) / 2
        box(axes, x, y, (1.4, GAP - 0.08), f"{name}\n{state}", TINTS[state])


def _place(axes: Axes, x: float, y: float, held: Sequence[object], end: object) -> None:
    last = bool(held) and held[0] is end
    place = Rectangle((x, y), 0.66, 0.48, linewidth=1.2, edgecolor=INK)
    place.set(facecolor=INK if last else ITEM if held else "white", linestyle="-" if held else ":")
    axes.add_patch(place)
    text = "" if not held else "END" if last else str(held[0])
    axes.text(
        x + 0.33, y + 0.24, text, ha="center", va="center", fontsize=8.5, color="white" if last else INK
    )


def _flow_told(
    items: Sequence[object], producers: Mapping[str, str], consumers: Mapping[str, str], end: object
) -> str:
    named = ["the end" if item is end else str(item) for item in items]
    inside = ", ".join(
        named if len(items) <= SLOTS else [*named[: SLOTS - 2], f"… {named[-1]} ({len(items)} in all)"]
    )
    threads = [f"{name} is {state}" for name, state in [*producers.items(), *consumers.items()]]
    return f"In the queue, the next to leave first: {inside or 'nothing'}. {'; '.join(threads)}."


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
    slots = max(maxsize, len(parcels), len(crates))
    left, right = 3.0, 3.0 + slots  # inches: between them the places, one wide, and on both sides the threads
    figure, axes = canvas(right + 3.0, 2.1)
    for x, who, doing in ((0.1, "producer", producer), (right + 1.6, "consumer", consumer)):
        box(axes, x, 0.4, (1.3, 1.25), f"{who}\n{doing}", TINTS.get(doing, "white"))
    axes.text((left + right) / 2, 1.75, "parcels", ha="center", va="bottom", fontsize=9.5)
    axes.text((left + right) / 2, 0.3, "crates", ha="center", va="top", fontsize=9.5)
    for start, end, y, does, waits in (
        (1.43, left - 0.04, 1.4, "put sends", False),
        (right + 0.04, right + 1.57, 1.4, "get takes", consumer == "starved"),
        (right + 1.57, right + 0.04, 0.65, "get gives back", False),
        (left - 0.04, 1.43, 0.65, "put takes one", producer == "blocked"),
    ):
        colour = WAITS if waits else INK
        arrow(axes, (start, y), (end, y), color=colour, linestyle="--" if waits else "-")
        said = f"{does.split()[0]} waits here" if waits else does
        axes.text((start + end) / 2, y + 0.06, said, ha="center", va="bottom", fontsize=9, color=colour)
    for y, name, row, forward in ((1.15, "parcel", parcels, True), (0.4, "crate", crates, False)):
        for slot in range(slots):
            x = right - 1 - slot if forward else left + slot  # the next to leave is nearest to its taker
            none = f"no {name}" if not row and not slot else ""
            _slot(axes, x, y, row[slot] if slot < len(row) else None, none)
    there = [", ".join(each or "an empty crate" for each in row) or "none" for row in (parcels, crates)]
    return Picture(
        figure,
        f"A channel of maxsize {maxsize}. Parcels, going forward: {there[0]}. Crates, coming back: "
        f"{there[1]}. The producer is {producer}, the consumer {consumer}.",
    )


def _slot(axes: Axes, x: float, y: float, held: str | None, none: str) -> None:
    """One place of a row: empty (None), a crate (""), a parcel, or the token."""
    colour = {None: "white", "": "#e8e0d0", WAKE: "#f6c7b0"}.get(held, ITEM)
    place = Rectangle((x, y), 1, 0.5, facecolor=colour, linewidth=1.2)
    place.set(linestyle=":" if held is None else "-", edgecolor=PALE if held is None else INK)
    axes.add_patch(place)
    text = none if held is None else held or "crate"
    colour = PALE if held is None else INK
    axes.text(x + 0.5, y + 0.25, text, ha="center", va="center", fontsize=9.5, color=colour)


# -- references ------------------------------------------------------------------------------


@own_settings()
def reference_drawing(items: Sequence[Sized], kind: str = "list", noun: str = "line") -> Picture:
    """What the places of a queue point at: each object on the heap is drawn once, however many arrows it has.

    Args:
        items: what was put, in that order; told apart by identity, not by value.
        kind: what an item is.
        noun: what an item holds.
    """
    objects = list({id(item): item for item in items}.values())
    figure, axes = canvas(8.6, 2.0)
    axes.add_patch(Rectangle((0.05, 0.05), 8.5, 1.9, facecolor=PAPER, edgecolor=PALE, linestyle=":"))
    axes.text(0.15, 1.88, "heap", ha="left", va="top", fontsize=9, color=PALE)
    axes.text(4.2 - 0.35 * len(items), 1.5, "put into the queue", ha="right", va="center", fontsize=9.5)
    step = 8.4 / len(objects)
    centres = {id(item): 0.1 + step * (place + 0.5) for place, item in enumerate(objects)}
    for item in objects:
        box(axes, centres[id(item)] - 0.62, 0.25, (1.24, 0.5), f"{kind}, {len(item)} {noun}s", ITEM)
    for place, item in enumerate(items):
        x = 4.3 + 0.7 * (place - len(items) / 2)
        axes.add_patch(Rectangle((x, 1.3), 0.7, 0.4, facecolor="white", edgecolor=INK))
        axes.plot(x + 0.35, 1.5, marker="o", markersize=4, color=INK)
        same = [other for other, one in enumerate(items) if one is item]  # arrows to one box end side by side
        spread = 0.18 * (same.index(place) - (len(same) - 1) / 2)
        arrow(axes, (x + 0.35, 1.5), (centres[id(item)] + spread, 0.77))
    held = ", ".join(str(len(item)) for item in objects)
    kinds = f"{len(objects)} {kind}{'s'[: len(objects) > 1]}"
    return Picture(figure, f"{len(items)} places point at {kinds} on the heap; {noun}s in each: {held}.")


# -- plots of data that a chapter has made itself --------------------------------------------


@own_settings()
def depth_plot(
    curves: Mapping[str, Sequence[tuple[float, int]]],
    *,
    guess: float | None = None,
    maxsize: int = 0,
    apart: bool = False,
    noun: str = "line",
    what: str = "wait in the queue",
) -> Picture:
    """How many items wait in a queue, or are elsewhere, over time.

    Args:
        curves: label -> (seconds, depth) at each change, in order of time.
        guess: the peak the learner foresaw, drawn across; None draws nothing.
        maxsize: the bound to draw across; 0 draws nothing.
        apart: one row for each curve, for curves that would cover each other.
        noun: what an item is called.
        what: what is counted: items that "wait in the queue", that "are in flight".
    """
    rows = len(curves) if apart else 1
    figure, panels = new_axes(height=1.1 + 0.85 * rows if apart else 2.8, rows=rows)
    for place, (label, points) in enumerate(curves.items()):
        seconds, depths = zip((0.0, 0), *points, strict=True)
        colour = COLOURS[place % 4]
        dash = "-" if apart else DASHES[place % 4]
        axes = panels[place if apart else 0]
        axes.step(seconds, depths, where="post", label=label, color=colour, linestyle=dash, linewidth=1.7)
    for axes in panels:
        if maxsize:
            axes.axhline(maxsize, color=PALE, linewidth=1, linestyle=":", label=f"maxsize {maxsize}")
        if guess is not None:
            axes.axhline(guess, color=INK, linewidth=1.2, linestyle="--", label=f"your guess: {guess:g}")
        axes.set(xlim=(0, None), ylim=(0, None))
        axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.05))
    panels[-1].set_xlabel("seconds")
    figure.supylabel(f"{noun}s {what.partition(' ')[2]}", fontsize="medium")
    told = (
        f"{label}, at most {max(depth for _, depth in points)}, empty after {emptied(points):.2f} s"
        for label, points in curves.items()
    )
    return Picture(figure, f"How many {noun}s {what}, over time: {'; '.join(told)}.")


def emptied(points: Sequence[tuple[float, int]]) -> float:
    """From when on nothing waits any more; the moment of the last change if something is left."""
    since = points[-1][0]
    for seconds, depth in reversed(points):
        if depth:
            break
        since = seconds
    return since


@own_settings()
def cost_plot(sizes: Sequence[int], seconds: Sequence[float], latencies: Sequence[float]) -> Picture:
    """What a queue's size does to the whole run (left) and to one item (right)."""
    figure, (whole, single) = new_axes(columns=2)
    ticks = range(len(sizes))
    for axes, values, colour, title in (
        (whole, seconds, COLOURS[0], "the whole log"),
        (single, latencies, COLOURS[1], "one line, from read to done"),
    ):
        axes.plot(ticks, values, color=colour, marker="o", linewidth=1.8)
        axes.set(title=title, xlabel="maxsize", ylabel="seconds", ylim=(0, 1.2 * max(values)))
        axes.set_xticks(ticks, [str(size) if size else "no bound" for size in sizes])
    alt = (
        f"Left, a level line: the whole log takes {seconds[0]:.2f} s at maxsize {sizes[0]} and "
        f"{seconds[-1]:.2f} s without a bound. Right, a rising line: one line of the log takes "
        f"{1000 * latencies[0]:.0f} ms at maxsize {sizes[0]} and {1000 * latencies[-1]:.0f} ms without one."
    )
    return Picture(figure, alt)

"""Figures for chapters and exercises, each with a sentence that says what is to be seen.

Inside:  ``Picture``, and the drawings that return one.
Outside: data (the notebook has it), anything that reacts to the learner (``interact``).

Matplotlib's object interface only: pyplot's state is never touched, so a chapter leaves no figure open.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence, Sized
from functools import cached_property
from typing import Any

from IPython.display import display
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Rectangle

INK, PALE, PAPER = "#1a1a1a", "#767676", "#f4f4f4"
# Okabe and Ito's palette: told apart by readers who see few colours. Dashes tell the lines apart, too.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")
DASHES = ("-", (0, (5, 1.5)), (0, (1.2, 1)), "-.")
STATES = {
    "working": "#cfeadf",
    "starved": "#dcebf7",
    "blocked": "#f9d9c4",
    "not started": "#eeeeee",
    "finished": "#eeeeee",
}
PIPELINE = (
    "Input", "Queue 1", "Pre-\nProcessing\nWorker", "Queue 2",
    "Model-\nInference\nWorker", "Queue 3", "Post-\nProcessing\nWorker", "Output",
)  # fmt: skip
DOTS_PER_INCH, SHOWN_PER_INCH = 150, 84  # drawn finer than shown, so that it stays sharp on good screens


class Picture:
    """A finished figure and the sentence that stands for it.

    Args:
        figure: a matplotlib ``Figure`` made without pyplot.
        alt: what a reader who cannot see it must know: shape and numbers, in a full sentence.

    Guarantees: shown once, as PNG, with ``alt`` as its text form and as the caption below it.
    """

    def __init__(self, figure: Figure, alt: str) -> None:
        if not alt.strip():
            raise ValueError("a Picture needs an alt sentence, not an empty text: say what is to be seen")
        self.figure, self.alt = figure, alt

    @cached_property  # a second drawing would move the layout by a hair
    def png(self) -> bytes:
        """The picture's bytes: the same for the same data."""
        with io.BytesIO() as file:
            self.figure.savefig(file, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})
            return file.getvalue()

    @property
    def width(self) -> int:
        """Width on the page, in CSS pixels."""
        return round(self.figure.get_figwidth() * SHOWN_PER_INCH)

    def __repr__(self) -> str:
        return self.alt

    def _ipython_display_(self) -> None:
        size = {"image/png": {"alt": self.alt, "width": self.width}}
        display({"image/png": self.png, "text/plain": self.alt}, metadata=size, raw=True)
        # JupyterLab gives an image output no alt attribute: the caption says it to everyone.
        display({"text/markdown": f"*{self.alt}*", "text/plain": self.alt}, raw=True)


def new_axes(
    width: float = 8.0, height: float = 2.8, *, rows: int = 1, columns: int = 1
) -> tuple[Figure, list[Axes]]:
    """An empty figure in the course's style, and its axes in reading order; rows share both scales."""
    figure = Figure(figsize=(width, height), layout="constrained", facecolor="white")
    panels = list(figure.subplots(rows, columns, squeeze=False, sharex=rows > 1, sharey=rows > 1).flat)
    for axes in panels:
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(axis="y", color="#e3e3e3", linewidth=0.8)
        axes.set_axisbelow(True)
    return figure, panels


def depth_plot(
    curves: Mapping[str, Sequence[tuple[float, int]]],
    *,
    guess: float | None = None,
    maxsize: int = 0,
    apart: bool = False,
    noun: str = "line",
) -> Picture:
    """How many items wait in a queue, over time.

    Args:
        curves: label -> (seconds, depth) at each change, in order of time.
        guess: the peak the learner foresaw, drawn across; None draws nothing.
        maxsize: the bound to draw across; 0 draws nothing.
        apart: one row for each curve, for curves that would cover each other.
        noun: what an item is called.
    """
    rows = len(curves) if apart else 1
    figure, panels = new_axes(height=1.1 + 0.85 * rows if apart else 2.8, rows=rows)
    for place, (label, points) in enumerate(curves.items()):
        seconds, depths = zip((0.0, 0), *points, strict=True)
        colour, dash = COLOURS[place % 4], "-" if apart else DASHES[place % 4]
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
    figure.supylabel(f"{noun}s in the queue", fontsize="medium")
    told = (
        f"{label}, at most {max(depth for _, depth in points)}, empty after {points[-1][0]:.2f} s"
        for label, points in curves.items()
    )
    return Picture(figure, f"How many {noun}s wait in the queue, over time: {'; '.join(told)}.")


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


def _canvas(width: float, height: float) -> tuple[Figure, Axes]:
    """A blank sheet measured in inches, for boxes and arrows."""
    figure = Figure(figsize=(width, height), facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(0, height))
    axes.axis("off")
    return figure, axes


def _box(
    axes: Axes, x: float, y: float, size: tuple[float, float], text: str, colour: str, **look: Any
) -> None:
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


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], **look: Any) -> None:
    style: dict[str, Any] = {
        "arrowstyle": "-|>",
        "mutation_scale": 12,
        "color": INK,
        "linewidth": 1.2,
        **look,
    }
    axes.add_patch(FancyArrowPatch(start, end, shrinkA=0, shrinkB=0, **style))


def pipeline_map(here: Collection[str]) -> Picture:
    """The pipeline of the course; the parts named in ``here`` are this chapter's.

    Args:
        here: names such as "Input", "Queue 1", "PreProcessingWorker".
    """
    names = [part.replace("-\n", "").replace("\n", "") for part in PIPELINE]
    unknown = [name for name in here if name not in names]
    if unknown:
        raise ValueError(f"pipeline_map: no part is called {unknown[0]!r}; the parts are {', '.join(names)}")
    figure, axes = _canvas(9.2, 1.1)
    for place, (part, name) in enumerate(zip(PIPELINE, names, strict=True)):
        x, ours = 0.1 + place * 1.14, name in here
        look = {} if ours else {"edgecolor": PALE, "linewidth": 0.8}
        _box(axes, x, 0.15, (0.9, 0.8), part, "#fdf0c4" if ours else "white", **look)
        if place:
            _arrow(
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


def queue_state(items: Sequence[object], maxsize: int, *, producer: str, consumer: str) -> Picture:
    """A queue at one moment: what waits in it, and what the threads at both ends are doing.

    Args:
        items: what is in the queue, the next to leave first.
        maxsize: the queue's bound; 0 is none.
        producer: "working", "blocked", "starved", "not started" or "finished".
        consumer: the same.
    """
    for end in (producer, consumer):
        if end not in STATES:
            raise ValueError(f"queue_state: a thread is one of {', '.join(STATES)}, not {end!r}")
    slots = maxsize or len(items) + 2
    figure, axes = _canvas(3.9 + 0.6 * slots, 0.95)
    _box(axes, 0.1, 0.15, (1.3, 0.65), f"producer\n{producer}", STATES[producer])
    _arrow(axes, (1.42, 0.475), (1.78, 0.475), color=PALE if producer == "blocked" else INK)
    for slot in range(slots):
        x = 1.82 + 0.6 * (slots - 1 - slot)  # the next to leave is the rightmost
        filled = slot < len(items)
        place = Rectangle((x, 0.2), 0.6, 0.55, linewidth=1.2, edgecolor=INK)
        place.set(facecolor="#fdf0c4" if filled else "white", linestyle="-" if maxsize or filled else ":")
        axes.add_patch(place)
        axes.text(x + 0.3, 0.475, str(items[slot]) if filled else "", ha="center", va="center", fontsize=9.5)
    right = 1.82 + 0.6 * slots
    _arrow(axes, (right + 0.03, 0.475), (right + 0.39, 0.475), color=PALE if consumer == "starved" else INK)
    _box(axes, right + 0.43, 0.15, (1.3, 0.65), f"consumer\n{consumer}", STATES[consumer])
    held = f"holds {len(items)} of at most {maxsize}" if maxsize else f"holds {len(items)}, without a bound"
    queue = f"the queue {held if items else 'is empty'}"
    return Picture(figure, f"The producer is {producer}; {queue}; the consumer is {consumer}.")


def reference_drawing(items: Sequence[Sized], kind: str = "list", noun: str = "line") -> Picture:
    """What the places of a queue point at: each object on the heap is drawn once, however many arrows it has.

    Args:
        items: what was put, in that order; told apart by identity, not by value.
        kind: what an item is.
        noun: what an item holds.
    """
    objects = list({id(item): item for item in items}.values())
    figure, axes = _canvas(8.6, 2.0)
    axes.add_patch(Rectangle((0.05, 0.05), 8.5, 1.9, facecolor=PAPER, edgecolor=PALE, linestyle=":"))
    axes.text(0.15, 1.88, "heap", ha="left", va="top", fontsize=9, color=PALE)
    axes.text(4.2 - 0.35 * len(items), 1.5, "put into the queue", ha="right", va="center", fontsize=9.5)
    step = 8.4 / len(objects)
    centres = {id(item): 0.1 + step * (place + 0.5) for place, item in enumerate(objects)}
    for item in objects:
        _box(axes, centres[id(item)] - 0.62, 0.25, (1.24, 0.5), f"{kind}, {len(item)} {noun}s", "#fdf0c4")
    for place, item in enumerate(items):
        x = 4.3 + 0.7 * (place - len(items) / 2)
        axes.add_patch(Rectangle((x, 1.3), 0.7, 0.4, facecolor="white", edgecolor=INK))
        axes.plot(x + 0.35, 1.5, marker="o", markersize=4, color=INK)
        same = [other for other, one in enumerate(items) if one is item]  # arrows to one box end side by side
        spread = 0.18 * (same.index(place) - (len(same) - 1) / 2)
        _arrow(axes, (x + 0.35, 1.5), (centres[id(item)] + spread, 0.77))
    held, kinds = (
        ", ".join(str(len(item)) for item in objects),
        f"{len(objects)} {kind}{'s'[: len(objects) > 1]}",
    )
    return Picture(figure, f"{len(items)} places point at {kinds} on the heap; {noun}s in each: {held}.")

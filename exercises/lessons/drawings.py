"""The drawings of the course: its pipeline, a queue at one moment, what references point at.

Inside:  ``pipeline_map``, ``queue_state``, ``reference_drawing``; the lab's ``depth_plot``, ``cost_plot``.
Outside: pictures of a run (``pipeline_core.lab``), anything that reacts to the learner (``interact``).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence, Sized
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Rectangle

from exercises.lessons.curves import cost_plot, depth_plot
from pipeline_core.lab.charts.picture import Picture, own_settings
from pipeline_core.lab.style import INK, ITEM, PALE, PAPER, STATES

__all__ = ["Picture", "cost_plot", "depth_plot", "pipeline_map", "queue_state", "reference_drawing"]

TINTS = {state: look.tint for state, look in STATES.items()}
TINTS |= dict.fromkeys(("not started", "finished"), "#eeeeee")
PIPELINE = (
    "Input", "Queue 1", "Pre-\nProcessing\nWorker", "Queue 2",
    "Model-\nInference\nWorker", "Queue 3", "Post-\nProcessing\nWorker", "Output",
)  # fmt: skip


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
    figure, axes = _canvas(9.2, 1.1)
    for place, (part, name) in enumerate(zip(PIPELINE, names, strict=True)):
        x, ours = 0.1 + place * 1.14, name in here
        look = {} if ours else {"edgecolor": PALE, "linewidth": 0.8}
        _box(axes, x, 0.15, (0.9, 0.8), part, ITEM if ours else "white", **look)
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
    figure, axes = _canvas(3.9 + 0.6 * slots, 0.95)
    _box(axes, 0.1, 0.15, (1.3, 0.65), f"producer\n{producer}", TINTS[producer])
    _arrow(axes, (1.42, 0.475), (1.78, 0.475), color=PALE if producer == "blocked" else INK)
    for slot in range(slots):
        x = 1.82 + 0.6 * (slots - 1 - slot)  # the next to leave is the rightmost
        filled = slot < len(items)
        place = Rectangle((x, 0.2), 0.6, 0.55, linewidth=1.2, edgecolor=INK)
        place.set(facecolor=ITEM if filled else "white", linestyle="-" if maxsize or filled else ":")
        axes.add_patch(place)
        axes.text(x + 0.3, 0.475, str(items[slot]) if filled else "", ha="center", va="center", fontsize=9.5)
    right = 1.82 + 0.6 * slots
    _arrow(axes, (right + 0.03, 0.475), (right + 0.39, 0.475), color=PALE if consumer == "starved" else INK)
    _box(axes, right + 0.43, 0.15, (1.3, 0.65), f"consumer\n{consumer}", TINTS[consumer])
    held = f"holds {len(items)} of at most {maxsize}" if maxsize else f"holds {len(items)}, without a bound"
    queue = f"the queue {held if items else 'is empty'}"
    return Picture(figure, f"The producer is {producer}; {queue}; the consumer is {consumer}.")


@own_settings()
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
        _box(axes, centres[id(item)] - 0.62, 0.25, (1.24, 0.5), f"{kind}, {len(item)} {noun}s", ITEM)
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

"""What a batch costs that is worked on elsewhere: its journey, and its work; by a law, and drawn.

Inside:  ``seconds_for``: the law; ``best``: the size at which it is lowest; ``batch_plot``: several curves,
         with points that were measured; ``batch_dial``: the same under a slider over the work of an item.
Outside: measuring (the cells of chapter 11), what is sent (``elsewhere``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from exercises.lessons.sliders import dial
from pipeline_core.lab.charts.picture import Picture, new_axes, own_settings
from pipeline_core.lab.style import COLOURS, DASHES, INK, LIMIT

SIZES = (1, 4, 20, 100, 500, 1000)
COSTS = (1, 3, 10, 30, 100, 300, 1000)  # microseconds of work an item
MARKS = "osD^"


def seconds_for(size: int, items: int, journey: float, work: float, workers: int = 2) -> float:
    """How long it takes: the batches make their journeys one after the other, and meanwhile the workers work.

    The longer of the two counts: all journeys, or the work of whoever has most of it.

    Args:
        size: items in a batch.
        items: how many there are.
        journey: seconds that it takes to send one batch, and its result back.
        work: seconds that one item takes.
        workers: processes that share the batches.
    """
    batches = ceil(items / size)
    of_the_busiest = min(items, ceil(batches / workers) * size)
    return max(batches * journey, of_the_busiest * work)


def best(items: int, journey: float, work: float, workers: int = 2, sizes: Sequence[int] = SIZES) -> int:
    """The size among ``sizes`` with which it takes least."""
    return min(sizes, key=lambda size: seconds_for(size, items, journey, work, workers))


@own_settings()
def batch_plot(
    curves: Mapping[str, Mapping[int, float]],
    *,
    loop: float,
    points: Mapping[str, Mapping[int, float]] | None = None,
) -> Picture:
    """Seconds for all items, over the size of a batch.

    Args:
        curves: label -> size -> seconds, by the law.
        loop: seconds that a loop takes in this process, drawn across.
        points: label -> size -> seconds, as measured.
    """
    figure, (axes,) = new_axes(height=3.0)
    for number, (label, curve) in enumerate(curves.items()):
        axes.plot(
            [*curve], [*curve.values()], label=label, linewidth=1.7, markersize=4,
            color=COLOURS[number % 4], linestyle=DASHES[number % 4], marker=MARKS[number % 4],
        )  # fmt: skip
    for label, some in (points or {}).items():
        axes.plot([*some], [*some.values()], label=label, color=INK, marker="x", markersize=9, linestyle="")
    axes.axhline(loop, color=LIMIT, linestyle=(0, (4, 1.5)), label="a loop in this process")
    sizes = sorted({size for curve in [*curves.values(), *(points or {}).values()] for size in curve})
    axes.set(xlabel="items in a batch", ylabel="seconds for all", xscale="log", ylim=(0, None))
    axes.set_xticks(sizes, [str(size) for size in sizes])
    axes.minorticks_off()
    axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    told = [
        f"{label}: " + ", ".join(f"{seconds:.2g} s with {size}" for size, seconds in curve.items())
        for label, curve in {**curves, **(points or {})}.items()
    ]
    alt = f"Seconds for all items over the size of a batch; a loop takes {loop:.2g} s. {'; '.join(told)}."
    return Picture(figure, alt)


def law_plot(items: int, journey: float, work: float) -> Picture:
    """The law's curve for such items and such a journey, beside that of a loop."""
    curve = {size: seconds_for(size, items, journey, work) for size in SIZES}
    return batch_plot({f"{1e6 * work:.0f} µs an item": curve}, loop=items * work)


def batch_dial(items: int, journey: float) -> None:
    """Show a slider over the work of an item, in microseconds, and the law's curve."""
    dial(lambda cost: law_plot(items, journey, cost / 1e6), COSTS, label="µs of work an item", value=10)

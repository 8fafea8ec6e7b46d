"""Pictures of data that a chapter has made itself: depths of queues over time, and what a setting costs.

Inside:  ``depth_plot``, ``cost_plot``.
Outside: pictures of a run (plots), what is handed back (picture).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline_core.lab.charts.picture import Picture, new_axes, own_settings
from pipeline_core.lab.style import COLOURS, DASHES, INK, PALE


@own_settings()
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

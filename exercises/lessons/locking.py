"""The price of a lock: how long the same additions take, against how often the lock is taken.

Inside:  ``toll_plot``.
Outside: measuring it (the chapter's own cells), the slider (``sliders``), what is lost without a lock
         (``lost_updates``).
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline_core.lab.charts.picture import Picture, new_axes, own_settings
from pipeline_core.lab.style import COLOURS, INK


@own_settings()
def toll_plot(seconds: Mapping[int, float], chosen: int | None = None) -> Picture:
    """How long it takes, over the number of additions for each taking of the lock; ``chosen`` is marked.

    Args:
        seconds: additions for each taking of the lock -> seconds for all of them.
        chosen: one of these numbers, or None.
    """
    figure, (axes,) = new_axes(height=2.7)
    sizes = sorted(seconds)
    taken = [1000 * seconds[size] for size in sizes]
    axes.plot(sizes, taken, color=COLOURS[0], marker="o", linewidth=1.8)
    axes.set(xlabel="additions for each taking of the lock", ylabel="ms for all of them", xscale="log")
    axes.set_ylim(0, 1.15 * max(taken))
    axes.set_xticks(sizes, [str(size) for size in sizes])
    axes.minorticks_off()
    told = ", ".join(f"{each:.0f}" for each in taken)
    alt = (
        f"How long all the additions take: with {', '.join(map(str, sizes))} of them for each taking of the "
        f"lock {told} ms."
    )
    if chosen is not None:
        mark = 1000 * seconds[chosen]
        axes.axvline(chosen, color=INK, linewidth=1, linestyle=":")
        axes.plot([chosen], [mark], color=INK, marker="o", markersize=9, fillstyle="none")
        alt += f" Marked: {chosen}, {mark:.0f} ms."
    return Picture(figure, alt)

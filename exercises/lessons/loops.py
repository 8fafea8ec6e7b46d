"""A loop of two bounded queues, drawn as a run has left it.

Inside:  ``loop_state``.
Outside: the program (the chapter's own cell), other queues and their threads (``drawings``).
"""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from exercises.lessons.drawings import TINTS, arrow, box, canvas
from pipeline_core.lab.charts.picture import Picture, own_settings
from pipeline_core.lab.style import INK, ITEM, PALE

SIDE = 0.5  # inches, of one place of a queue


@own_settings()
def loop_state(queues: Mapping[str, int], places: int, threads: Mapping[str, str], told: str = "") -> Picture:
    """Two queues and two threads, in a ring: how many items lie in each queue, and what each thread does.

    Args:
        queues: the name of each of the two queues, and how many items are in it.
        places: how many each of them has.
        threads: the name of each of the two threads, and its state: "blocked", "starved", "finished" …; the
            first takes from the first queue and puts into the second, the second one the other way round.
        told: a sentence about the run, for the end of the alt text.
    """
    (first, second), (one, other) = queues, threads
    wide = SIDE * places
    figure, axes = canvas(4.1 + 2 * wide, 1.75)
    x = 0.2
    for queue, thread in ((first, one), (second, other)):
        _queue(axes, x, queue, queues[queue], places)
        blocked = threads[thread] == "blocked"
        arrow(axes, (x + wide + 0.04, 1.05), (x + wide + 0.36, 1.05), color=PALE if blocked else INK)
        label = f"{thread}\n{threads[thread]}"
        box(axes, x + wide + 0.4, 0.75, (1.1, 0.6), label, TINTS[threads[thread]])
        x += wide + 1.95
    right = 0.2 + 2 * wide + 1.95 + 1.5
    between = (0.2 + wide + 1.52, 1.05), (0.2 + wide + 1.91, 1.05)
    arrow(axes, *between, color=PALE if threads[one] == "blocked" else INK)
    back = PALE if threads[other] == "blocked" else INK
    axes.plot([right - 0.55, right - 0.55, 0.2 + wide / 2], [0.73, 0.25, 0.25], color=back, linewidth=1.2)
    arrow(axes, (0.2 + wide / 2, 0.25), (0.2 + wide / 2, 0.78), color=back)
    axes.text(right / 2, 0.3, "once more", ha="center", va="bottom", fontsize=9, color=back)
    parts = [f"{name} holds {count} of {places}" for name, count in queues.items()]
    parts += [f"{name} is {state}" for name, state in threads.items()]
    return Picture(figure, f"A loop of two queues: {'; '.join(parts)}. {told}".rstrip())


def _queue(axes: Axes, x: float, name: str, count: int, places: int) -> None:
    for place in range(places):
        filled = place >= places - count  # the next to leave is the rightmost
        square = Rectangle((x + SIDE * place, 0.82), SIDE, 0.46, linewidth=1.2, edgecolor=INK)
        square.set(facecolor=ITEM if filled else "white")
        axes.add_patch(square)
    axes.text(x + SIDE * places / 2, 1.36, name, ha="center", va="bottom", fontsize=9.5)

"""A loop of two bounded queues, drawn at the moment at which it is fullest.

Inside:  ``fullest``, that moment of a run; ``loop_state``, its drawing.
Outside: the program (the chapter's own cell), other queues and their threads (``drawings``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from exercises.lessons.drawings import TINTS, arrow, box, canvas
from pipeline_core.lab import Run
from pipeline_core.lab.charts.picture import Picture, own_settings
from pipeline_core.lab.style import INK, ITEM, PALE

SIDE = 0.5  # inches, of one place of a queue
HAND = "one in hand"
EMPTY = "empty hands"
CAN_TAKE = "can take"


class Moment(NamedTuple):
    """How many items lie in each queue, and are in each thread's hand, are not in yet, and are finished."""

    queues: Mapping[str, int]
    hands: Mapping[str, int]
    outside: int
    finished: int


def fullest(run: Run, loop: Mapping[str, str], items: int) -> Moment:
    """The moment of a run at which most items are in the loop, and of these most in the queues.

    Args:
        run: of a program whose threads have an item in hand from their ``get`` on, until they put it into the
            other queue, or give back a permit because it is finished.
        loop: the name of each of the two queues, and of the thread that takes from it.
        items: how many there are in all.
    """
    takes = {thread: queue for queue, thread in loop.items()}
    depths = dict.fromkeys(loop, 0)
    hands = dict.fromkeys(takes, 0)
    finished = 0
    moments = [Moment(dict(depths), dict(hands), items, 0)]
    for event in run.events:
        queue = event.what.partition("`")[2].rstrip("`")
        if event.marker:
            break  # the end goes round: no item is in the loop any more
        if queue in loop:
            depths[queue] = event.depth
        if event.thread in takes:
            hands[event.thread] += {"get": 1, "put": -1, "release": -1}.get(event.kind, 0)
            finished += event.kind == "release"
        inside = sum(depths.values()) + sum(hands.values())
        moments.append(Moment(dict(depths), dict(hands), items - inside - finished, finished))
    return max(moments, key=lambda at: (-at.outside - at.finished, sum(at.queues.values())))


def doing(moment: Moment, places: int) -> dict[str, str]:
    """What each thread is at, by what it holds and by what lies in front of it and behind it."""
    found: dict[str, str] = {}
    (first, second), (one, other) = moment.queues, moment.hands
    for thread, before, after in ((one, first, second), (other, second, first)):
        if moment.hands[thread]:
            found[thread] = "blocked" if moment.queues[after] == places else "working"
        else:
            found[thread] = CAN_TAKE if moment.queues[before] else "starved"
    return found


@own_settings()
def loop_state(moment: Moment, places: int, told: str = "") -> Picture:
    """Two queues and two threads, in a ring: how many items lie in each queue, and what each thread holds.

    Args:
        moment: what is where; the first thread takes from the first queue and puts into the second, the
            second one the other way round.
        places: how many each queue has.
        told: a sentence about the run, for the end of the alt text.
    """
    threads = doing(moment, places)
    wide = SIDE * places
    figure, axes = canvas(6.5 + 2 * wide, 1.9)
    axes.text(0.65, 1.2, f"outside\n{moment.outside}", ha="center", va="center", fontsize=9.5)
    arrow(axes, (1.05, 1.2), (1.36, 1.2), color=PALE)
    x = 1.4
    centre = x + wide / 2
    for (queue, count), (thread, state) in zip(moment.queues.items(), threads.items(), strict=True):
        _queue(axes, x, queue, count, places)
        colour = PALE if state == "blocked" else INK
        arrow(axes, (x + wide + 0.04, 1.2), (x + wide + 0.36, 1.2), color=colour)
        x += wide + 0.4
        held = HAND if moment.hands[thread] else EMPTY
        tint = TINTS["working" if state == CAN_TAKE else state]
        box(axes, x, 0.8, (1.2, 0.8), f"{thread}\n{state}\n{held}", tint)
        arrow(axes, (x + 1.22, 1.2), (x + 1.61, 1.2), color=colour)
        x += 1.65
    axes.text(x + 0.38, 1.2, f"finished\n{moment.finished}", ha="center", va="center", fontsize=9.5)
    back = x - 1.05  # below the second thread
    axes.plot([back, back, centre], [0.78, 0.3, 0.3], color=colour, linewidth=1.2)
    arrow(axes, (centre, 0.3), (centre, 0.93), color=colour)
    axes.text((centre + back) / 2, 0.35, "once more", ha="center", va="bottom", fontsize=9, color=colour)
    parts = [f"{name} holds {count} of {places}" for name, count in moment.queues.items()]
    parts += [f"{name}: {state}, {HAND if moment.hands[name] else EMPTY}" for name, state in threads.items()]
    parts.append(f"{moment.outside} outside, {moment.finished} finished")
    return Picture(figure, f"A loop of two queues at its fullest: {'; '.join(parts)}. {told}".rstrip())


def _queue(axes: Axes, x: float, name: str, count: int, places: int) -> None:
    for place in range(places):
        filled = place >= places - count  # the next to leave is the rightmost
        square = Rectangle((x + SIDE * place, 0.97), SIDE, 0.46, linewidth=1.2, edgecolor=INK)
        square.set(facecolor=ITEM if filled else "white")
        axes.add_patch(square)
    axes.text(x + SIDE * places / 2, 1.51, name, ha="center", va="bottom", fontsize=9.5)

"""The drawing of the machine that the whole course uses: one heap, and one stack a thread.

Inside:  ``Stack``, ``machine``; ``life``: made, start, run, wait, end.
Outside: pictures of a run (``pipeline_core.lab``); queues, references and the kit (``drawings``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from exercises.lessons.drawings import arrow, box, canvas
from pipeline_core.lab.charts.picture import Picture, own_settings
from pipeline_core.lab.style import INK, ITEM, PALE, PAPER, STATES

TINTS = {
    "made": "white",
    "running": STATES["working"].tint,
    "waiting": STATES["waiting"].tint,
    "ended": "#eeeeee",
}
"""What a thread can be; each with the colour of its box."""

ROW = 0.27  # inches, as all of these: a line of text
GAP = 0.25  # between stacks
HEAP = 0.85
WIDTH = 8.6  # of the sheet
LIGHT: dict[str, Any] = {"mutation_scale": 11, "linewidth": 1.1}  # arrows, as there are many of them


class Stack(NamedTuple):
    """One thread at one moment.

    ``thread``: its name; ``state``: "made", "running", "waiting" or "ended"; ``frames``: call -> its local
    variables, the newest call last; each variable names the object on the heap that it points at. The same
    name is the same object, whoever points at it.
    """

    thread: str
    state: str
    frames: Mapping[str, Mapping[str, str]] = {}

    @property
    def rows(self) -> int:
        """Lines of text in its calls."""
        return sum(1 + len(variables) for variables in self.frames.values())

    @property
    def objects(self) -> list[str]:
        """What its variables point at, each object once."""
        return list(dict.fromkeys(each for variables in self.frames.values() for each in variables.values()))


@own_settings()
def machine(*processes: Sequence[Stack], names: Mapping[str, str] | None = None) -> Picture:
    """One heap and one stack a thread, for each process that is handed in.

    Args:
        processes: the threads of each process; nearly always there is one process.
        names: global names of the first process, each with the object that it points at. They are on
            nobody's stack, and every thread reaches them.
    """
    for stack in (stack for process in processes for stack in process):
        if stack.state not in TINTS:
            raise ValueError(f"machine: a thread is {', '.join(TINTS)}, not {stack.state!r}")
    if not processes or not all(processes):
        raise ValueError(
            "machine: a process has at least one thread: machine([Stack('MainThread', 'running')])"
        )
    known = Stack("global names", "", {"for every thread": names}) if names else None
    rows = max(stack.rows for process in processes for stack in (*process, *filter(None, [known])))
    tall = rows * ROW + 0.5
    figure, axes = canvas(WIDTH, HEAP + tall + 0.65)
    threads = sum(map(len, processes))
    left = 0.05
    for number, process in enumerate(processes, 1):
        width = (WIDTH - 0.1 - GAP * (len(processes) - 1)) * len(process) / threads
        _process(axes, process, left, width, None if number > 1 else known)
        _heap(axes, left, width, f"heap of process {number}" if len(processes) > 1 else "heap")
        left += width + GAP
    told = [
        _told(place, each, len(processes), None if place else known) for place, each in enumerate(processes)
    ]
    return Picture(figure, " ".join(told))


def _process(
    axes: Axes, threads: Sequence[Stack], left: float, width: float, known: Stack | None = None
) -> None:
    """The stacks side by side, an arrow from each variable to its object on the heap."""
    stacks = [*threads, known] if known else threads
    objects = list(dict.fromkeys(each for stack in stacks for each in stack.objects))
    step = width / max(1, len(objects))
    places = {each: left + step * (place + 0.5) for place, each in enumerate(objects)}
    shared = _shared(threads, known)
    for each, x in places.items():
        size = min(step - 0.12, max(0.7, 0.085 * len(each) + 0.25))
        box(axes, x - size / 2, 0.2, (size, 0.36), each, ITEM, linewidth=2.4 if each in shared else 1.2)
    room = width / len(stacks)
    for place, stack in enumerate(stacks):
        _stack(axes, stack, left + room * place + GAP / 2, room - GAP, places)


def _heap(axes: Axes, left: float, width: float, name: str) -> None:
    axes.add_patch(
        Rectangle((left, 0.05), width, HEAP, facecolor=PAPER, edgecolor=PALE, linestyle=":", zorder=0)
    )
    axes.text(left + 0.1, HEAP, name, ha="left", va="top", fontsize=9, color=PALE)


def _stack(axes: Axes, stack: Stack, left: float, width: float, places: Mapping[str, float]) -> None:
    """Its calls, the oldest at the bottom, and above them the thread's name and state."""
    y = HEAP + 0.42
    look: dict[str, Any] = {"linestyle": "-" if stack.state else ":"}  # global names are no calls
    for call, variables in stack.frames.items():
        height = ROW * (1 + len(variables))
        axes.add_patch(Rectangle((left, y), width, height, facecolor="white", edgecolor=INK, **look))
        top = y + height - ROW / 2
        axes.text(left + 0.1, top, call, ha="left", va="center", fontsize=9.5, family="monospace")
        for row, (name, target) in enumerate(variables.items(), 1):
            line = top - row * ROW
            axes.text(left + 0.3, line, name, ha="left", va="center", fontsize=9.5)
            dot = (left + width - 0.18, line)
            axes.plot(*dot, marker="o", markersize=4, color=INK)
            arrow(axes, dot, (places[target], 0.58), **LIGHT)
        y += height
    title = f"{stack.thread}: {stack.state}" if stack.state else stack.thread
    box(axes, left, y + 0.08, (width, 0.42), title, TINTS.get(stack.state, "white"), **look)


def _shared(threads: Sequence[Stack], known: Stack | None = None) -> list[str]:
    """The objects that more than one thread reaches: by its variables, or by a global name."""
    reached = [each for stack in threads for each in stack.objects]
    if known and len(threads) > 1:
        reached += 2 * known.objects
    return [each for each in dict.fromkeys(reached) if reached.count(each) > 1]


def _told(place: int, stacks: Sequence[Stack], of: int, known: Stack | None = None) -> str:
    calls = [_told_of(stack) for stack in stacks]
    head = f"Process {place + 1}: one heap" if of > 1 else "One heap"
    shared = _shared(stacks, known)
    if known:
        points = ", ".join(f"{name} → {each}" for name, each in known.frames["for every thread"].items())
        calls.append(f"Global names: {points}.")
    both = f"more than one thread reaches {', '.join(shared)}" if shared else "no object is shared"
    many = f"{len(stacks)} stack{'s'[: len(stacks) > 1]}"
    return f"{head}, {many}. {' '.join(calls)}" + (f" On the heap {both}." if len(stacks) > 1 else "")


def _told_of(stack: Stack) -> str:
    calls = [
        f"{call}" + "".join(f", {name} → {target}" for name, target in variables.items())
        for call, variables in stack.frames.items()
    ]
    return f"{stack.thread} is {stack.state}: {'; '.join(calls) or 'no calls'}."


@own_settings()
def life(here: str = "") -> Picture:
    """What becomes of a thread: made, running, waiting and running again, ended.

    Args:
        here: the state to point out, if any.
    """
    if here and here not in TINTS:
        raise ValueError(f"life: a thread is {', '.join(TINTS)}, not {here!r}")
    figure, axes = canvas(7.4, 2.0)
    spots = {"made": (0.1, 1.2), "running": (2.5, 1.2), "ended": (6.1, 1.2), "waiting": (2.5, 0.1)}
    for state, (x, y) in spots.items():
        box(axes, x, y, (1.2, 0.55), state, TINTS[state], linewidth=2.6 if state == here else 1.2)
    for start, end, text in (
        ((1.3, 1.475), (2.5, 1.475), "start()"),
        ((3.7, 1.475), (6.1, 1.475), "the function is over"),
    ):
        arrow(axes, start, end, **LIGHT)
        axes.text((start[0] + end[0]) / 2, 1.55, text, ha="center", va="bottom", fontsize=9.5)
    arrow(axes, (2.9, 1.2), (2.9, 0.65), **LIGHT)
    axes.text(2.8, 0.93, "sleep, join, get …", ha="right", va="center", fontsize=9.5)
    arrow(axes, (3.3, 0.65), (3.3, 1.2), **LIGHT)
    axes.text(3.4, 0.93, "what it waited for has come", ha="left", va="center", fontsize=9.5)
    now = f" Here: {here}." if here else ""
    return Picture(
        figure,
        "The life of a thread: made; start() makes it run; while it runs it may wait, for a time, a thread "
        f"or an item, and then it runs again; when its function is over it has ended, for good.{now}",
    )

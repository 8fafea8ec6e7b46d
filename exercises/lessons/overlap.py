"""Threads against kinds of work, simulated: what overlaps, and what takes turns.

Inside:  ``KINDS``, ``simulated``: one run; ``curves``: every run as one picture; ``work_panel``,
         ``work_knobs``: the same by slider; ``stacked``: timelines of several runs, for comparing;
         ``quickest``: by sums.
Outside: real threads and processes (``programs``), the drawing of the machine (``machine``).

The lab has as many cores as there are threads, and only waiting and computing take time there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from threading import Thread
from time import sleep
from typing import Any

import ipywidgets as widgets

from exercises.lessons.guesses import typed
from exercises.lessons.sliders import answered, look, panel, show_live
from pipeline_core import lab
from pipeline_core.lab.charts import strokes
from pipeline_core.lab.charts.picture import Picture, new_axes, new_figure, own_settings
from pipeline_core.lab.charts.read import activity
from pipeline_core.lab.story.run import Run
from pipeline_core.lab.style import COLOURS, DASHES

PIECES = 8  # of work, shared out among the threads
PIECE = 0.05  # seconds for one
MOST = 8  # threads
SEED = 46  # who has the next turn is drawn by lot; here nobody has many in a row, and the curves fall evenly
START = {
    "thread": 0.0001,
    "process": 0.8,
}  # seconds until one runs, about; of a process, with what this course imports
KINDS = {
    "waiting": "waiting, for a disk or a server",
    "C code": "C code that lets go of the GIL",
    "pure Python": "pure Python",
    "half and half": "half of it waiting, half pure Python",
}
"""The kinds of work; each with a few words on it."""

STILL = "While a kernel runs: the kind of work, the number of threads, a box for a guess, and the timeline."


def piece(kind: str) -> None:
    """One piece of work of this kind, in the lab."""
    if kind == "waiting":
        sleep(PIECE)
    elif kind == "C code":
        lab.compute(PIECE, gil=False)
    elif kind == "pure Python":
        lab.compute(PIECE)
    elif kind == "half and half":
        sleep(PIECE / 2)
        lab.compute(PIECE / 2)
    else:
        raise ValueError(f"a kind of work is one of {', '.join(KINDS)}, not {kind!r}")


@cache
def simulated(kind: str, threads: int) -> Run:
    """The run of so many threads that share the pieces of work among them."""

    def share(first: int) -> None:
        for _ in range(first, PIECES, threads):
            piece(kind)

    def program() -> None:
        workers = [Thread(target=share, args=(n,), name=f"thread {n + 1}") for n in range(threads)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    run = lab.simulate(program, switch="sync", seed=SEED)
    if run.error is not None:
        raise run.error
    return run


@own_settings()
def curves(counts: Sequence[int] = tuple(range(1, MOST + 1))) -> Picture:
    """How long all the work takes, against the number of threads: a line of steps for each kind."""
    figure, (axes,) = new_axes(height=3.0)
    told = []
    for place, kind in enumerate(KINDS):
        times = [1000 * simulated(kind, count).elapsed for count in counts]
        look = {"color": COLOURS[place], "linestyle": DASHES[place], "marker": "osD^"[place]}
        look["drawstyle"] = "steps-mid"  # there is no run between two numbers of threads
        axes.plot(counts, times, label=kind, linewidth=1.8, **look)  # type: ignore[arg-type]
        told.append(f"{kind}: {', '.join(f'{time:.0f}' for time in times)}")
    axes.set(xlabel="threads", ylabel="ms for all the work", ylim=(0, None))
    axes.set_xticks(counts)
    axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.05))
    alt = f"How many ms all the work takes with {', '.join(map(str, counts))} threads. {'; '.join(told)}."
    return Picture(figure, alt)


def quickest(waiting: float, python: float, helpers: int = 4) -> str:
    """Which is done first: a loop, so many threads, or so many processes? By sums, on as many cores.

    Args:
        waiting: seconds of waiting in all the work.
        python: seconds of pure Python in it.
        helpers: how many threads, or processes, share it.
    """
    took = {
        "loop": waiting + python,
        "threads": helpers * START["thread"] + waiting / helpers + python,
        "processes": helpers * START["process"] + (waiting + python) / helpers,
    }
    return min(took, key=lambda way: took[way])


@own_settings()
def stacked(runs: Mapping[str, Run], alt: str, *, marked: bool = True) -> Picture:
    """The timelines of several runs one below the other, on one scale of time.

    Args:
        runs: what stands above a timeline -> its run.
        alt: the sentence that stands for the picture.
        marked: whether the bottleneck of a pipeline is, where there is one.
    """
    seen = [activity(run) for run in runs.values()]
    if not marked:
        seen = [replace(each, bottleneck="") for each in seen]
    longest = max(each.seconds for each in seen)
    lanes = [len(each.lanes) for each in seen]
    sheet = new_figure(0.9 + 0.26 * sum(lanes) + 0.4 * len(lanes))
    rows = sheet.subplots(len(lanes), squeeze=False, sharex=True, height_ratios=lanes).flat
    for axes, title, each in zip(rows, runs, seen, strict=True):
        strokes.lanes(axes, each)
        strokes.clock(axes, longest)
        axes.set_title(title, loc="left", fontsize=10)
        axes.label_outer()
    axes.set_xlim(0, longest)  # of them all: the scale is shared, and every lane has set its own
    entries = {str(entry.get_label()): entry for each in seen for entry in strokes.key(each)}
    sheet.legend(handles=[*entries.values()], loc="outside upper left", ncols=len(entries), frameon=False)
    return Picture(sheet, alt)


def work_panel() -> widgets.VBox:
    """Kind of work, number of threads, a box for a guess, and the timeline that answers them."""
    works = [(told, each) for each, told in KINDS.items()]
    kind = widgets.Dropdown(options=works, description="work", **look(12))
    threads = widgets.IntSlider(1, 1, MOST, description="threads", **look(12))
    guess = widgets.Text("", description="your guess: ms in all", **look(12))

    def draw(changed: Any) -> str:
        if changed is kind:
            guess.value = ""  # it was for the other work
        run = simulated(kind.value, threads.value)
        return answered(lab.timeline(run), _told(1000 * run.elapsed, guess.value, changed is guess))

    return panel([kind, threads, guess], draw)


def _told(took: float, guess: str, just_typed: bool) -> str:
    """How long it took, and what to say to a guess: it is judged when the slider has moved, not as typed."""
    alone = 1000 * PIECES * PIECE
    said = f"{took:.0f} ms in all; one thread needs {alone:.0f} ms."
    guessed, asked = typed(guess, "ms")
    if guessed is None:
        return f"{said} {asked}".rstrip()
    if just_typed:
        return f"{said} Your guess is {guessed:g}: now move the slider."
    right = abs(guessed - took) <= 0.1 * took
    return f"{said} You said {guessed:g}: {'right' if right else 'not with so many threads'}."


def work_knobs() -> None:
    """Show a ``work_panel``; where there is no kernel, a sentence stands in its place."""
    show_live(work_panel(), STILL)

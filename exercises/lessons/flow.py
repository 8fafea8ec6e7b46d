"""What the cells of chapter 03 share: threads with names, a log, and a drawing of a queue with its threads.

Inside:  ``run_threads``, ``write_log``, ``flow_state``, ``states``, ``never_ended``.
Outside: a queue with one thread at each end (``pictures``), pictures of a run (``pipeline_core.lab``).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Thread

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from exercises.lessons.drawings import TINTS, _arrow, _box, _canvas
from pipeline_core.lab import Run
from pipeline_core.lab.charts.picture import Picture, own_settings
from pipeline_core.lab.style import INK, ITEM, PALE

PAGES = ("/", "/cart", "/search", "/account")
CUT = (20, 45)  # the lines of the log that were cut short
SLOTS = 6  # as many places of a queue are drawn; of more items, the first few and the last
LOW, GAP = 0.14, 0.56  # inches: from the lower edge to the first thread, and from thread to thread


def run_threads(*functions: Callable[[], object]) -> None:
    """Run each function in a thread of its own, and wait for all of them.

    A thread is called after its function; one that is given twice runs twice, as "parse 1" and "parse 2".
    A ``functools.partial`` is called after the function inside.
    """
    names = [getattr(function, "func", function).__name__ for function in functions]
    threads, met = [], Counter[str]()
    for function, name in zip(functions, names, strict=True):
        met[name] += 1
        full = f"{name} {met[name]}" if names.count(name) > 1 else name
        threads.append(Thread(target=function, name=full))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def write_log(path: Path, lines: int = 60, seed: int = 2) -> None:
    """Write the log of a small shop, the same for the same seed; lines 20 and 45 are cut short.

    Args:
        path: the file; its folder must be there.
        lines: how many lines, those that are cut short included.
        seed: another number, another log.
    """
    dice = random.Random(seed)  # noqa: S311 - a log, not a secret
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for number in range(lines):
            page, took = PAGES[int(4 * dice.random())], int(5 + 300 * dice.random())
            line = f"10:{number // 60:02}:{number % 60:02} GET {page} {took} ms"
            file.write((line[:14] if number + 1 in CUT else line) + "\n")


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
    slots, rows = min(max(len(items) + 1, 3), SLOTS), max(len(producers), len(consumers))
    height = 2 * LOW + GAP * rows - 0.08
    figure, axes = _canvas(4.0 + 0.66 * slots, height)
    _threads(axes, 0.1, height, producers)
    for row in range(len(producers)):
        _arrow(axes, (1.52, _centre(height, len(producers), row)), (1.88, height / 2), color=PALE)
    for slot in range(slots):
        x = 1.92 + 0.66 * (slots - 1 - slot)  # the next to leave is the rightmost
        _place(axes, x, height / 2 - 0.24, drawn[slot : slot + 1], end)
    right = 1.92 + 0.66 * slots
    for row in range(len(consumers)):
        _arrow(
            axes, (right + 0.04, height / 2), (right + 0.4, _centre(height, len(consumers), row)), color=PALE
        )
    _threads(axes, right + 0.44, height, consumers)
    return Picture(figure, _told(items, producers, consumers, end))


def _centre(height: float, rows: int, row: int) -> float:
    return height / 2 + GAP * ((rows - 1) / 2 - row)


def _threads(axes: Axes, x: float, height: float, threads: Mapping[str, str]) -> None:
    for row, (name, state) in enumerate(threads.items()):
        y = _centre(height, len(threads), row) - (GAP - 0.08) / 2
        _box(axes, x, y, (1.4, GAP - 0.08), f"{name}\n{state}", TINTS[state])


def _place(axes: Axes, x: float, y: float, held: Sequence[object], end: object) -> None:
    last = bool(held) and held[0] is end
    place = Rectangle((x, y), 0.66, 0.48, linewidth=1.2, edgecolor=INK)
    place.set(facecolor=INK if last else ITEM if held else "white", linestyle="-" if held else ":")
    axes.add_patch(place)
    text = "" if not held else "END" if last else str(held[0])
    axes.text(
        x + 0.33, y + 0.24, text, ha="center", va="center", fontsize=8.5, color="white" if last else INK
    )


def _told(
    items: Sequence[object], producers: Mapping[str, str], consumers: Mapping[str, str], end: object
) -> str:
    named = ["the end" if item is end else str(item) for item in items]
    inside = ", ".join(
        named if len(items) <= SLOTS else [*named[: SLOTS - 2], f"… {named[-1]} ({len(items)} in all)"]
    )
    threads = [f"{name} is {state}" for name, state in [*producers.items(), *consumers.items()]]
    return f"In the queue, the next to leave first: {inside or 'nothing'}. {'; '.join(threads)}."


def never_ended(run: Run) -> list[str]:
    """The threads that a run of the lab left waiting, in the order of their start; without the main one."""
    return [status.thread for status in (run.picture or [])[1:] if not status.done]


def states(run: Run, *names: str) -> dict[str, str]:
    """How a run of the lab left these threads, in the words of ``flow_state``: {"count": "starved"}."""
    waits = {"get": "starved", "put": "blocked"}
    left = {each.thread: waits.get(each.kind, "waiting") for each in run.picture or [] if not each.done}
    return {name: left.get(name, "finished") for name in names}

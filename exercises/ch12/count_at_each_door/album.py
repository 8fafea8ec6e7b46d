"""12.2: a pipeline that makes an album of photos, in four ways that lose some, and what it counted.

Inside:  ``make_album``, the program; ``counted``, a run of it; ``table``, its counts as a text.
Outside: what is asked about them (``check``).
"""

from __future__ import annotations

import functools
import random
from collections.abc import Sequence
from queue import Empty, Queue
from threading import Lock
from time import sleep
from typing import NamedTuple

from exercises.lessons.programs import run_threads
from pipeline_core import SENTINEL, lab


class Settings(NamedTuple):
    """How many photos; which of them is slow, which is torn, and before which one the source pauses."""

    photos: int
    slow: int
    torn: int
    pause: int


class Counts(NamedTuple):
    """What went through each door, and what was left in the queues; the end is no photo."""

    read_out: int
    resize_in: int
    resize_out: int
    save_in: int
    in_album: int
    left_for_resize: int
    left_for_save: int


def settings(variant: int) -> Settings:
    """The numbers of a variant."""
    dice = random.Random(variant)  # noqa: S311 - numbers, not secrets
    photos = dice.randint(11, 16)
    return Settings(photos, photos - 3, dice.randint(2, 5), dice.randint(5, 8))


def make_album(  # noqa: C901 - three stages and their faults, as a reader would look for them
    kind: str, chosen: Settings, *, ends: int = 2, late_save: float = 0.0
) -> Counts:
    """read → resize (two threads) → save → album; ``kind`` says what is wrong with it, "" that nothing is."""
    todo: Queue[object] = Queue()
    small: Queue[object] = Queue()
    read: list[object] = []
    taken: list[object] = []
    made: list[object] = []
    saved: list[object] = []
    album: dict[object, object] = {}
    lock = Lock()
    at_work = 2

    def source() -> None:
        for photo in range(chosen.photos):
            if kind == "gave up" and photo == chosen.pause:
                sleep(2)
            read.append(photo)
            todo.put(photo)
        for _ in range(ends):
            todo.put(SENTINEL)

    def take() -> object:
        try:
            return todo.get(timeout=1 if kind == "gave up" else None)
        except Empty:
            return SENTINEL

    def resize() -> None:
        nonlocal at_work
        while (photo := take()) is not SENTINEL:
            taken.append(photo)
            sleep(0.5 if photo == chosen.slow else 0.01)
            if kind == "swallowed" and photo == chosen.torn:
                continue
            small.put(photo)
            made.append(photo)
        with lock:
            at_work -= 1
            last = at_work == 0
        if last or kind == "early":
            small.put(SENTINEL)

    def save() -> None:
        sleep(late_save)
        while (photo := small.get()) is not SENTINEL:
            saved.append(photo)
            name = 0 if kind == "same name" and photo == chosen.torn else photo
            album[name] = photo

    run_threads(source, resize, resize, save)
    return Counts(len(read), len(taken), len(made), len(saved), len(album), _left(todo), _left(small))


def _left(queue: Queue[object]) -> int:
    left: Sequence[object] = [queue.get() for _ in range(queue.qsize())]
    return sum(each is not SENTINEL for each in left)


@functools.cache
def counted(kind: str, chosen: Settings, ends: int = 2, late_save: float = 0.0) -> Counts:
    """The counts of a run under the lab."""
    run = lab.simulate(
        lambda: make_album(kind, chosen, ends=ends, late_save=late_save), switch="sync", watch=make_album
    )
    assert run.outcome == "finished", run.explain()
    counts: Counts = run.result
    return counts


def table(kind: str, chosen: Settings) -> str:
    """The counts, door by door."""
    found = counted(kind, chosen)
    return "\n".join(
        [
            "          in   out   left in its queue",
            f"read           {found.read_out:3}",
            f"resize   {found.resize_in:3}   {found.resize_out:3}   {found.left_for_resize:3}",
            f"save     {found.save_in:3}         {found.left_for_save:3}",
            f"album    {found.in_album:3}",
        ]
    )

"""A pipeline that has stopped moving: who holds it up, who waits for whom, and what to try.

Inside:  ``watchdog``, and ``Progress``, which knows whether anything has moved.
Outside: showing a pipeline that runs (live).

A pipeline never waits for nothing: whoever waits for an item or for room waits, in the end, for a thread that
is at work. So the threads at work are the answer, and the line of the learner's code in which each stands.
"""

from __future__ import annotations

import linecache
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from pipeline_core import PipelineManager
from pipeline_core.frames import place_of, yours
from pipeline_core.lab.arguments import named
from pipeline_core.meter import WORKING

CURES = {
    "lock": "A lock: see who holds it. Two threads that take two locks in two orders wait for each other.",
    "queue": "A queue of its own: whoever should put or take at its other end has gone, or waits as well.",
    "future": "A sub-task's result: a pool for which all its own threads wait has nobody left to work.",
    "event": "An event or a condition: see that whoever should set it still runs, and comes that far.",
    "thread": "The end of another thread: see what that one waits for.",
    "": "If it is only slow, wait longer (after=…) or give the stage more workers. If it waits for something"
    " outside, give that call a timeout.",
}  # fmt: skip


class Progress:
    """Has anything moved? Asked now and then by one thread; reading costs some microseconds.

    Args:
        manager: a started pipeline.
        after: so many seconds without a move are a stall.
    """

    def __init__(self, manager: PipelineManager, after: float) -> None:
        if not isinstance(after, (int, float)) or not after > 0:
            raise ValueError(f"after must be a number of seconds above 0, not {after!r}")
        manager.view("watchdog()")
        self.manager = manager
        self.after = after
        self._seen = self._counts()
        self._since = time.monotonic()
        self.still = False  # a stall has been told, and nothing has moved since

    def stalled(self) -> str | None:
        """Return the report if nothing has moved for ``after`` seconds; once for each stall."""
        now = time.monotonic()
        counts = self._counts()
        if counts != self._seen:
            self._seen = counts
            self._since = now
            self.still = False
        if self.still or now - self._since < self.after or self.manager.state != "running":
            return None
        self.still = True
        return report(self.manager, now - self._since)

    def _counts(self) -> tuple[int, ...]:
        inside = self.manager.view("watchdog()")
        counts = [(port.items_in, port.items_out, port.skipped, port.failed) for port in inside.ports]
        return (inside.results_queue.qsize(), *(number for four in counts for number in four))


def watchdog(
    manager: PipelineManager, *, after: float = 5.0, stop: bool = False, say: Callable[[str], Any] = print
) -> list[Any]:
    """Wait for a started pipeline, and say who is stuck on what when nothing has moved for a while.

    To be called instead of ``manager.wait_for_completion()``. The calling thread does all the looking, so
    that what is said appears below the cell that waits.

    Args:
        manager: a pipeline that has been started.
        after: seconds without a move of any item; then it is said, once for each stall.
        stop: also stop the pipeline then. Its threads are still joined: one that is stuck in your own code
            for good holds the call until Ctrl-C.
        say: gets the report, a text of some lines.

    Returns:
        The results, as ``wait_for_completion`` does.

    Raises:
        TypeError: ``manager`` is no ``PipelineManager``.
        ValueError: ``after`` is not a number above 0.
        RuntimeError, PipelineError: as ``wait_for_completion``.

    Guarantees: starts no thread, changes nothing in the pipeline, and looks four times in ``after`` seconds.
    It sees counts, not minds: a long computation and a deadlock both stand still, and the report shows
    the line in which each thread does.
    """
    check_manager("lab.watchdog", manager)
    progress = Progress(manager, after)
    while True:
        try:
            return manager.wait_for_completion(timeout=after / 4)
        except TimeoutError:
            told = progress.stalled()
        if told is not None:
            say(told)
            if stop:
                manager.stop()
                return manager.wait_for_completion()


def check_manager(who: str, manager: Any) -> None:
    """TypeError unless it is a ``PipelineManager``."""
    if not isinstance(manager, PipelineManager):
        raise TypeError(f"{who} watches a PipelineManager that has been started, not {named(manager)}")


def report(manager: PipelineManager, seconds: float) -> str:
    """Who holds a pipeline up, who waits for whom, and what to try; ``seconds``: since the last move."""
    inside = manager.view("watchdog()")
    out = inside.taken
    have = "result has" if out == 1 else "results have"
    lines = [f"Nothing has moved in {manager.name} for at least {seconds:.1f} s; {out} {have} come out."]
    kinds = []
    for who, frame in at_work(manager):
        mine = yours(frame)
        kinds.append(_kind(frame, mine))
        lines.append(f"Held up by {who}, {place_of(mine)}")
    if not kinds:
        lines.append(
            "None of its threads is at work: it waits for an executor's sub-task, or for the caller."
        )
    lines.append("Who waits:")
    lines.append(inside.who_waits())
    lines.extend(f"{'  ' * bool(place)}{CURES[kind]}" for place, kind in enumerate(dict.fromkeys(kinds)))
    return "\n".join(lines)


def at_work(manager: PipelineManager) -> list[tuple[str, FrameType]]:
    """The threads that wait for nothing in the pipeline, each with where it stands."""
    frames = sys._current_frames()
    inside = manager.view("watchdog()")
    own = inside.thread_ids
    found = []
    for port in inside.ports:
        if port.meter.state == WORKING and port.name in own:
            item = "" if port.stage.is_source else f", at work on item {port.in_hand}"
            found.append((f"{port.name}{item}", frames.get(own[port.name])))
    return [(who, frame) for who, frame in found if frame is not None]


def _kind(frame: FrameType, mine: FrameType | None) -> str:
    """What a thread waits for, from the standard library's functions between the user's line and it."""
    names = []
    step = frame
    while step is not mine and step.f_back is not None:
        names.append((step.f_globals.get("__name__", ""), step.f_code.co_name))
        step = step.f_back
    for module, kind, functions in (
        ("concurrent.futures._base", "future", {"result", "exception", "wait"}),
        ("queue", "queue", {"get", "put", "join"}),
        ("threading", "thread", {"join"}),
        ("threading", "event", {"wait", "wait_for"}),
    ):
        if any(name == module and function in functions for name, function in names):
            return kind
    text = linecache.getline(mine.f_code.co_filename, mine.f_lineno) if mine is not None else ""
    return "lock" if ".acquire(" in text or text.lstrip().startswith("with ") else ""

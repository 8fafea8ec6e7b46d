"""12.4: four threads that wait for something to do, each in its own way, and what that costs.

Inside:  ``stands``: where each of them stands; ``busiest``: who does most; ``looks``: how often those
         look that nap; ``late``: by how much it is late; ``ways``: what each way to wait costs.
Outside: what is asked about them (``check``).
"""

from __future__ import annotations

import functools
import random
from collections import Counter
from collections.abc import Callable
from queue import Empty, Queue
from threading import Event
from time import monotonic, sleep
from typing import Any, NamedTuple

from exercises.lessons.programs import run_threads
from pipeline_core import lab

QUIET = 60  # seconds
THREADS = ("fetch", "parse", "save", "report")


class Settings(NamedTuple):
    """Milliseconds between two looks of `parse`, and how many such threads there are."""

    nap: int
    parsers: int


def settings(variant: int) -> Settings:
    """The numbers of a variant."""
    dice = random.Random(variant)  # noqa: S311 - numbers, not secrets
    return Settings(dice.choice((20, 50, 100, 200)), dice.choice((2, 3, 4)))


def night(nap: float) -> None:
    """Nothing comes, for ever."""
    photos: Queue[Any] = Queue()
    prices: Queue[Any] = Queue()
    texts: Queue[Any] = Queue()
    morning = Event()

    def fetch() -> None:
        photos.get()

    def parse() -> None:
        while prices.empty():
            sleep(nap)

    def save() -> None:
        while texts.empty():
            pass

    def report() -> None:
        morning.wait(timeout=3600)

    run_threads(fetch, parse, save, report)


@functools.cache
def _night(nap: int, steps: int) -> Any:
    return lab.simulate(lambda: night(nap / 1000), max_steps=steps, watch=night)


def stands(nap: int) -> str:
    """Where each thread stands, in two looks."""
    told = []
    for number, steps in enumerate((3000, 4001), 1):
        told.append(f"look {number}")
        told += [
            f"  {each.thread:8}{each.text}" for each in _night(nap, steps).statuses if each.thread in THREADS
        ]
    return "\n".join(told)


def busiest(nap: int) -> str:
    """The thread that has made most steps."""
    made = Counter(event.thread for event in _night(nap, 4001).events)
    return max(THREADS, key=lambda name: made[name])


class _Counted(Queue[Any]):
    """Counts the calls that do not wait until there is something."""

    looks = 0

    def empty(self) -> bool:
        self.looks += 1
        return super().empty()

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        self.looks += timeout is not None
        return super().get(block, timeout)


class Cost(NamedTuple):
    """Looks until something came, and by how many milliseconds it was taken late."""

    looks: int
    late: float


def napping(nap: float) -> Callable[[Queue[Any]], Any]:
    """Wait by naps."""

    def wait(queue: Queue[Any]) -> Any:
        while queue.empty():
            sleep(nap)
        return queue.get()

    return wait


def blocking(queue: Queue[Any]) -> Any:
    """Wait in get."""
    return queue.get()


def with_timeout(seconds: float) -> Callable[[Queue[Any]], Any]:
    """Wait in get, and look up again and again."""

    def wait(queue: Queue[Any]) -> Any:
        while True:
            try:
                return queue.get(timeout=seconds)
            except Empty:
                continue

    return wait


def cost(wait: Callable[[Queue[Any]], Any], comes: float, threads: int = 1) -> Cost:
    """What it costs to wait so, for an item that comes after so many seconds."""

    def program() -> Cost:
        queue = _Counted()
        late = []

        def take() -> None:
            wait(queue)
            late.append(monotonic() - comes)

        def source() -> None:
            sleep(comes)
            for _ in range(threads):
                queue.put("item")

        begun = monotonic()
        run_threads(*[take] * threads, source)
        return Cost(queue.looks, 1000 * (max(late) - begun))

    run = lab.simulate(program, switch="sync", watch=night)
    assert run.outcome == "finished", run.explain()
    found: Cost = run.result
    return found


@functools.cache
def looks(chosen: Settings) -> int:
    """How often the threads that nap look in a quiet minute, all together."""
    return cost(napping(chosen.nap / 1000), QUIET, chosen.parsers).looks


@functools.cache
def late(chosen: Settings) -> float:
    """By how many milliseconds an item is late at most: one that comes just behind a look."""
    nap = chosen.nap / 1000
    return cost(napping(nap), 10 * nap + nap / 1000).late


@functools.cache
def ways() -> dict[str, Cost]:
    """Each way to wait: looks in ten quiet seconds, and how late an item is."""
    comes = 10.0005
    return {
        "nap": cost(napping(0.5), comes),
        "short nap": cost(napping(0.002), comes),
        "timeout": cost(with_timeout(0.002), comes),
        "get": cost(blocking, comes),
    }

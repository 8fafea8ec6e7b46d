"""12.6: pipelines whose bar stands still, each seen twice: the counts and the bar.

Inside:  ``seen``, a run of one; ``table``, what was seen as a text.
Outside: what is asked about them (``check``).
"""

from __future__ import annotations

import functools
import io
import random
from collections.abc import Callable, Iterable
from queue import Queue
from time import sleep
from typing import Any, NamedTuple
from unittest import mock

from tqdm.std import tqdm

from pipeline_core import PipelineManager, batched, lab


class Settings(NamedTuple):
    """How many items there are, how many of them fail, and how many make a batch."""

    items: int
    failing: int
    batch: int


class Look(NamedTuple):
    """The stage's counts, and the bar, at one moment."""

    when: str
    items_in: int
    items_out: int
    failed: int
    taken: int
    bar: int
    total: int


Program = Callable[[Settings], list[Look]]


def settings(variant: int) -> Settings:
    """The numbers of a variant."""
    dice = random.Random(variant)  # noqa: S311 - numbers, not secrets
    return Settings(dice.choice((6, 7, 8, 9)), dice.choice((2, 3)), dice.choice((5, 10, 12)))


def resize(item: Any) -> Any:
    """Take a second."""
    sleep(1)
    return item


def look(
    when: str, manager: PipelineManager, taken: int | None = None, bar: int | None = None, total: int = 0
) -> Look:
    """What the manager says now; of a bar of one's own where it stands.

    ``taken``: how many results the caller has; all that have come out, if not given.
    """
    row = manager.stats()[0]
    taken = row.items_out if taken is None else taken
    at = manager.pbar.n if bar is None else bar
    return Look(
        when, row.items_in, row.items_out, row.failed, taken, at, manager.pbar.total if bar is None else total
    )


def half_and_end(manager: PipelineManager, items: Iterable[Any], half: int) -> list[Look]:
    """Start it, take all results, and look after half of them and in the end."""
    found = []
    manager.start(items)
    taken = 0
    for taken, _ in enumerate(manager.results(), 1):
        if taken == half:
            found.append(look("half-way", manager, taken))
    return [*found, look("in the end", manager, taken)]


def nobody_takes(chosen: Settings) -> list[Look]:
    """The caller starts it, and does something else."""
    with PipelineManager(progress=True, num_total_items=chosen.items) as manager:
        manager.add_worker(resize, "resize").start(range(chosen.items))
        sleep(3.5)
        first = look("after 3.5 s", manager, 0)
        sleep(chosen.items)
        second = look(f"after {3.5 + chosen.items} s", manager, 0)
        manager.wait_for_completion()
    return [first, second]


def other_total(chosen: Settings) -> list[Look]:
    """The total is that of the photos, and what moves are batches of them."""
    photos = range(chosen.items * chosen.batch)
    with PipelineManager(progress=True, num_total_items=len(photos)) as manager:
        manager.add_worker(resize, "resize")
        return half_and_end(manager, batched(photos, chosen.batch), 3)


def results_only(chosen: Settings) -> list[Look]:
    """A bar of one's own, moved for each result; some items fail."""

    def work(item: int) -> int:
        if item < chosen.failing:
            raise ValueError(item)
        return int(resize(item))

    found = []
    with PipelineManager() as manager:
        manager.add_worker(work, "resize", on_error="skip").start(range(chosen.items))
        bar = 0
        for _ in manager.results():
            bar += 1
            if bar == 2:
                found.append(look("half-way", manager, bar, bar, chosen.items))
        found.append(look("in the end", manager, bar, bar, chosen.items))
    return found


def stuck(chosen: Settings) -> list[Look]:
    """The stage waits for room in a queue of its own, from which nobody takes."""
    notes: Queue[int] = Queue(maxsize=2)

    def work(item: int) -> int:
        notes.put(item)
        return int(resize(item))

    found = []
    with PipelineManager(progress=True, num_total_items=chosen.items) as manager:
        manager.add_worker(work, "resize").start(range(chosen.items))
        for seconds in (4, 10):
            try:
                manager.wait_for_completion(timeout=seconds)
            except TimeoutError:
                found.append(look(f"after {4 if seconds == 4 else 14} s", manager))
        for _ in range(chosen.items):
            notes.get()  # or it would never end
        manager.wait_for_completion()
    return found


PROGRAMS: dict[str, Program] = {
    "nobody takes": nobody_takes, "other total": other_total, "results only": results_only, "stuck": stuck,
}  # fmt: skip


class UnseenBar(tqdm):  # type: ignore[type-arg]
    """A bar that counts like any other, and draws nothing: above the questions it would be the answer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs, file=io.StringIO())


@functools.cache
def seen(kind: str, chosen: Settings) -> list[Look]:
    """Both looks, of a run under the lab."""
    with mock.patch("tqdm.auto.tqdm", UnseenBar):
        run = lab.simulate(lambda: PROGRAMS[kind](chosen), switch="channel", watch=resize)
    assert run.outcome == "finished", run.explain()
    looks: list[Look] = run.result
    return looks


def table(kind: str, chosen: Settings) -> str:
    """What was seen, a line for each look."""
    rows = [f"{'':14}into resize   out of it   failed   results taken   bar"]
    rows += [
        f"{each.when:14}{each.items_in:11}{each.items_out:12}{each.failed:9}{each.taken:16}   "
        f"{each.bar} of {each.total}"
        for each in seen(kind, chosen)
    ]
    return "\n".join(rows)

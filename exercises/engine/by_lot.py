"""Calls in orders of steps that are drawn by lot, for what goes wrong in one order of many.

Inside:  ``Call``; ``by_lot``, which tries many of them in one run, and looks for a short run of that.
Outside: a single run and all orders (``bench``), the inputs (``battery``).

A search begins with orders close to the usual one; a step in which two threads have to meet, late in a call,
lies far from it, and a lot finds it sooner. A run costs more than a call in it, so many calls share one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from exercises.engine.bench import Bench
from exercises.engine.endings import Said

LOTS = range(1, 25)  # seeds of the runs of one order each that look for what was wrong in it


@dataclass(frozen=True)
class Call:
    """``program`` makes one call and returns what is wrong with it, or ""; ``with_it`` says with what."""

    program: Callable[[], str]
    with_it: str
    says: Mapping[str, Said] = field(default_factory=dict)


def by_lot(bench: Bench, calls: Sequence[Call], *, laps: int, switch: str = "opcode") -> None:
    """All calls, ``laps`` times, in one run.

    Raises:
        Refusal: something is wrong with one; told of a run with that call alone, if there is one.
    """
    every = [*calls] * laps
    run = bench.attempt(lambda: [call.program() for call in every], len(every), seed=LOTS[0], switch=switch)
    if run is not None and not any(run.result):
        return
    for seed in LOTS:
        for call in {id(call): call for call in calls}.values():
            one = bench.run(call.program, says=call.says, seed=seed, switch=switch)
            one.shows_result = False
            bench.require(not one.result, f"{call.with_it}{DRAWN}: {one.result}.", one)
    for call, wrong in zip(every, run.result if run is not None else [], strict=False):
        bench.require(not wrong, f"{call.with_it}{DRAWN}, in one of several calls in a row: {wrong}.")


DRAWN = ", in an order of steps drawn by lot"

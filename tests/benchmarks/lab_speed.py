"""How fast the lab is, beside frontrun and interleave-test where they are installed.

Run it as ``python -m tests.benchmarks.lab_speed``; frontrun answers only under its own command,
``frontrun python -m tests.benchmarks.lab_speed``. Each figure is the median of alternating whole calls,
in one process; "search" is the time until the failing run was over, before it is made short and confirmed.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import importlib.util
import statistics
import sys
import time
from collections.abc import Callable

from pipeline_core import lab
from pipeline_core.lab.exploration.search import Search
from pipeline_core.lab.scheduler.strategies import Follow, RandomWalk
from tests.benchmarks.lab_cases import CASES, Case, program_of
from tests.lab.programs import three_stages

SWITCHES = {"c += 1": "opcode"}
TIMERS = {"sleep(10) beside get(timeout=5)": "idle"}


def ours(case: Case) -> str:
    options = {"switch": SWITCHES.get(case.name, "line"), "timers": TIMERS.get(case.name, "any")}
    found = lab.explore(program_of(case), check=lambda run: run.result, **options)
    return (
        f"found ({found.schedules})"
        if found.failure
        else f"proved ({found.schedules})"
        if found.complete
        else "unsure"
    )


def search_alone(case: Case) -> str:
    """Only the search: no shortening, no replay, no story."""
    search = Search(program_of(case), lambda run: run.result, SWITCHES.get(case.name, "line"), (),
                TIMERS.get(case.name, "any"), 20_000, None)  # fmt: skip
    box: list[float] = []

    def job() -> None:  # runs in the lab's driver thread, which is not controlled: real time
        begun = time.perf_counter()
        search.find_failure()
        box.append(time.perf_counter() - begun)

    search.runner.guard(job)
    return f"{box[0] * 1e3:.2f}"


def frontrun(case: Case) -> str:
    tool = importlib.import_module("frontrun")
    try:
        found = tool.explore(case.setup, list(case.workers), case.holds, clock="virtual",
                             deadlock_timeout=1.0, total_timeout=20.0)  # fmt: skip
    except BaseException as error:
        return f"{type(error).__name__}"
    return f"holds ({found.num_explored})" if found.property_holds else f"found ({found.num_explored})"


def interleave(case: Case) -> str:
    tool = importlib.import_module("interleave_test")
    run = program_of(case)

    def model() -> None:
        assert run()

    grain = SWITCHES.get(case.name, "line")
    found = tool.explore(model, strategy="dfs", granularity=grain, iterations=20_000, raise_on_failure=False)
    return f"found ({found.schedules_run})" if found.failure else f"holds ({found.schedules_run})"


def lap(call: Callable[[Case], str], case: Case) -> tuple[float, str]:
    begun = time.perf_counter()
    try:
        answer = call(case)
    except Exception as error:
        answer = type(error).__name__
    return (time.perf_counter() - begun) * 1e3, answer


def measured(calls: list[Callable[[Case], str]], case: Case, times: int) -> list[tuple[float, str]]:
    """Alternating laps; a call that took two seconds the first time is not repeated."""
    firsts = [lap(call, case) for call in calls]
    laps: list[list[float]] = [[] for _ in calls]
    for _ in range(times):
        for kept, call, first in zip(laps, calls, firsts, strict=True):
            if first[0] < 2_000:
                kept.append(lap(call, case)[0])
    return [
        (statistics.median(kept or [first[0]]), first[1]) for kept, first in zip(laps, firsts, strict=True)
    ]


def compare(times: int) -> None:
    peers: list[tuple[str, Callable[[Case], str]]] = [("lab", ours)]
    for name, call in (("frontrun", frontrun), ("interleave_test", interleave)):
        if importlib.util.find_spec(name):
            peers.append((name, call))
    print(f"Python {sys.version.split()[0]}; whole call in ms (verdict, schedules)")
    for case in CASES:
        cells = [
            f"{name} {milliseconds:9.2f} {answer:18}"
            for (name, _), (milliseconds, answer) in zip(
                peers, measured([call for _, call in peers], case, times), strict=True
            )
        ]
        print(
            f"{case.name:32} {'fails' if case.fails else 'holds'} | "
            + " | ".join(cells)
            + f" | search {search_alone(case)}",
            flush=True,
        )


def thousand(search: Search, observe: bool) -> None:
    for _ in range(1000):
        search.play(Follow(), observe=observe)


def speeds() -> None:
    for switch in ("sync", "line", "opcode"):
        laps = []
        for _ in range(5):
            begun = time.perf_counter()
            run = lab.simulate(three_stages, switch=switch)
            laps.append(time.perf_counter() - begun)
        per_second = run.steps / statistics.median(laps)
        print(
            f"3 stages × 200 items, {switch:6}: {statistics.median(laps) * 1e3:6.1f} ms, "
            f"{run.steps} steps, {per_second:,.0f} steps/s"
        )
    case = program_of(CASES[9])
    for switch in ("sync", "line"):
        for observe in (False, True):
            search = Search(case, None, switch, (), "any", 1, None)
            begun = time.perf_counter()
            search.runner.guard(functools.partial(thousand, search, observe))
            rate = 1000 / (time.perf_counter() - begun)
            print(
                f"schedules of two threads and a lock, {switch}, "
                f"{'observed' if observe else 'plain'}: {rate:,.0f}/s"
            )
    search = Search(case, None, "line", (), "any", 1, None)
    begun = time.perf_counter()
    search.runner.guard(lambda: [search.play(RandomWalk(i), observe=False) for i in range(1000)])
    print(
        "the same by lot (a switch at most steps): "
        f"{search.longest * 1000 / (time.perf_counter() - begun):,.0f} steps/s"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="whole calls a figure")
    speeds()
    compare(parser.parse_args().times)

"""How long threads take with the GIL and without it, on two builds of one source. For chapter 11.

    python3.13t exercises/lessons/builds.py python3.13           measure with both, and print the record
    python3.13t exercises/lessons/builds.py python3.13 --keep    and keep it beside this file, with the date

Inside:  two kinds of work for threads; the record of how long they take; the one that was kept
         (``builds.json``), and what it says of a number of threads.
Outside: what it means (the chapter), where such a Python is (``lost_updates``).

Three columns. ``ordinary`` is the build that everybody has, and what the others are compared with. A
free-threaded one can be told to use a GIL all the same (``on``), so what differs between ``on`` and ``off``
is the GIL alone; between ``ordinary`` and ``on`` it is what such a build costs. Both have to be one version,
compiled alike. Only the standard library is imported: they need not have the packages of the course.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from threading import Barrier, Lock, Thread
from time import perf_counter, sleep, thread_time
from typing import Any

COLUMNS = ("ordinary", "on", "off")
NUMBERS = 800
ROUNDS = 100  # of a lap
LAPS = 8  # the columns in turns: a processor is quick for a while, and slower for a while
NEAR = 0.93
ERROR = 1.01  # two clocks are read, one after the other
COUNTS = (1, 2, 4)
PAUSE = 0.005  # seconds: whoever has waited is let run at once, also where other programs work
KEPT = Path(__file__).with_suffix(".json")
LONG = 900  # seconds; a record takes about four minutes
BUILT = """import json, platform, sysconfig
options = sysconfig.get_config_var("CONFIG_ARGS") or ""
free = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
print(json.dumps([free, platform.python_version(), "--enable-optimizations" in options]))
"""

lock = Lock()
found = 0


def steps(number: int) -> int:
    """How many steps Collatz's rule needs from a number to 1: halve it, or take three times it, and 1."""
    count = 0
    while number != 1:
        number = number // 2 if number % 2 == 0 else 3 * number + 1
        count += 1
    return count


def apart(numbers: Sequence[int]) -> None:
    """Work on what nobody else has."""
    for number in numbers:
        steps(number)


def shared(numbers: Sequence[int]) -> None:
    """Add up in one place, for each number under a lock; and the work on a number is short."""
    global found  # noqa: PLW0603 - one datum of all threads is what is measured
    for number in numbers:
        for _ in range(8):
            with lock:
                found += number & 1


WAYS = (apart, shared)


def timed(work: Callable[[Sequence[int]], None], count: int) -> tuple[float, float]:
    """Share the numbers among so many threads: cores busy on average, and their processor time in seconds.

    Each thread notes for itself when it begins and ends: whoever waits for them may be woken late.
    """
    gate = Barrier(count)
    spans: list[tuple[float, float, float]] = []

    def begin(place: int) -> None:
        mine = range(1 + place, NUMBERS, count)
        sleep(PAUSE)
        gate.wait()
        begun, cpu = perf_counter(), thread_time()
        work(mine)
        spans.append((begun, perf_counter(), thread_time() - cpu))

    threads = [Thread(target=begin, args=(place,)) for place in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = max(end for _, end, _ in spans) - min(begun for begun, _, _ in spans)
    processor = sum(cpu for _, _, cpu in spans)
    return processor / seconds, processor


def timings() -> dict[str, dict[str, list[tuple[float, float]]]]:
    """Every round of each kind of work and number of threads."""
    found: dict[str, dict[str, list[tuple[float, float]]]] = {
        work.__name__: {str(count): [] for count in COUNTS} for work in WAYS
    }
    for _ in range(ROUNDS):
        for work in WAYS:
            for count in COUNTS:
                found[work.__name__][str(count)].append(timed(work, count))
    return found


def best(rounds: Sequence[Sequence[float]], possible: int) -> list[float]:
    """The most cores that were busy in a round, and the processor time of the rounds that came near it.

    Where other programs work as well, most rounds are longer than they need be. The best of many tells how
    many threads could go on at the same time; and what the work took of a processor then, how fast that is.
    A round with more cores than are possible was measured wrongly, and is left out: on a virtual machine a
    thread's clock may leap.
    """
    sound = [(cores, processor) for cores, processor in rounds if cores <= ERROR * possible]
    most = max(cores for cores, _ in sound)
    near = median(processor for cores, processor in sound if cores > NEAR * most)
    return [round(most, 3), round(near, 6)]


def record(ordinary: str) -> dict[str, Any]:
    """All columns, measured in turns, and of which Python and machine they are.

    Raises:
        ValueError: they are not a free-threaded build and an ordinary one, of one version, compiled alike.
    """
    (free, *ours), (other_free, *others) = _built(sys.executable), _built(ordinary)
    if not free or other_free or ours != others:
        raise ValueError(
            f"a free-threaded build and an ordinary one of one version, compiled alike, are wanted; "
            f"here are {[free, *ours]} and {[other_free, *others]} (free-threaded, version, optimised)"
        )
    version, optimised = ours
    laps = [{name: _column(name, ordinary) for name in COLUMNS} for _ in range(LAPS)]
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "python": version,
        "machine": f"{platform.system()}, {platform.machine()}",
        "cores": os.cpu_count(),
        "optimised": optimised,
        "numbers": NUMBERS,
        "columns": {
            name: {
                work.__name__: {
                    str(count): best(
                        [each for lap in laps for each in lap[name][work.__name__][str(count)]],
                        min(count, os.cpu_count() or count),
                    )
                    for count in COUNTS
                }
                for work in WAYS
            }
            for name in COLUMNS
        },
    }


def _built(python: str) -> list[Any]:
    """Whether a Python is free-threaded, which version it is, and whether it was compiled for speed."""
    run = subprocess.run(  # noqa: S603 - whoever measures has named it
        [python, "-c", BUILT], check=True, capture_output=True, text=True, timeout=LONG
    )
    built: list[Any] = json.loads(run.stdout)
    return built


def _column(name: str, ordinary: str) -> dict[str, dict[str, list[list[float]]]]:
    """One lap of a column, in a process of its own."""
    python = ordinary if name == "ordinary" else sys.executable
    switch = {"on": {"PYTHON_GIL": "1"}, "off": {"PYTHON_GIL": "0"}}.get(name, {})
    run = subprocess.run(  # noqa: S603 - as above, and this file
        [python, __file__, "--lap", "--numbers", str(NUMBERS), "--rounds", str(ROUNDS)],
        check=True, capture_output=True, text=True, timeout=LONG, env={**os.environ, **switch},
    )  # fmt: skip
    column: dict[str, dict[str, list[list[float]]]] = json.loads(run.stdout)
    return column


def kept() -> dict[str, Any]:
    """The record that was kept with the course."""
    told: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return told


def cores_busy(kept: dict[str, Any], column: str, work: str, count: int) -> float:
    """How many cores were busy at most, in a record."""
    return float(kept["columns"][column][work][str(count)][0])


def speed_up(kept: dict[str, Any], column: str, work: str, count: int) -> float:
    """How many times as fast so many threads were as one thread of the ordinary build, in a record.

    Cores that are busy do that much processor time a second; the work takes so much of it.
    """
    columns = kept["columns"]
    (cores, processor), (one, alone) = columns[column][work][str(count)], columns["ordinary"][work]["1"]
    return float((cores / processor) / (one / alone))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("ordinary", nargs="?", help="an ordinary build of the same source")
    parser.add_argument("--numbers", type=int, default=NUMBERS, help="how many numbers are worked on")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds of a lap")
    parser.add_argument("--lap", action="store_true", help="one lap, with the GIL as it is")
    parser.add_argument("--keep", action="store_true", help=f"write the record to {KEPT.name}")
    asked = parser.parse_args()
    if not asked.lap and asked.ordinary is None:
        parser.error("name an ordinary build of the same source, such as python3.13")
    NUMBERS, ROUNDS = asked.numbers, asked.rounds
    told = json.dumps(timings() if asked.lap else record(asked.ordinary), indent=1)
    print(told)
    if asked.keep:
        KEPT.write_text(told + "\n", encoding="utf-8")

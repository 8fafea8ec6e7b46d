"""How long threads take with the GIL and without it, on one free-threaded build. For chapter 11.

    python3.13t exercises/lessons/builds.py           measure with that Python, and print the record
    python3.13t exercises/lessons/builds.py --keep    and keep it beside this file, with the date

Inside:  two kinds of work for threads; the record of how long they take; the one that was kept
         (``builds.json``), and what it says of a number of threads.
Outside: what it means (the chapter), where such a Python is (``lost_updates``).

A free-threaded build can be told to use a GIL all the same (``PYTHON_GIL=1``). So both columns are of one
program, compiled once. Only the standard library is imported: that Python need not have the packages of
the course.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Lock, Thread
from time import perf_counter, sleep, thread_time
from typing import Any

NUMBERS = 1_500
ROUNDS = 200
COUNTS = (1, 2, 4)
PAUSE = 0.005  # seconds: whoever has waited is let run at once, also where other programs work
KEPT = Path(__file__).with_suffix(".json")
LONG = 900  # seconds; a record takes about a minute

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
    """Share the numbers among so many threads: seconds, and cores busy on average.

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
    return seconds, sum(cpu for _, _, cpu in spans) / seconds


def timings() -> dict[str, dict[str, list[float]]]:
    """Of each kind of work and number of threads the shortest round, the one that was disturbed least."""
    rounds = [{(work, count): timed(work, count) for work in WAYS for count in COUNTS} for _ in range(ROUNDS)]
    return {
        work.__name__: {
            str(count): [round(part, 4) for part in min(each[work, count] for each in rounds)]
            for count in COUNTS
        }
        for work in WAYS
    }


def record() -> dict[str, Any]:
    """Both columns, each measured in a process of its own, and of which Python and machine they are."""
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "python": platform.python_version(),
        "machine": f"{platform.system()}, {platform.machine()}",
        "cores": os.cpu_count(),
        "optimised": "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or ""),
        "numbers": NUMBERS,
        "gil": {switch: _column(switch) for switch in ("on", "off")},
    }


def _column(switch: str) -> dict[str, dict[str, list[float]]]:
    environment = {**os.environ, "PYTHON_GIL": "1" if switch == "on" else "0"}
    run = subprocess.run(  # noqa: S603 - this Python, and this file
        [sys.executable, __file__, "--column", "--numbers", str(NUMBERS), "--rounds", str(ROUNDS)],
        check=True, capture_output=True, text=True, timeout=LONG, env=environment,
    )  # fmt: skip
    column: dict[str, dict[str, list[float]]] = json.loads(run.stdout)
    return column


def kept() -> dict[str, Any]:
    """The record that was kept with the course."""
    told: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return told


def speed_up(kept: dict[str, Any], switch: str, work: str, count: int) -> float:
    """How many times as fast so many threads were as one thread with the GIL on, in a record."""
    columns = kept["gil"]
    return float(columns["on"][work]["1"][0] / columns[switch][work][str(count)][0])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--numbers", type=int, default=NUMBERS, help="how many numbers are worked on")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="the shortest of so many rounds counts")
    parser.add_argument("--column", action="store_true", help="only this process, with the GIL as it is")
    parser.add_argument("--keep", action="store_true", help=f"write the record to {KEPT.name}")
    asked = parser.parse_args()
    NUMBERS, ROUNDS = asked.numbers, asked.rounds
    told = json.dumps(timings() if asked.column else record(), indent=1)
    print(told)
    if asked.keep:
        KEPT.write_text(told + "\n", encoding="utf-8")

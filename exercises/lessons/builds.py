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
from statistics import median
from threading import Barrier, Lock, Thread
from time import perf_counter, sleep, thread_time
from typing import Any

NUMBERS = 800
ROUNDS = 50  # of a lap
LAPS = 8  # with the GIL on and off in turns: a processor is quick for a while, and slower for a while
NEAR = 0.93
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


def best(rounds: Sequence[Sequence[float]]) -> list[float]:
    """The most cores that were busy in a round, and the processor time of the rounds that came near it.

    Where other programs work as well, most rounds are longer than they need be. The best of many tells how
    many threads could go on at the same time; and what the work took of a processor then, how fast that is.
    """
    most = max(cores for cores, _ in rounds)
    near = median(processor for cores, processor in rounds if cores > NEAR * most)
    return [round(most, 3), round(near, 6)]


def record() -> dict[str, Any]:
    """Both columns, measured in turns, and of which Python and machine they are."""
    laps = [{switch: _column(switch) for switch in ("on", "off")} for _ in range(LAPS)]
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "python": platform.python_version(),
        "machine": f"{platform.system()}, {platform.machine()}",
        "cores": os.cpu_count(),
        "optimised": "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or ""),
        "numbers": NUMBERS,
        "gil": {
            switch: {
                work.__name__: {
                    str(count): best(
                        [each for lap in laps for each in lap[switch][work.__name__][str(count)]]
                    )
                    for count in COUNTS
                }
                for work in WAYS
            }
            for switch in ("on", "off")
        },
    }


def _column(switch: str) -> dict[str, dict[str, list[list[float]]]]:
    """One lap with the GIL on or off, in a process of its own."""
    environment = {**os.environ, "PYTHON_GIL": "1" if switch == "on" else "0"}
    run = subprocess.run(  # noqa: S603 - this Python, and this file
        [sys.executable, __file__, "--lap", "--numbers", str(NUMBERS), "--rounds", str(ROUNDS)],
        check=True, capture_output=True, text=True, timeout=LONG, env=environment,
    )  # fmt: skip
    column: dict[str, dict[str, list[list[float]]]] = json.loads(run.stdout)
    return column


def kept() -> dict[str, Any]:
    """The record that was kept with the course."""
    told: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return told


def cores_busy(kept: dict[str, Any], switch: str, work: str, count: int) -> float:
    """How many cores were busy at most, in a record."""
    return float(kept["gil"][switch][work][str(count)][0])


def speed_up(kept: dict[str, Any], switch: str, work: str, count: int) -> float:
    """How many times as fast so many threads were as one thread with the GIL on, in a record.

    Cores that are busy do that much processor time a second; the work takes so much of it.
    """
    columns = kept["gil"]
    (cores, processor), (one, alone) = columns[switch][work][str(count)], columns["on"][work]["1"]
    return float((cores / processor) / (one / alone))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--numbers", type=int, default=NUMBERS, help="how many numbers are worked on")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds of a lap")
    parser.add_argument("--lap", action="store_true", help="one lap, with the GIL as it is")
    parser.add_argument("--keep", action="store_true", help=f"write the record to {KEPT.name}")
    asked = parser.parse_args()
    NUMBERS, ROUNDS = asked.numbers, asked.rounds
    told = json.dumps(timings() if asked.lap else record(), indent=1)
    print(told)
    if asked.keep:
        KEPT.write_text(told + "\n", encoding="utf-8")

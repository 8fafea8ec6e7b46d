"""Two threads add to one number, and what is lost is counted; on another Python too. For chapter 06.

    python3.13t exercises/lessons/lost_updates.py           measure with that Python, and print the record
    python3.13t exercises/lessons/lost_updates.py --keep    and keep it beside this file, with the date

Inside:  three ways to add; the record of what they lose; a free-threaded Python of this machine, if there is
         one; the record of one that was kept (``lost_updates.json``).
Outside: what it means (the chapter).

Only the standard library is imported: the Python that runs this file need not have the course's packages.
"""

# ruff: noqa: PLW0603 - what every tutorial adds to is a global

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Lock, Thread
from typing import Any

ROUNDS = 500_000  # for each of two threads
RUNS = 5
NAMES = ("python3.13t", "python3.14t", "python3.15t")  # a free-threaded build has a t behind its version
KEPT = Path(__file__).with_suffix(".json")
LONG = 120  # seconds; a measurement takes a few

count = 0
lock = Lock()


def plain() -> None:
    """The addition of every tutorial."""
    global count
    for _ in range(ROUNDS):
        count += 1


def with_a_call() -> None:
    """The same with a call between the read and the write."""
    global count
    for _ in range(ROUNDS):
        count = int(count) + 1


def with_a_lock() -> None:
    """The same with nobody else between the read and the write."""
    global count
    for _ in range(ROUNDS):
        with lock:
            count += 1


def lost(work: Callable[[], None]) -> int:
    """Do the work in two threads at once: how many of the additions are missing at the end?"""
    global count
    count = 0
    both_there = Barrier(2)

    def begin() -> None:
        both_there.wait()
        work()

    threads = [Thread(target=begin) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return 2 * ROUNDS - count


WAYS = (plain, with_a_call, with_a_lock)


def record() -> dict[str, Any]:
    """What this Python loses, in several runs of each way, and which Python that is."""
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "python": platform.python_version(),
        "gil": getattr(sys, "_is_gil_enabled", lambda: True)(),
        "cores": os.cpu_count(),
        "additions": 2 * ROUNDS,
        "lost": {work.__name__: [lost(work) for _ in range(RUNS)] for work in WAYS},
    }


def free_threaded() -> str | None:
    """Where a free-threaded Python is: this one, or one on the PATH; None if there is none."""
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        return sys.executable
    return next(filter(None, map(shutil.which, NAMES)), None)


def measured(python: str, rounds: int = ROUNDS) -> dict[str, Any]:
    """The record of this or another Python, measured now in a process of its own."""
    command = [python, __file__, "--rounds", str(rounds)]
    run = subprocess.run(command, check=True, capture_output=True, text=True, timeout=LONG)  # noqa: S603 - of this machine
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def kept() -> dict[str, Any] | None:
    """The record of a free-threaded Python that was kept with the course; None while there is none."""
    return json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else None


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="additions of each thread")
    parser.add_argument("--keep", action="store_true", help=f"write the record to {KEPT.name}")
    asked = parser.parse_args()
    ROUNDS = asked.rounds
    told = json.dumps(record(), indent=1)
    print(told)
    if asked.keep:
        KEPT.write_text(told + "\n", encoding="utf-8")

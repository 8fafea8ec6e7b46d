"""How long a learner waits for a verdict: each solution, each stub and each wrong answer, beside the budget.

Run it as ``python -m tests.benchmarks.checks [--times 5] [3.1 …]``. Whole calls of ``judged``, story and all,
in one warm process; the median of alternating laps. Budget: 0.5 s a solution, and 1 s a wrong answer in
the median; what never ends comes back within 10 s.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import statistics
import tempfile
import time
from pathlib import Path

from exercises import catalogue
from exercises.catalogue import Exercise
from exercises.engine.check import judged
from exercises.engine.source_text import answer_in

SOLUTION, WRONG, NEVER = 0.5, 1.0, 10.0  # seconds


def seconds(exercise: Exercise, name: str) -> float:
    """One verdict on one file."""
    with contextlib.redirect_stdout(io.StringIO()):  # outside of a notebook, forms are printed
        given = answer_in(exercise, name)
    begun = time.perf_counter()
    judged(exercise.id, given)
    return time.perf_counter() - begun


def measured(exercise: Exercise, times: int) -> dict[str, float]:
    """Seconds for each file of an exercise: the median of ``times`` laps, or the first where it took long."""
    names = ["solution.py", "stub.py", *(path.name for path in exercise.wrong())]
    laps = {name: [seconds(exercise, name)] for name in names}
    for _ in range(times - 1):
        for name in names:
            if laps[name][0] < 2:
                laps[name].append(seconds(exercise, name))
    return {name: statistics.median(kept) for name, kept in laps.items()}


def main(addresses: list[str], times: int) -> None:
    """Measure them all, or those that are named."""
    wanted = [catalogue.find(address) for address in addresses] or catalogue.every()
    solutions, wrong = [], []
    judged(wanted[0].id, None)  # what is loaded once is no part of it
    for exercise in wanted:
        found = measured(exercise, times)
        solutions.append(found["solution.py"])
        wrong += [took for name, took in found.items() if name.startswith("wrong_")]
        cells = [f"{name.removesuffix('.py')} {took:.2f}" for name, took in found.items()]
        print(f"{exercise.id:>5} {', '.join(cells)}", flush=True)
    late = sum(took > SOLUTION for took in solutions)
    print(
        f"solutions: median {statistics.median(solutions):.2f} s, slowest {max(solutions):.2f} s, "
        f"{late} above {SOLUTION} s"
    )
    print(
        f"wrong answers: median {statistics.median(wrong):.2f} s (budget {WRONG} s), "
        f"slowest {max(wrong):.2f} s (budget {NEVER:.0f} s, for what never ends)"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3, help="verdicts a figure")
    parser.add_argument("exercises", nargs="*", help="their numbers; all without")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["PIPELINE_COURSE_PROGRESS"] = str(Path(name) / "progress.sqlite3")
        main(given.exercises, given.times)

"""What a click of the Stepper costs in the kernel, beside one plain run of the same program.

Run it as ``python -m tests.benchmarks.stepper_speed``. A click plays the program again up to the move and
builds the page; the browser's part, which is the larger one, is not in it. Medians of alternating calls in
one process.
"""

from __future__ import annotations

import statistics
import time

from pipeline_core import lab
from pipeline_core.lab.stepper.widget import Stepper
from tests.lab.stepper.test_session import counter, dead_consumer, two_locks

TIMES = 50


def timed(action):
    begun = time.perf_counter()
    action()
    return (time.perf_counter() - begun) * 1000


def main():
    for program, moves in ((counter, [1, 2, 1, 2]), (two_locks, [1, 2, 1]), (dead_consumer, [1, 2, 2])):
        stepper = Stepper(program)
        stepper.session.go(moves)
        button = stepper._columns[stepper.session.state.runnable[0]].children[0]
        clicks, plain = [], []
        for _ in range(TIMES):
            clicks.append(timed(button.click))
            stepper._undo.click()
            plain.append(timed(lambda program=program: lab.simulate(program)))
        click, run = statistics.median(clicks), statistics.median(plain)
        print(f"{program.__name__}, move {len(moves) + 1}: {click:.1f} ms a click, {run:.1f} ms a plain run")


if __name__ == "__main__":
    main()

"""The runs of 1.3, and what can be read off them.

Inside:  ``durations``, ``letters``; ``run_of``: a kind of program, simulated; ``takes_turns`` and the other
         signs; ``four``: the picture.
Outside: the questions (``check``).

Four kinds: "python" computes under the GIL, "C" without it, "row" sleeps, and joins each thread before the
next one starts, "sleeping" sleeps and then computes for a moment.
"""

import random
import time
from functools import cache
from itertools import pairwise
from threading import Thread

from exercises.lessons.overlap import stacked
from pipeline_core import lab
from pipeline_core.lab.charts.read import activity

KINDS = ("python", "row", "C", "sleeping")
SEED = 3  # of the turns that threads take under the GIL
MOMENT = 0.005  # what "sleeping" computes


def durations(variant):
    """Seconds of the three threads: the longest is not the last, so that no lane looks like the whole."""
    if not variant:
        return (0.04, 0.06, 0.03)
    low, middle, high = sorted(random.Random(variant).sample((2, 3, 4, 5, 6, 7), 3))  # noqa: S311 - dice
    return (middle / 100, high / 100, low / 100)


def letters(variant):
    """Letter -> kind."""
    kinds = ["C", "python", "sleeping", "row"]
    if variant:
        random.Random(variant).shuffle(kinds)  # noqa: S311 - dice
    return dict(zip("abcd", kinds, strict=True))


def letter_of(kind, variant):
    """Which timeline shows this kind."""
    return next(letter for letter, each in letters(variant).items() if each == kind)


@cache
def run_of(kind, seconds, seed=SEED):
    """One program, simulated: a thread for each of the durations."""

    def work(duration):
        if kind in ("row", "sleeping", "row mended"):
            time.sleep(duration)
        if kind in ("python", "python in a row"):
            lab.compute(duration)
        if kind in ("C", "processes"):
            lab.compute(duration, gil=False)
        if kind == "sleeping":
            lab.compute(MOMENT, gil=False)

    def program():
        threads = [
            Thread(target=work, args=(duration,), name=f"thread {place}")
            for place, duration in enumerate(seconds, 1)
        ]
        for thread in threads:
            thread.start()
            if kind in ("row", "python in a row"):
                thread.join()
        for thread in threads:
            thread.join()

    return lab.simulate(program, switch="sync", seed=seed)


def lanes(run):
    """The lanes of the threads, without the main thread's."""
    return [lane for lane in activity(run).lanes if lane.name != "MainThread"]


def takes_turns(run):
    """Whether at each moment one thread works, and the others that have begun and not ended wait."""
    whole = lanes(run)
    edges = sorted({edge for lane in whole for span in lane.spans for edge in (span.start, span.end)})
    crowded = False
    for start, end in pairwise(edges):
        middle = (start + end) / 2
        states = [span.state for lane in whole for span in lane.spans if span.start <= middle < span.end]
        if states.count("working") != 1 or states.count("waiting") != len(states) - 1:
            return False
        crowded = crowded or len(states) > 1
    return crowded


def main_waits(run):
    """Whether the main thread waits from beginning to end."""
    (main,) = [lane for lane in activity(run).lanes if lane.name == "MainThread"]
    return abs(main.total("waiting") - run.elapsed) < 1e-9


def ends_apart(run):
    """Whether the threads end one after another."""
    ends = [lane.spans[-1].end for lane in lanes(run)]
    return len(set(ends)) == len(ends)


def as_long_as_all(run):
    """Whether it takes as long as the parts of all its threads together, waits for a turn left out."""
    parts = sum(lane.total("working", "sleeping") for lane in lanes(run))
    return abs(parts - run.elapsed) < 1e-9


def ms(seconds):
    """As it is said in a sentence."""
    return f"{1000 * seconds:.0f} ms"


def four(variant):
    """The four timelines; the sentence tells every lane and draws no conclusion."""
    runs = {letter: run_of(kind, durations(variant)) for letter, kind in letters(variant).items()}
    told = [
        f"{letter} takes {ms(run.elapsed)}: {'; '.join(map(_told, lanes(run)))}"
        for letter, run in runs.items()
    ]
    return stacked(
        {f"timeline {letter}": run for letter, run in runs.items()}, f"Four timelines. {'. '.join(told)}."
    )


def _told(lane):
    """A lane in words: from when to when, and how long in which state."""
    states = [
        f"{state} for {ms(lane.total(state))}"
        for state in ("working", "sleeping", "waiting")
        if lane.total(state) > 0
    ]
    return (
        f"{lane.name}, from {1000 * lane.spans[0].start:.0f} to {ms(lane.spans[-1].end)}, {', '.join(states)}"
    )

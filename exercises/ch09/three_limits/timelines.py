"""The runs of 9.4, what can be read off them, and their pictures.

Inside:  ``Line``: a pipeline; ``drawn``: the three of a variant; ``Seen``, ``seen``: one simulated run;
         ``gain``: what a change gives; ``three``, ``compared``: pictures.
Outside: the questions (``check``).

Four kinds of run. In "stage" the stage with the longest bars has workers enough, and another is the limit; in
"source" and "consumer" it is what stands outside of the stages; in "uneven" two stages are slow in turns.
"""

import random
import time
from dataclasses import dataclass, replace
from functools import cache, cached_property

from exercises.lessons.overlap import stacked
from pipeline_core import PipelineManager, lab
from pipeline_core.lab.charts.read import activity

STAGES = ("load", "infer", "save")
NUMBERS = ("first", "second", "third")
ROOMY = 16
PHASE = 4  # items in a row that are slow, or quick


@dataclass(frozen=True)
class Line:
    """Milliseconds of an item in each place; of two, the second ones are those of every other phase."""

    kind: str
    load: tuple[int, int]
    infer: tuple[int, int]
    save: int
    workers: tuple[int, int, int] = (1, 1, 1)
    room: int = 3
    source: int = 0
    consumer: int = 0
    items: int = 40

    def seconds(self, stage, item):
        """How long this item takes there."""
        own = getattr(self, stage)
        return (own if isinstance(own, int) else own[item // PHASE % 2]) / 1000

    def program(self):
        """The pipeline; the manager is what it returns."""

        def items():
            for number in range(self.items):
                if self.source:
                    time.sleep(self.source / 1000)
                yield number

        def worker(stage):
            def work(number):
                time.sleep(self.seconds(stage, number))
                return number

            return work

        def run():
            with PipelineManager(maxsize=self.room, trace=True) as manager:
                for stage, workers in zip(STAGES, self.workers, strict=True):
                    manager.add_worker(worker(stage), stage, workers=workers)
                manager.start(items())
                for _ in manager.results():
                    if self.consumer:
                        time.sleep(self.consumer / 1000)
            return manager

        return run

    def more(self, stage):
        """The same with one worker more for a stage."""
        return replace(
            self, workers=tuple(n + (name == stage) for name, n in zip(STAGES, self.workers, strict=True))
        )


class Seen:
    """One simulated run; shares are of the middle of its time, in which beginning and end don't count."""

    def __init__(self, line):
        self.line = line
        self.run = lab.simulate(line.program(), switch="sync")
        self.activity = activity(self.run)

    @property
    def lanes(self):
        return self.activity.lanes

    @cached_property
    def middle(self):
        """From when to when."""
        return 0.25 * self.run.elapsed, 0.75 * self.run.elapsed

    def share(self, lane, state):
        """What part of the middle a lane is in this state."""
        start, end = self.middle
        spans = (span for span in lane.spans if span.state == state)
        return sum(max(0.0, min(end, span.end) - max(start, span.start)) for span in spans) / (end - start)

    def part(self, name, state):
        """The same of all lanes of a stage, the source or the consumer, on average."""
        lanes = [lane for lane in self.lanes if lane.stage == name]
        return sum(self.share(lane, state) for lane in lanes) / len(lanes)

    @cached_property
    def limit(self):
        """The part that works nearly all the time, "" if there is none."""
        busy = [name for name in ("source", *STAGES, "consumer") if self.part(name, "working") > 0.97]
        return busy[0] if len(busy) == 1 else ""

    @property
    def rate(self):
        """Results a second in the middle."""
        start, end = self.middle
        out = [moment for moment in self.activity.finished if start <= moment <= end]
        return (len(out) - 1) / (out[-1] - out[0])


@cache
def seen(line):
    return Seen(line)


def ms(seconds):
    return f"{1000 * seconds:.0f} ms"


# -- what a variant asks ---------------------------------------------------------------------


@cache
def drawn(variant):
    """Three lines, in the order in which they are drawn."""
    dice = random.Random(variant + 4)  # noqa: S311 - a class gets the same again
    slow, workers = dice.choice((6, 7, 8)), dice.choice((3, 4))
    # infer's bars are the longest, and it has time left: load < infer, infer / workers < load
    infer = dice.randrange(2 * slow - 2, workers * slow * 3 // 4)
    stage = Line("stage", (slow, slow), (infer, infer), 3, (1, workers, 1))
    outside = dice.randrange(9, 12)
    others = [
        Line("source", (4, 4), (8, 8), 3, (1, 2, 1), source=outside),
        Line("consumer", (4, 4), (8, 8), 3, (1, 2, 1), consumer=outside),
    ]
    quick, long = dice.choice(((2, 10), (2, 12), (3, 12)))
    uneven = Line("uneven", (long, quick), (quick, long), 2, room=1)
    three = [stage, dice.choice(others), uneven]
    dice.shuffle(three)
    return tuple(three)


def number_of(kind, variant):
    """Which of the three timelines is of this kind, from 1."""
    return 1 + [line.kind for line in drawn(variant)].index(kind)


def of_kind(kind, variant):
    return seen(drawn(variant)[number_of(kind, variant) - 1])


def gain(line, changed):
    """By what part a change shortens the run."""
    return 1 - seen(changed).run.elapsed / seen(line).run.elapsed


def roomy(line):
    """The same with long queues everywhere."""
    return replace(line, room=ROOMY)


# -- pictures --------------------------------------------------------------------------------


def three(variant):
    """Three timelines; the sentence tells every lane and draws no conclusion."""
    runs = {f"timeline {place}": seen(line) for place, line in enumerate(drawn(variant), 1)}
    told = [
        f"{title} takes {ms(each.run.elapsed)}, and in its middle half:\n"
        + ";\n".join(_told(each, lane) for lane in each.lanes)
        for title, each in runs.items()
    ]
    return stacked({title: each.run for title, each in runs.items()}, ".\n".join(told) + ".", marked=False)


def _told(each, lane):
    """A lane in words: how long its bars are, and what it does how much of the time."""
    states = [
        f"{state} {share:.0%}"
        for state in ("working", "starved", "blocked")
        if (share := each.share(lane, state)) >= 0.005
    ]
    bars = sorted({ms(span.end - span.start) for span in lane.spans if span.state == "working"}, key=len)
    length = f", bars of {' or '.join(bars)}" if bars and lane.stage in STAGES else ""
    return f"{lane.name}: {', '.join(states)}{length}"


def compared(variant):
    """The uneven run as it was, and with long queues."""
    line = of_kind("uneven", variant).line
    runs = {f"maxsize {each.room}": seen(each).run for each in (line, roomy(line))}
    ends = "; ".join(f"{title} {ms(run.elapsed)}" for title, run in runs.items())
    return stacked(
        runs, f"The uneven run with short queues and with long ones. It takes: {ends}.", marked=False
    )

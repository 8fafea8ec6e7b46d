"""The runs of 9.2: rows of stats, the target, and what is behind them.

Apart from the check, whose lines are watched.
"""

from dataclasses import dataclass, field

from pipeline_core.diagnosis import Stats


def row(name, each, taken, handed_on, workers=1, *, failed=0, starved=0.0, blocked=0.0):
    """The row of a stage that worked ``each`` seconds on each item it took."""
    return Stats(
        stage=name, workers=workers, items_in=taken, items_out=handed_on,
        skipped=taken - handed_on - failed, failed=failed, working_s=each * taken, starved_s=starved,
        blocked_s=blocked, depth=0, depth_max=4, maxsize=4, cpu_s=0.02 * taken * each,
    )  # fmt: skip


LAW = "How much work comes in each second, and how much of that does one worker do?"


@dataclass(frozen=True)
class Asked:
    """A run in words, its rows, the target, and what to look at if workers are too few or too many."""

    words: str
    rows: tuple[Stats, ...] = field(repr=False)
    target: float
    few: str = LAW
    many: str = LAW

    def needed(self, one):
        """Worker-seconds that this stage has to work in each second."""
        return self.target * one.working_s / self.rows[-1].items_out

    def bound(self, one, workers):
        """The results a second that this stage lets through with so many workers."""
        return workers * self.rows[-1].items_out / one.working_s if one.working_s else float("inf")


def near(words, above, target, **told):
    """Stages that need so much above a whole number of workers, as a part of it."""
    rows = (row(f"stage for {n}", n * (1 + above) / target, 100, 100) for n in (1, 3, 300))
    return Asked(words, tuple(rows), target, **told)


LESS, MORE = 0.5e-6, 2e-6  # of the target: on both sides of the millionth
REACHED = "A stage that misses the target by less than a millionth of it reaches it."
MISSED = "A stage that misses the target by more than a millionth of it needs a worker more."
EACH = (0.07, 0.14, 0.28, 0.55, 0.57, 0.58, 1.1)  # times 100, some of them are a little more than whole
RUNS = [
    Asked(
        "one worker a stage, nothing dropped",
        (row("load", 0.004, 200, 200), row("infer", 0.025, 200, 200), row("save", 0.012, 200, 200)),
        100,
    ),
    Asked(
        "stages that mostly waited",
        (row("load", 0.004, 90, 90, blocked=7.2), row("infer", 0.011, 90, 90, starved=3.1, blocked=2.4),
         row("save", 0.009, 90, 90, starved=8.0)),
        150,
        many="Waiting is no work: with more to do, a stage waits less.",
    ),
    Asked(
        "stages that had several workers",
        (row("load", 0.020, 300, 300, 2), row("infer", 0.046, 300, 300, 4), row("save", 0.002, 300, 300)),
        75,
        *["working_s has the seconds of all workers of the stage, added up."] * 2,
    ),
    Asked(
        "of four items three are skipped on the way",
        (row("load", 0.010, 400, 400), row("pick", 0.003, 400, 100), row("infer", 0.045, 100, 100)),
        60,
        few="For each result, the stages in front of the skipping one have worked on four items.",
    ),
    Asked(
        "the last stage drops some, and some fail there",
        (row("load", 0.010, 300, 300), row("save", 0.020, 300, 120, failed=90)),
        70,
        few="A result is what the last stage handed on; the work on the others was done all the same.",
    ),
    Asked(
        "a target lower than what the run made",
        (row("load", 0.010, 500, 500, 6), row("save", 0.020, 500, 500, 12)),
        60,
        many="The fewest for this target may be fewer than there were.",
    ),
    Asked(
        "a stage that took no time at all",
        (row("load", 0.010, 50, 50), row("mark", 0.0, 50, 50), row("save", 0.030, 50, 50)),
        40,
    ),
    Asked(
        "numbers that come out whole",
        tuple(row(f"stage {place}", each, 100, 100) for place, each in enumerate(EACH, 1)),
        100,
        few=MISSED,
        many="Is that one more for a rounding error, or one more for numbers that are whole?",
    ),
    near("numbers above whole ones by half a millionth", LESS, 100, many=REACHED),
    near("numbers above whole ones by two millionths", MORE, 100, few=MISSED),
    near("numbers above whole ones by half a millionth", LESS, 64_000, many=REACHED),
    near("numbers above whole ones by two millionths", MORE, 0.25, few=MISSED),
    Asked("a single stage", (row("all", 0.25, 8, 8),), 9),
    Asked(
        "a target of one result in four seconds",
        (row("ask", 30.0, 12, 12), row("write", 0.5, 12, 12)),
        0.25,
    ),
    Asked(
        "slow stages, and many workers",
        (row("fetch", 2.5, 80, 40, 8), row("parse", 0.4, 40, 40), row("save", 1.0, 40, 40)),
        64,
    ),
]  # fmt: skip
NOTHING = Asked("no result at all", (row("load", 0.01, 30, 30), row("pick", 0.002, 30, 0)), 10)

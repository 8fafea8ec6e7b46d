"""The pipeline that 9.1 asks about, and what the tandem line makes of it.

Inside:  ``Asked``, ``asked``: the settings of a variant, and what follows; ``reveal``: two timelines.
Outside: the questions (``check``).
"""

import random
from dataclasses import dataclass
from functools import cache

from exercises.lessons.overlap import stacked
from exercises.lessons.tuning import simulated
from pipeline_core import lab
from pipeline_core.lab import Settings, StageSettings
from pipeline_core.lab.pipelines.prediction import tandem

ROOM = 8
LONG = 480  # items of a run in which beginning and end hardly count; a quarter is divisible by 2, 3, 4


@dataclass(frozen=True)
class Asked:
    """Milliseconds of one item in each stage, the workers of the middle one, and how many items there are."""

    load: int = 8
    infer: int = 30
    save: int = 5
    workers: int = 3
    items: int = 40

    def settings(self, *, more: int = 0, room: int = ROOM, items: int | None = None) -> Settings:
        """The pipeline, with so many workers more for infer, and so many places in each queue."""
        stages = (
            StageSettings("load", self.load / 1000, maxsize=room),
            StageSettings("infer", self.infer / 1000, workers=self.workers + more, maxsize=room),
            StageSettings("save", self.save / 1000, maxsize=room),
        )
        return Settings(stages, self.items if items is None else items)

    @property
    def rate(self):
        return lab.predict(self.settings()).bound

    @property
    def seconds(self):
        return lab.predict(self.settings()).seconds

    @property
    def next(self):
        return lab.predict(self.settings(more=1)).bound

    @property
    def milliseconds_inside(self):
        """What one item needs from entry to end, in the middle of a long run."""
        return round(1000 * in_the_middle(self.settings(items=LONG))[1])

    def with_room(self, room):
        """(results a second, seconds inside) in the middle of a long run with so many places a queue."""
        return in_the_middle(self.settings(room=room, items=LONG))


@cache
def in_the_middle(settings):
    """(results a second, seconds from entry to end) of the third quarter of the items."""
    entered, left = tandem(settings)
    first, last = settings.items // 2, 3 * settings.items // 4
    inside = [out - put for put, out in zip(entered, left, strict=True)][first:last]
    return (last - first) / (left[last] - left[first]), sum(inside) / len(inside)


def asked(variant):
    """The middle stage has the longest time, several workers, and is the limit by a little."""
    if not variant:
        return Asked()
    dice = random.Random(variant)  # noqa: S311 - a class gets the same again
    workers = dice.choice((2, 3, 4))
    load = dice.choice((6, 8, 10, 12))
    # the limit with so many workers, and with one more no longer: load < infer / workers, infer / more < load
    between = [each for each in range(workers * load + 1, (workers + 1) * load) if each % workers == 0]
    save = dice.randrange(2, load - 1)
    return Asked(load, dice.choice(between), save, workers, dice.choice((30, 40, 50)))


def reveal(variant):
    """The run as it was, and with one worker more."""
    chosen = asked(variant)
    runs = {f"infer with {chosen.workers + more}": simulated(chosen.settings(more=more)) for more in (0, 1)}
    ends = [f"{title} takes {1000 * run.elapsed:.0f} ms" for title, run in runs.items()]
    return stacked(runs, f"Two timelines of {chosen.items} items: {'; '.join(ends)}.")

"""The runs of 2.2, what can be read off them, and their pictures.

Inside:  ``Settings``, ``seen``: one simulated run; ``Puzzle``, ``puzzle``: what a variant asks about;
         ``picture``, ``reveal``.
Outside: the questions (``check``).
"""

import random
from dataclasses import dataclass
from functools import cache, cached_property
from queue import Queue
from threading import Thread
from time import sleep

from exercises.lessons.drawings import Picture, depth_plot
from pipeline_core import lab
from pipeline_core.lab.charts.read import activity

FIRST = 27  # seed of variant 0: its letters stand in no order that one would guess
SAMPLES = 12  # depths that the picture's sentence tells of each curve


@dataclass(frozen=True)
class Settings:
    """Of one run: how many items, milliseconds of work an item at both ends, and the bound; 0 is none."""

    items: int
    make: int
    use: int
    maxsize: int = 0

    def __str__(self):
        bound = f"maxsize {self.maxsize}" if self.maxsize else "no bound"
        return f"producer {self.make} ms, consumer {self.use} ms, {bound}"

    def program(self):
        """The program of the exercise's text."""

        def run():
            queue = Queue(self.maxsize)

            def produce():
                for number in range(self.items):
                    sleep(self.make / 1000)
                    queue.put(number)

            def consume():
                for _ in range(self.items):
                    queue.get()
                    sleep(self.use / 1000)

            threads = [Thread(target=produce, name="producer"), Thread(target=consume, name="consumer")]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

        return run


class Seen:
    """One simulated run, and what can be read off it; all times in milliseconds."""

    def __init__(self, settings):
        self.settings = settings
        found = activity(lab.simulate(settings.program(), switch="sync"))
        (self.queue,) = found.queues
        self.producer = next(lane for lane in found.lanes if lane.name == "producer")

    @property
    def steps(self):
        """(seconds, depth) at each change; a moment at which an item only passes through counts."""
        return self.queue.steps

    @cached_property
    def peak(self):
        return max(depth for _, depth in self.steps)

    @cached_property
    def reached(self):
        """When the depth was for the first time what it was at most."""
        return next(1000 * moment for moment, depth in self.steps if depth == self.peak)

    @cached_property
    def blocked(self):
        """When the producer had to wait for the first time; None if it never had."""
        waits = [span.start for span in self.producer.spans if span.state == "blocked"]
        return round(1000 * waits[0]) if waits else None

    @property
    def end(self):
        """When the last item was taken."""
        return 1000 * self.steps[-1][0]

    def depth(self, moment):
        return [depth for at, depth in self.steps if 1000 * at <= moment + 1e-6][-1]


@cache
def seen(settings):
    return Seen(settings)


@dataclass(frozen=True)
class Puzzle:
    """What one variant asks: letters with settings, the letters of the curves, the run without a picture."""

    letters: tuple[tuple[str, Settings], ...]
    curves: tuple[str, ...]
    unseen: Settings

    @property
    def settings(self):
        return dict(self.letters)


@cache
def puzzle(variant):
    """Four settings, three of them drawn, the one without a bound always: it is what a bound is held against.

    The fourth is not drawn, so that no last one is left over to be right by itself.
    """
    dice = random.Random(variant + FIRST)  # noqa: S311 - a class gets the same again
    use, room, items = dice.choice((10, 20)), dice.randrange(6, 11), 40
    four = [
        Settings(items, use // 5, use),
        Settings(items, use // 5, use, room),
        Settings(items, use * 7 // 10, use, room),
        Settings(items, use * 3 // 2, use, room),
    ]
    drawn = [four[0], *dice.sample(four[1:], 2)]
    dice.shuffle(four)
    dice.shuffle(drawn)
    letters = dict(zip("abcd", four, strict=True))
    use, share = dice.choice((10, 20, 30)), dice.choice((3, 4, 6, 7))
    unseen = Settings(dice.choice((50, 60, 80)), use * share // 10, use, dice.randrange(6, 12))
    curves = tuple(letter for each in drawn for letter, settings in letters.items() if settings == each)
    return Puzzle(tuple(letters.items()), curves, unseen)


# -- pictures --------------------------------------------------------------------------------


def picture(variant):
    """Three curves without a name; the sentence tells depths at even times, and no conclusion."""
    asked = puzzle(variant)
    found = {f"curve {number}": seen(asked.settings[each]) for number, each in enumerate(asked.curves, 1)}
    drawn = depth_plot({name: each.steps for name, each in found.items()}, apart=True, noun="item")
    last = max(each.end for each in found.values())
    step = 10 * (1 + last // (10 * SAMPLES))
    moments = [step * place for place in range(1, SAMPLES + 1) if step * place < last + step]
    times = ", ".join(f"{moment:.0f}" for moment in moments)
    told = [
        f"{name}: {', '.join(str(each.depth(moment)) for moment in moments)}, never more than {each.peak}"
        for name, each in found.items()
    ]
    sentence = (
        f"Items in the queue over time, three curves. At {times} ms the queue holds: {'; '.join(told)}."
    )
    return Picture(drawn.figure, sentence)


def reveal(variant):
    """All four settings with their curves."""
    asked = puzzle(variant)
    names = {
        letter: f"curve {asked.curves.index(letter) + 1}" if letter in asked.curves else "not drawn before"
        for letter in asked.settings
    }
    drawn = depth_plot(
        {f"{letter}) {each}\n{names[letter]}": seen(each).steps for letter, each in asked.letters},
        apart=True,
        noun="item",
    )
    return Picture(drawn.figure, drawn.alt.replace("\n", ", "))

"""The prediction of 9.3 is what a run in the lab does, and the memory that it allows is never exceeded."""

from itertools import pairwise
from math import prod

import pytest

from exercises.ch09.queue_sizes.lines import CALLS, EQUAL, NOTHING, RUNS, Line
from exercises.lessons.tuning import simulated
from pipeline_core.lab import Settings
from pipeline_core.lab.charts.read import activity

LINES = [asked for asked in RUNS if isinstance(asked.line, Line)]
each_line = pytest.mark.parametrize("asked", LINES, ids=lambda asked: asked.words)


def best_of(asked):
    """One of the sizes that are right."""
    top, least = asked.best
    return next(
        sizes
        for sizes in asked.fitting
        if asked.memory(sizes) == least and asked.line.rate(sizes) >= top * EQUAL
    )


@each_line
def test_what_rate_predicts_is_simulated_and_fits_into_the_budget(asked):
    """A pipeline with the best sizes, in the lab: results a second, and the items inside, in megabytes."""
    sizes = best_of(asked)
    settings = asked.line.settings
    for stage, size in zip(settings.stages, sizes, strict=True):
        settings = settings.with_stage(stage.name, maxsize=size)
    run = simulated(Settings(settings.stages, settings.items))
    assert settings.items / run.elapsed == pytest.approx(asked.line.rate(sizes))
    seen = activity(run)
    for queue, size in zip([each for each in seen.queues if each.maxsize], sizes, strict=True):
        assert queue.peak <= size
    assert asked.memory(sizes) <= asked.budget


@each_line
def test_one_place_more_than_the_budget_has_room_for_does_not_fit(asked):
    """What is tried are all the sizes that fit, and no others."""
    assert all(asked.memory(sizes) <= asked.budget for sizes in asked.fitting)
    tops = [max(column) for column in zip(*asked.fitting, strict=True)]
    for place, top in enumerate(tops):
        ones = [1] * len(tops)
        ones[place] = top + 1
        assert asked.memory(ones) > asked.budget


def test_going_up_place_by_place_stops_too_early_in_some_of_them():
    """Else the exercise would be solved by what it warns of."""
    early = 0
    for asked in LINES:
        sizes = [1] * len(asked.megabytes)
        while True:
            ways = [[size + (n == place) for n, size in enumerate(sizes)] for place in range(len(sizes))]
            fit = [(asked.line.rate(more), more) for more in ways if asked.memory(more) <= asked.budget]
            if not fit or max(fit)[0] <= asked.line.rate(sizes):
                break
            sizes = max(fit)[1]
        early += asked.line.rate(sizes) < asked.best[0] * 0.99
    assert early >= 3


@pytest.mark.parametrize("asked", RUNS, ids=lambda asked: asked.words)
def test_two_rates_are_one_or_a_millionth_apart(asked):
    """So whoever compares them as they are, or allows for rounding, is right as the task says."""
    rates = sorted(map(asked.line.rate, asked.fitting))
    assert all(low >= high * EQUAL or low < high * (1 - 1e-6) for low, high in pairwise(rates))


@pytest.mark.parametrize("asked", RUNS, ids=lambda asked: asked.words)
def test_the_calls_are_enough(asked):
    """For each way that fits several, and for each combination of what fits alone two."""
    assert len(asked.fitting) <= 250  # the task says so
    assert 2 * prod(max(column) for column in zip(*asked.fitting, strict=True)) <= CALLS


def test_no_bound_is_the_highest_rate_of_all():
    """Whoever tries 0 as the smallest size is lured, and told."""
    for asked in LINES:
        assert asked.line.rate([0] * len(asked.megabytes)) >= asked.best[0] * EQUAL
    assert NOTHING.fitting == []

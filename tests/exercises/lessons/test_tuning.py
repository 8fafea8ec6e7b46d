"""What chapter 09 measures of a run, and the pictures that it draws of it."""

import pytest

from exercises.lessons.tuning import (
    ThreeWays,
    in_three_ways,
    little,
    measured,
    places_plot,
    simulated,
    staircase,
    steady,
    three_ways,
)
from pipeline_core import lab
from pipeline_core.lab import Settings, StageSettings

LINE = Settings(
    (StageSettings("load", 0.004), StageSettings("infer", 0.012), StageSettings("save", 0.003)), 40
)


def test_the_middle_of_a_run_has_the_rate_of_the_slowest_stage():
    """The law says 83 and a third; beginning and end, which make the whole slower, are left out."""
    run = simulated(LINE)
    assert steady(run) == pytest.approx(1 / 0.012)
    assert 40 / run.elapsed < steady(run) * 0.99


def test_a_real_run_is_one_of_the_same_pipeline():
    """All items come out, and nobody is faster than the law."""
    manager = measured(Settings(LINE.stages, 8))
    assert manager.state == "finished"
    assert [row.items_out for row in manager.stats()] == [8, 8, 8]
    assert manager.trace is not None


def test_little_s_three_numbers_are_measured_apart_and_fit():
    """The mean number inside is the rate times the mean seconds, to the digit."""
    number, rate, seconds = little(simulated(LINE))
    assert number == pytest.approx(rate * seconds)
    assert rate == pytest.approx(40 / simulated(LINE).elapsed)


def test_the_staircases_say_in_words_what_they_show():
    """Who can't see the picture has an item's time inside, and the number inside at a moment."""
    picture = staircase(simulated(LINE))
    drawn = [text.get_text() for text in picture.figure.axes[0].texts]
    assert drawn == ["item 20: 123 ms inside", "10 inside at 170 ms"]
    assert "item 20 123 ms" in picture.alt
    assert "10 at 170 ms" in picture.alt


def test_the_three_ways_are_those_of_one_set_up():
    """What is predicted is simulated, and what is measured is no faster."""
    row = in_three_ways(Settings(LINE.stages, 10))
    assert row.law == pytest.approx(1 / 0.012)
    assert row.predicted == pytest.approx(row.simulated)
    assert row.measured <= 1.02 * row.predicted
    assert row.error == pytest.approx(row.predicted / row.measured - 1)


def test_the_figure_of_the_three_ways_tells_each_number_and_the_error():
    """In the picture and in its sentence."""
    picture = three_ways({"alone": ThreeWays(100.0, 90.0, 90.0, 75.0)})
    drawn = [text.get_text() for text in picture.figure.axes[0].texts]
    assert drawn == ["90", "90", "75", "alone\nerror 20%"]
    assert "law 100, predicted 90, simulated 90, measured 75, an error of 20%" in picture.alt


def test_the_curves_of_places_are_told_point_by_point():
    """Predicted ones and measured ones."""
    curves = {"varied": {1: 75.0, 16: 94.0}}
    picture = places_plot(curves, limit=100, points={"measured": {1: 60.0}})
    assert picture.alt == (
        "Results a second, at most 100, over the places. varied: 75 with 1, 94 with 16; measured: 60 with 1."
    )


@pytest.mark.parametrize("places", [1, 2, 4, 8])
def test_two_equal_stages_reach_what_the_formula_allows(places):
    """(b + 2) / (b + 3) of the law for exponential times, as chapter 09 says of the tandem line."""
    stages = [StageSettings(name, 0.01, spread=1.0, maxsize=places) for name in ("load", "save")]
    assert lab.predict(Settings(stages, 2000)).rate == pytest.approx(
        100 * (places + 2) / (places + 3), rel=0.02
    )

"""What 9.1 computes is what a run does, and each variant has one right answer."""

import pytest

from exercises.ch09.throughput import check as judge
from exercises.ch09.throughput.line import ROOM, asked
from exercises.engine.check import judged
from exercises.lessons.tuning import simulated

VARIANTS = [0, 1, 2, 7, 20, 33, 12345]
RIGHT = {"rate": 100, "seconds": 0.433, "next": 125, "inside": 20.5, "queue": "b"}

each_variant = pytest.mark.parametrize("variant", VARIANTS)


@each_variant
def test_the_computed_run_is_the_simulated_one(variant):
    """Nobody is told a figure that the lab does not show, with one worker more either."""
    given = asked(variant)
    assert simulated(given.settings()).elapsed == pytest.approx(given.seconds)


@each_variant
def test_infer_is_the_limit_and_with_one_more_it_is_load(variant):
    """The longest time an item is that of the limit only because of its workers; and the limit moves."""
    given = asked(variant)
    assert given.rate == pytest.approx(1000 * given.workers / given.infer)
    assert given.next == pytest.approx(1000 / given.load)
    assert given.rate < given.next < 1000 * (given.workers + 1) / given.infer


@each_variant
def test_what_is_inside_is_no_number_that_stands_in_the_task(variant):
    """All places of the queues, or all workers, are not right by accident."""
    given = asked(variant)
    question = judge.inside(given)
    for wrong in (3 * ROOM, 3 * ROOM + given.workers + 2, given.workers + 2):
        assert abs(wrong - question.answer) > question.tolerance * question.answer


@each_variant
def test_the_beginning_counts(variant):
    """Items over rate is too low by more than what is let pass."""
    given = asked(variant)
    question = judge.seconds(given)
    assert given.items / given.rate < question.answer * (1 - question.tolerance)


@each_variant
def test_every_wrong_option_has_its_reason(variant):
    """Whoever chooses wrong reads what speaks against it, whichever it was."""
    for question in judge.questions(variant):
        if hasattr(question, "options"):
            assert question.wrong.keys() | {question.answer} == question.options.keys(), question.name
        else:
            assert question.low
            assert question.high


def test_variants_differ():
    """A class of ten does not share one answer."""
    answers = {tuple(question.answer for question in judge.questions(variant)) for variant in range(1, 11)}
    assert len(answers) >= 5


def test_the_picture_behind_a_passed_verdict_shows_who_is_the_limit():
    """Before and after, one below the other."""
    verdict = judged("9.1", RIGHT)
    assert verdict.passed
    assert "infer with 4 takes" in verdict.picture.alt

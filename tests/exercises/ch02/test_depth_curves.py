"""2.2: the curves can be told apart in each variant, a fair estimate is near enough, and no belief is."""

import pytest

from exercises.ch02.depth_curves import check as judge
from exercises.ch02.depth_curves.curves import puzzle, seen
from exercises.engine.check import judged

VARIANTS = [0, 1, 2, 7, 20, 33, 12345]
each_variant = pytest.mark.parametrize("variant", VARIANTS)


def right(variant):
    return {question.name: question.answer for question in judge.questions(variant)}


@each_variant
def test_each_setting_has_a_curve_of_its_own(variant):
    """Without a bound it goes far higher, a slow producer's stays low, and of two that fill one is late."""
    settings = puzzle(variant).settings.values()
    (unbound,) = [seen(each) for each in settings if not each.maxsize]
    (slow,) = [seen(each) for each in settings if each.make > each.use]
    others = [seen(each) for each in settings if each.maxsize and each.make < each.use]
    assert slow.peak == 1
    assert all(unbound.peak > 2 * each.peak for each in others)
    assert all(each.peak == each.settings.maxsize for each in others)
    full = sorted(each.reached for each in others)
    assert full[1] > 4 * full[0]


@each_variant
def test_pencil_and_paper_are_near_enough(variant):
    """The difference of both speeds, without a thought of the first item, gives numbers that pass."""
    chosen = puzzle(variant).unseen
    paper = {
        "peak": chosen.items - chosen.items * chosen.make / chosen.use,
        "blocked": chosen.maxsize / (1 / chosen.make - 1 / chosen.use),
    }
    assert judged("2.2", {**right(variant), **paper}, variant).passed


@each_variant
def test_no_belief_is_right_by_chance(variant):
    """All items at once, the bound, what was taken; puts alone, takes alone: none of them passes."""
    chosen = puzzle(variant).unseen
    taken = chosen.items * chosen.make // chosen.use
    for peak in (chosen.items, chosen.maxsize, taken):
        assert "peak: " in judged("2.2", {**right(variant), "peak": peak}, variant).message
    for blocked in (chosen.maxsize * chosen.make, chosen.maxsize * chosen.use, chosen.items * chosen.make):
        assert "blocked: " in judged("2.2", {**right(variant), "blocked": blocked}, variant).message


@each_variant
def test_every_wrong_answer_has_its_reason(variant):
    """Whoever chooses wrong reads what these settings would do; whoever is off, what to think of."""
    for question in judge.questions(variant):
        if hasattr(question, "options"):
            assert question.wrong.keys() | {question.answer} == question.options.keys()
            assert len(set(question.options.values())) == len(question.options)
        else:
            assert question.low
            assert question.high


@each_variant
def test_the_picture_is_told_in_depths_and_names_no_settings(variant):
    """Who can't see it can answer from its sentence, and still has to think."""
    told = judge.picture(variant).alt
    asked = puzzle(variant)
    for letter in asked.curves:
        assert f"never more than {seen(asked.settings[letter]).peak}" in told
    for word in ("producer", "consumer", "maxsize", "bound", "block", "fast", "slow"):
        assert word not in told


def test_the_picture_afterwards_names_every_setting():
    """Once it is passed, all four are shown with their curves."""
    told = judged("2.2", right(0)).picture.alt
    for letter, settings in puzzle(0).letters:
        assert f"{letter}) {settings}" in told


def test_variants_differ():
    """A class of ten does not share one answer."""
    answers = {tuple(right(variant).values()) for variant in range(1, 11)}
    assert len(answers) == 10

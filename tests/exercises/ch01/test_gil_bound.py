"""1.3: the answers are those of simulated runs, in every variant."""

import pytest

from exercises.ch01.gil_bound import check as gil_bound
from exercises.ch01.gil_bound import timelines

VARIANTS = range(40)


@pytest.mark.parametrize("variant", VARIANTS)
def test_one_timeline_alone_shows_turns_and_one_sign_alone_tells_it(variant):
    """1.3 has one right letter a question in every variant; the questions refuse to be made otherwise."""
    answers = {question.name: question.answer for question in gil_bound.questions(variant)}
    assert timelines.letters(variant)[answers["which"]] == "python"
    signs = gil_bound.lettered(gil_bound.SIGNS, variant, "sign")
    cures = gil_bound.lettered(gil_bound.CURES, variant, "cure")
    assert (signs[answers["sign"]], cures[answers["cure"]]) == ("turns", "processes")
    assert answers["row"] == pytest.approx(1000 * max(timelines.durations(variant)))


def test_no_letter_is_the_right_one_in_every_variant():
    """Whoever repeats the exercise has to read again."""
    for name in ("which", "sign", "cure"):
        found = {
            question.answer
            for variant in VARIANTS
            for question in gil_bound.questions(variant)
            if question.name == name
        }
        assert found == set("abcd")


def test_what_was_tried_in_vain_is_told_as_a_time_that_has_not_changed():
    """Two equal numbers side by side would look like a slip."""
    *_, cure = gil_bound.questions(0)
    assert all("as before" in told for told in cure.wrong.values())


def test_the_picture_of_1_3_tells_every_thread_and_draws_no_conclusion():
    """Who cannot see the timelines can answer from the sentence, and it gives nothing away."""
    told = gil_bound.JUDGE.picture(0).alt
    assert told.count("thread 1, from") == 4
    assert "GIL" not in told

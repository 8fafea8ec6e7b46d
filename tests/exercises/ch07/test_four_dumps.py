"""The dumps of 7.4 are real, each variant has one right answer, and every wrong one its reason."""

import pytest

from exercises.ch07.four_dumps import check as judge
from exercises.ch07.four_dumps.dumps import PATIENTS, dump_of, kept

VARIANTS = [0, 1, 2, 7, 20, 33, 12345]


@pytest.mark.parametrize("patient", PATIENTS)
def test_the_stored_dump_is_what_the_program_does_on_real_threads(patient):
    """Taken anew, in a process of its own: the same threads, in the same calls, at the same lines."""
    assert dump_of(patient) == kept(patient)


def test_each_program_has_an_illness_of_its_own():
    """What the lab finds in the five programs is what the questions speak of."""
    assert set(judge.kinds()) == set(judge.KINDS)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_wrong_option_has_its_reason(variant):
    """Whoever chooses wrong reads what speaks against it, whichever it was."""
    for question in judge.questions(variant):
        assert question.wrong.keys() | {question.answer} == question.options.keys(), question.name


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_slow_program_and_the_two_locks_are_always_there(variant):
    """One of the four is not stuck at all; the last question is about the two locks."""
    four, _ = judge.chosen(variant)
    assert {"slow", "locks"} < set(four)
    assert len(set(four)) == len(judge.PLACES)


def test_variants_differ():
    """A class of ten does not share one answer."""
    answers = {tuple(each.answer for each in judge.questions(variant)) for variant in range(1, 11)}
    assert len(answers) >= 5


def test_only_one_order_for_all_ends_the_circle():
    """The right cure was tried in every order, and so were two of the wrong ones."""
    question = judge.cure()
    assert question.options[question.answer] == "both functions take the lock `here` first"

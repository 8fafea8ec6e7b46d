"""A value as one short text: by its own repr, spelled out, or with lengths."""

import pytest

from pipeline_core.lab.text import brief, error_text, nth, times


class Loud:
    def __repr__(self):
        raise AssertionError("the program's own code was run")


@pytest.mark.parametrize("lengths", [False, True])
def test_without_own_repr_no_code_of_the_program_is_run(lengths):
    """Neither for the value itself nor for what is inside of it."""
    for value in (Loud(), [Loud()], {"key": Loud()}, (1, [Loud()])):
        assert brief(value, own_repr=False, lengths=lengths)


def test_a_repr_that_fails_is_said_and_an_address_is_left_out():
    """By its own repr a value may do anything; a text comes of it all the same."""
    assert brief(Loud()) == "a Loud whose repr fails"
    assert brief(object()) == "an object"


@pytest.mark.parametrize("settings", [{}, {"own_repr": False}, {"own_repr": False, "lengths": True}])
@pytest.mark.parametrize("wrap", [int, lambda n: [0, n], lambda n: ({n: n},), lambda n: [[{n}]], range])
def test_a_number_of_too_many_digits_is_told_wherever_it_stands(wrap, settings):
    """Python spells out no number of 5,000 digits; what holds one is told all the same."""
    assert brief(wrap(10**5000), **settings)


def test_what_is_too_long_is_cut_or_told_by_its_length():
    """Never longer than asked for; with lengths, the two ends and how many."""
    many = list(range(1000))
    assert brief(many, 12) == "[0, 1, 2, 3…"
    assert brief(many, 12, own_repr=False) == "[0, 1, 2, 3…"
    assert brief(many, 12, own_repr=False, lengths=True) == "[0, … 999] (1000 items)"


def test_an_object_without_a_text_is_told_by_its_name():
    """Where the program has one for it, such as a sentinel."""
    end = object()
    name_of = {id(end): "END"}.get
    for lengths in (False, True):
        text = brief(end, own_repr=False, lengths=lengths, name_of=lambda value: name_of(id(value), ""))
        assert text == "END"


def test_an_error_shows_no_address():
    """``id`` is another number in each run; other numbers stay."""
    assert error_text(KeyError((140_000_000_000_000, 7))) == "KeyError: (…, 7)"
    assert error_text(ValueError(1_234_567_890_123)) == "ValueError: 1234567890123"


def test_numbers_are_read_aloud() -> None:
    """The teens are the odd ones."""
    assert [times(number) for number in (0, 1, 2, 3)] == ["0 times", "once", "twice", "3 times"]
    told = [nth(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 112)]
    assert told == ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th"]

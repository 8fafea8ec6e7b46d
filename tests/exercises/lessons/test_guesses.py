"""Guesses are asked for before anything is shown."""

import pytest

from exercises.lessons import guesses


@pytest.mark.parametrize(
    ("guess", "actual", "options", "said"),
    [
        (2, 2, {}, "You said 2, and 2 it is.\n"),
        (40, 8, {"unit": "lines"}, "You said 40 lines. It is 8 lines. Why?\n"),
        (1.05, 1.0, {"unit": "times as long"}, "You said 1.05 times as long, and 1 times as long it is.\n"),
        (1, 8, {"unit": "lines"}, "You said 1 line. It is 8 lines. Why?\n"),
        (1, 1.4, {"unit": "ms"}, "You said 1 ms. It is 1.4 ms. Why?\n"),
        (0.05, 0.0, {"within": 0.1}, "You said 0.05, and 0 it is.\n"),
        (0.2, 0.0, {"within": 0.1}, "You said 0.2. It is 0. Why?\n"),
        (59, 60, {"within": 1}, "You said 59, and 60 it is.\n"),
        (62, 60, {"within": 1}, "You said 62. It is 60. Why?\n"),
        (0, 0.0, {}, "You said 0, and 0 it is.\n"),
        (3, 0, {}, "You said 3. It is 0. Why?\n"),
        (300_000, 2_000_000, {"factor": 10}, "You said 300,000, and 2,000,000 it is.\n"),
        (" C ", "c", {}, "You said C, and c it is.\n"),
        ("(c)", "c", {}, "You said c, and c it is.\n"),
        ("C)", "c", {}, "You said C, and c it is.\n"),
        (" [b]. ", "c", {}, "You said b. It is c. Why?\n"),
        ("b", "c", {}, "You said b. It is c. Why?\n"),
        ("many", 8, {}, "A number, please, not 'many': change it, and run again.\n"),
    ],
)
def test_a_guess_is_set_beside_what_happened(guess, actual, options, said, capsys):
    """Both numbers are printed, and whether they fit."""
    guesses.compare(guess, actual, **options)
    assert capsys.readouterr().out == said


@pytest.mark.parametrize(
    ("guess", "actual", "told"),
    [
        ("(A)", "b", "You said A. It is b.\nWhoever says (a) believes"),
        ("b", "b", "You said b, and b it is.\n"),
        ("d", "b", "You said d. It is b. Why?\n"),
        ("a", "c", "You said a. It is c. Why?\n"),
    ],
)
def test_a_wrong_guess_is_told_the_belief_that_leads_to_it(guess, actual, told, capsys):
    """Where none is known, and where the answer is not the usual one, it is asked why."""
    guesses.compare(guess, actual, about="00.bottleneck")
    assert capsys.readouterr().out.startswith(told)


def test_a_guess_that_is_not_judged_is_told_no_belief(capsys):
    """Nothing is known to be wrong with it."""
    guesses.compare("a", "b", about="00.bottleneck", unless="No core was free.")
    assert capsys.readouterr().out == "You said a. No core was free.\n"


def test_without_a_guess_nothing_is_given_away(capsys):
    """The stored notebooks hold no guess: what they print there is the same on every machine."""
    guesses.compare(None, 12345)
    guesses.compare(None, "c")
    out = capsys.readouterr().out
    assert "12345" not in out
    assert out == 2 * "Your guess first: write it in the place of None, and run again.\n"


@pytest.mark.parametrize("guess", ["pack", 20, ""])
def test_what_is_no_letter_is_asked_for_again(guess, capsys):
    """A word for a letter is a slip, and nothing of the answer is told for it."""
    guesses.compare(guess, "b", about="00.bottleneck")
    assert capsys.readouterr().out == f"A letter, please, not {str(guess)!r}: change it, and run again.\n"


def test_a_guess_is_not_judged_by_a_measurement_that_could_not_be_made(capsys):
    """On a busy machine a right guess would be called wrong: the reason stands in place of a verdict."""
    guesses.compare(2, 0.5, unless="No core was free.")
    guesses.compare(None, 0.5, unless="No core was free.")
    told, asked = capsys.readouterr().out.splitlines()
    assert told == "You said 2. No core was free."
    assert asked.startswith("Your guess first")


@pytest.mark.parametrize(
    ("text", "unit", "number", "asked"),
    [
        ("", "ms", None, ""),
        (" 4 ", "", 4, ""),
        ("200 ms", "ms", 200, ""),
        ("ms", "ms", None, "Your guess is a number, please, not 'ms'."),
        ("four", "", None, "Your guess is a number, please, not 'four'."),
    ],
)
def test_what_is_typed_is_a_number_or_is_asked_for_again(text, unit, number, asked):
    """Its unit may stand behind it; an empty box is no mistake."""
    assert guesses.typed(text, unit) == (number, asked)

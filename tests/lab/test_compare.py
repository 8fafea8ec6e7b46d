"""``compare``: a guess first, then the truth."""

from __future__ import annotations

import pytest

from pipeline_core import lab


@pytest.mark.parametrize("nothing", [..., None])
def test_nothing_is_shown_before_there_is_a_guess(nothing) -> None:
    """Neither text nor table gives the answer away."""
    shown = lab.compare(nothing, 424242)
    assert not shown.given
    assert not shown.right
    assert "guess first" in str(shown)
    assert "424242" not in str(shown) + repr(shown) + shown._repr_html_()


@pytest.mark.parametrize(
    ("guess", "actual", "right", "words"),
    [
        (12, 12, True, "and so it was"),
        (12.1, 12, False, "A little too high"),
        (11, 12, False, "A little too low"),
        (120, 12, False, "10 times as much"),
        ([1, 2], [1, 3], False, "part at place 1: 2 or 3"),
        ("ab", "abc", False, "One is 2 long, the other 3"),
        (False, True, False, "You said False; it was True."),
    ],
)
def test_a_guess_is_compared(guess, actual, right, words) -> None:
    """The sentence says what was said, what it was, and in what way they differ."""
    shown = lab.compare(guess, actual)
    assert shown.given
    assert shown.right is right
    assert words in str(shown)


def test_close_is_right_within_the_tolerance() -> None:
    """For numbers a relative tolerance can be given; a Run counts by its result."""
    assert lab.compare(11, lab.simulate(lambda: 12), tolerance=0.1).right
    assert not lab.compare(10, 12, tolerance=0.1).right

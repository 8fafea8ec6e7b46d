"""A guess beside what happened: nothing is shown until a guess is given.

Inside:  Comparison, and ``compare``, which makes one.
Outside: running the program (api), exercises that grade a prediction.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from numbers import Number
from typing import Any

ASK = "Your guess first: write it in place of the dots, then run this cell again."


@dataclass(frozen=True)
class Comparison:
    """What was guessed, what it was, and whether they agree; both stay hidden while there is no guess.

    ``given``: is there a guess? ``right``: does it agree with what happened? ``sentence``: the verdict.
    """

    given: bool
    right: bool
    sentence: str
    guess: Any = field(default=None, repr=False)
    actual: Any = field(default=None, repr=False)

    def __str__(self) -> str:
        return self.sentence

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.sentence)}</p>"


def compare(guess: Any, actual: Any, *, tolerance: float = 0.0) -> Comparison:
    """Put a guess beside what happened.

    Args:
        guess: the learner's; ``...`` or None means that there is none yet.
        actual: what it was: a value, or a Run, whose result counts.
        tolerance: for numbers, how far off, as a part of the actual value, still counts as right.

    Returns:
        A Comparison, which shows itself in a notebook. Without a guess it asks for one and tells nothing.
    """
    if guess is ... or guess is None:
        return Comparison(given=False, right=False, sentence=ASK)
    actual = getattr(actual, "result", actual)
    right = agrees(guess, actual, tolerance)
    if right:
        sentence = (
            f"You said {guess!r}, and so it was."
            if guess == actual
            else f"You said {guess!r}; it was {actual!r}: right."
        )
    else:
        sentence = f"You said {guess!r}; it was {actual!r}. {difference(guess, actual)}".rstrip()
    return Comparison(given=True, right=right, sentence=sentence, guess=guess, actual=actual)


def agrees(guess: Any, actual: Any, tolerance: float) -> bool:
    if tolerance and number(guess) and number(actual):
        return abs(guess - actual) <= tolerance * abs(actual)
    return bool(guess == actual)


def difference(guess: Any, actual: Any) -> str:
    """In what way a wrong guess is wrong: too high, too low, or where two sequences part."""
    if number(guess) and number(actual) and actual:
        return (
            f"That is {guess / actual:.2g} times as much."
            if guess / actual > 2 or guess / actual < 0.5
            else ("A little too high." if guess > actual else "A little too low.")
        )
    if isinstance(guess, (list, tuple, str)) and isinstance(actual, type(guess)):
        for place, (a, b) in enumerate(zip(guess, actual, strict=False)):
            if a != b:
                return f"They part at place {place}: {a!r} or {b!r}."
        return f"One is {len(guess)} long, the other {len(actual)}."
    return ""


def number(value: Any) -> bool:
    return isinstance(value, Number) and not isinstance(value, (bool, complex))

"""A guess beside what happened.

Inside:  ``compare``, for a guess in a cell; ``typed``, for one in the box of a slider's panel.
Outside: what a wrong guess tells of (``beliefs``), the box and its panel (``sliders``), judging an exercise
         (each exercise's ``check.py``).
"""

from __future__ import annotations

from exercises.lessons.beliefs.lookup import belief


def compare(
    guess: float | str | None,
    actual: float | str,
    *,
    unit: str = "",
    factor: float = 1.1,
    within: float | None = None,
    unless: str = "",
    about: str = "",
) -> None:
    """Print how a guess and what happened fit together; without a guess, ask for one and show nothing.

    Args:
        guess: the learner's number or letter, or None while there is none; "(c)" and " C " count as "c".
        actual: what happened; a number is not negative.
        unit: what to print behind numbers; of a single word in the plural, one has no s.
        factor: a number is right from ``actual / factor`` to ``actual * factor``.
        within: instead, a number is right if it is at most so far from ``actual``, which may be 0.
        unless: why ``actual`` could not be measured just now; then a guess is not judged, and this is said.
        about: the key in ``beliefs.lookup.BELIEFS`` of what leads to other guesses, and why it fails here.
    """
    if guess is None:
        print("Your guess first: write it in the place of None, and run again.")
        return
    if unless:
        print(f"You said {guess}. {unless}")
        return
    if isinstance(actual, str):
        guess = said = str(guess).strip(" ()[].")
        was = actual
        if len(actual) == 1 != len(guess) and not (about and belief(about, guess, actual)):
            print(f"A letter, please, not {guess!r}: change it, and run again.")
            return
        right = said.casefold() == was.casefold()
    elif isinstance(guess, (int, float)):
        said, was = (_counted(_number(value), unit) for value in (guess, actual))
        if within is None:
            right = actual / factor <= guess <= actual * factor
        else:
            right = abs(guess - actual) <= within
    else:
        print(f"A number, please, not {guess!r}: change it, and run again.")
        return
    if right:
        print(f"You said {said}, and {was} it is.")
    elif about and (why := belief(about, guess, actual)):
        print(f"You said {said}. It is {was}.", why, sep="\n")
    else:
        print(f"You said {said}. It is {was}. Why?")


def _counted(number: str, unit: str) -> str:
    words = number == "1" and len(unit) > 2 and " " not in unit  # not: s, ms, of 20 orders
    return f"{number} {unit.removesuffix('s') if words else unit}".strip()


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def typed(text: str, unit: str = "") -> tuple[float | None, str]:
    """The number in a box, None where there is none; and what to say to something else that is there."""
    if not text.strip():
        return None, ""
    try:
        return float(text.strip().removesuffix(unit)), ""
    except ValueError:
        return None, f"Your guess is a number, please, not {text!r}."

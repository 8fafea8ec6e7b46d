"""What 12.2 and 12.6 have in common: programs that are ill, each told by what was counted in a run of it.

Inside:  ``Kind``: one illness, in the words of a quiz; ``chosen`` and ``asked``: which are asked about.
Outside: the programs and their counts (each exercise's own files).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from exercises.engine.questions import Choice

PLACES = ("first", "second", "third")


class Kind(NamedTuple):
    """One illness.

    ``told``: the option; ``needs``: what the counts would have to show if it were the answer; ``shows``: what
    they show, as a question to whoever took it for another one; ``why``: said once it is right.
    """

    told: str
    needs: str
    shows: str
    why: str


def chosen(variant: int, kinds: Mapping[str, Kind]) -> tuple[list[str], dict[str, str]]:
    """Three of the kinds, in the order of the questions, and letter -> kind of the options."""
    dice = random.Random(variant + 13)  # noqa: S311 - a choice, not a secret
    three = dice.sample(list(kinds), len(PLACES))
    options = dice.sample(list(kinds), len(kinds))
    return three, dict(zip("abcde", options, strict=False))


def asked(
    variant: int, kinds: Mapping[str, Kind], text: str, table: Callable[[str], str]
) -> Sequence[Choice]:
    """A question for each of the three: its table, and all kinds as options."""
    three, options = chosen(variant, kinds)
    return [
        Choice(
            place,
            f"The {place} {text}\n\n```text\n{table(kind)}\n```",
            {letter: kinds[each].told for letter, each in options.items()},
            next(letter for letter, each in options.items() if each == kind),
            {
                letter: f"for that, {kinds[each].needs} {kinds[kind].shows}"
                for letter, each in options.items()
                if each != kind
            },
            kinds[kind].why,
        )
        for place, kind in zip(PLACES, three, strict=True)
    ]


def words(variant: int, questions: Callable[[int], Sequence[Choice]]) -> dict[str, str]:
    """The letters of the solution, which are those of variant 0, in another one."""
    letters, plain = ({each.name: each.answer for each in questions(number)} for number in (variant, 0))
    return {f'"{name}": "{plain[name]}"': f'"{name}": "{letters[name]}"' for name in plain}

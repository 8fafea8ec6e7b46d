"""Lines in order: what a learner put in order becomes a function, to be tried like any other answer.

Inside:  ``letters_of`` an answer, ``assemble`` the source, ``build`` the function.
Outside: the board on which lines are moved (``order_board``), trying the function (``bench``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exercises.engine.source_text import revive
from exercises.engine.verdict import Refusal
from pipeline_core.lab.text import brief


def letters_of(lines: Mapping[str, str], given: Any) -> list[str]:
    """The letters of the lines that were put in order: "D A C", "dac", a list of letters, or the board.

    Raises:
        Refusal: nothing yet, a letter that is no line, a letter that comes twice.
    """
    given = getattr(given, "order", given)
    if isinstance(given, str):
        given = [letter for letter in given if letter.isalnum()]
    if given is None or given is ... or given == []:
        raise Refusal(
            'there is nothing yet: hand in the letters of the lines in their order, as in "B A".', tried=False
        )
    if not isinstance(given, list | tuple) or not all(isinstance(each, str) for each in given):
        raise Refusal(f'{brief(given)} was handed in: letters were expected, as in "B A".')
    letters = [each.strip().upper() for each in given]
    for letter in letters:
        if letter not in lines:
            raise Refusal(f"there is no line {letter!r}: the letters are {', '.join(lines)}.")
        if letters.count(letter) > 1:
            raise Refusal(f"line {letter} is there twice: each line is used once, or not at all.")
    return letters


def assemble(head: str, lines: Mapping[str, str], given: Any) -> str:
    """The source of the function: ``head``, then the chosen lines in their order.

    Raises:
        Refusal: as for ``letters_of``.
    """
    return "\n".join([head.rstrip("\n"), *(lines[letter] for letter in letters_of(lines, given))]) + "\n"


def build(source: str, name: str, filename: str) -> Any:
    """The function of that source. Stories and tracebacks find its lines under ``filename``.

    Raises:
        Refusal: the lines are no Python in this order; says at which of them it stops.
    """
    try:
        compile(source, filename, "exec")
    except SyntaxError as error:
        at = source.splitlines()[(error.lineno or 1) - 1].strip() if error.lineno else ""
        where = f" at the line {at!r}" if at else " at the end"
        raise Refusal(f"in this order the lines are no Python: {error.msg},{where}.") from error
    return revive(source, name, filename=filename)[0]

"""The sentence for a wrong guess.

Inside:  ``BELIEFS``, those of all chapters; ``belief``, which looks one up.
Outside: the sentences (``chapter_00`` and so on), judging a guess (``guesses``).
"""

from __future__ import annotations

from math import isclose

from exercises.lessons.beliefs import (
    chapter_00,
    chapter_01,
    chapter_02,
    chapter_03,
    chapter_04,
    chapter_05,
    chapter_06,
    chapter_07,
    chapter_08,
    chapter_09,
    chapter_10,
    chapter_11,
    chapter_12,
    the_ward,
)
from exercises.lessons.beliefs.kinds import Beliefs, Match

CHAPTERS = (
    chapter_00, chapter_01, chapter_02, chapter_03, chapter_04, chapter_05, chapter_06, chapter_07,
    chapter_08, chapter_09, chapter_10, chapter_11, chapter_12, the_ward,
)  # fmt: skip
BELIEFS: Beliefs = {key: entry for chapter in CHAPTERS for key, entry in chapter.BELIEFS.items()}


def belief(about: str, guess: float | str, actual: float | str) -> str:
    """The sentence for a wrong guess; empty where none fits, or where none of them may be true."""
    truth, sentences = BELIEFS[about]
    if not _fits(truth, actual):
        return ""
    return next((sentence for match, sentence in sentences.items() if _fits(match, guess)), "")


def _fits(match: Match, value: float | str) -> bool:
    if match is None:
        return True
    if isinstance(match, str) or isinstance(value, str):
        return isinstance(match, str) and str(value).casefold() == match.casefold()
    if isinstance(match, tuple):
        return match[0] <= value <= match[1]
    return isclose(value, match, rel_tol=1e-6, abs_tol=1e-9)

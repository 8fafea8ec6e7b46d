"""Questions of predict and read exercises, and what is said to an answer.

Inside:  ``Number``, ``Choice``; ``judge_answers``.
Outside: the form (``forms``), the pictures (each exercise's ``check.py``).
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Number:
    """A question whose answer is a number.

    Args:
        name: a word, the key of the answer: ``{"peak": 8}``.
        text: the question, Markdown.
        answer: what it is: computed or simulated by the exercise, never typed in.
        unit: a word behind the number.
        tolerance: how far off, as a part of ``answer``, still counts as right.
        low, high: what to say to a guess that is too low, too high: one step from the cure.
        why: said once it is right.
    """

    name: str
    text: str
    answer: float
    unit: str = ""
    tolerance: float = 0.0
    low: str = ""
    high: str = ""
    why: str = ""


@dataclass(frozen=True)
class Choice:
    """A question with options.

    Args:
        name, text, why: as for ``Number``.
        options: letter -> text.
        answer: the letter of the right one.
        wrong: letter -> what to say to whoever chose it: why it is tempting and what speaks against it.
    """

    name: str
    text: str
    options: dict[str, str]
    answer: str
    wrong: dict[str, str] = field(default_factory=dict)
    why: str = ""


Question = Number | Choice

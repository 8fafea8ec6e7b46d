"""Answers that lie in an exercise's folder: stub, solution, wrong answers; read as a cell would run them.

Inside:  ``answer_in``: what a file hands in; ``phrase_of``: what the verdict on a wrong answer must say.
Outside: judging (``checking``), the suite that holds every exercise to its gallery (``tests/exercises``).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from exercises.catalogue import Exercise
from exercises.engine.source_text import revive


def answer_in(exercise: Exercise, name: str, variant: int = 0) -> Any:
    """What the file ``name`` hands in to ``check``: a function, a class, a value, or a pair of them."""
    names = exercise.reworded(exercise.answer_name, variant).split(", ")
    found = revive(exercise.text(name, variant), *names)
    return found[0] if len(found) == 1 else found


def phrase_of(path: Path) -> str:
    """The phrase that the verdict on this wrong answer must contain; empty if the file names none."""
    found = re.search(r"(?m)^Verdict: (.+)$", path.read_text(encoding="utf-8"))
    return found[1].strip() if found else ""

"""``form``, ``hint``, ``solution``, ``answer``: help, as much of it as was asked for.

Inside:  the form of an exercise, the next hint, a solution with its reasons, the learner's last answer that
         passed.
Outside: texts (``catalogue``), what was done so far (``records``), judging (``engine``), widgets (``forms``).
"""

from __future__ import annotations

from typing import Any

from exercises.catalogue import Exercise, find, variant_fault
from exercises.engine.display import show
from exercises.engine.source_text import answer_in, revive
from exercises.records import records
from pipeline_core.lab.text import error_text

TRIES = 2  # before a solution is shown without now=True


def form(exercise: object, *, variant: int = 0) -> Any:
    """The form of an exercise: fill it in, and press its Check button or hand it to ``check``.

    Args:
        exercise: its number, "2.2".
        variant: the seed of the exercise, where the learner was given one.

    Returns:
        In a notebook a widget, elsewhere a plain form, its questions printed; ``check`` judges both by their
        ``answers``, ``order`` or ``schedule``. None, with the reason shown, where there is no form.
    """
    try:
        found = find(exercise)
        if fault := variant_fault(variant):
            raise LookupError(fault)
    except LookupError as error:
        show(f"{str(error.args[0]).rstrip('.')}.")
        return None
    try:
        return found.judge.form(found, variant)
    except Exception as error:  # of the exercise's own check.py; a traceback would help nobody
        show(f"The form of {found.id} could not be made: {error_text(error)}.")
        return None


def hint(exercise: object, number: int | None = None, *, variant: int = 0) -> None:
    """Show the next hint: each call one more, from nudge to nearly told. The last one is shown again.

    Args:
        exercise: its number, "3.1".
        number: a hint that was shown before, from 1; counts nothing.
        variant: the seed of the exercise, where the learner was given one.
    """
    found = _found(exercise)
    if found is None:
        return
    hints = found.hints(variant)
    if number is not None and (not isinstance(number, int) or not 1 <= number <= len(hints)):
        show(f"exercise {found.id} has the hints 1 to {len(hints)}, not {number!r}.")
        return
    at = number or records.note_hint(found.id, len(hints))
    title, text = hints[at - 1]
    more = _more(found, at, len(hints))
    head = f"Hint {at} of {len(hints)}: {title}"
    show(f"{head}\n\n{text}\n\n{more}", markdown=f"**{head}**\n\n{text}\n\n*{more}*")
    _say_messages()


def _more(exercise: Exercise, at: int, of: int) -> str:
    if at < of:
        return f'Try again before the next one: hint("{exercise.id}").'
    if exercise.has("solution.py"):
        return f'That was the last hint. After {TRIES} tries there is solution("{exercise.id}").'
    return "That was the last hint."


def solution(exercise: object, *, now: bool = False, variant: int = 0) -> None:
    """Show a solution with its reasons: after two tries, once it is passed, or with ``now=True``."""
    found = _found(exercise)
    if found is None:
        return
    if not found.has("solution.py"):
        show(f"This copy of the course has no solution of {found.id}: ask whoever gave it to you.")
        return
    tries = records.tries(found.id)
    if not (now or tries >= TRIES or records.passed(found.id)):
        done = f"You have tried {found.id} once" if tries else f"You have not tried {found.id} yet"
        show(
            f"{done}; after {TRIES} tries the solution is yours. "
            f'A hint? hint("{found.id}"). To see it all the same: solution("{found.id}", now=True).'
        )
        return
    records.note_solution(found.id)
    text = found.text("solution.py", variant).strip()
    head = f"One solution of {found.id} {found.title}"
    show(f"{head}\n\n{text}", markdown=f"**{head}**\n\n```python\n{text}\n```")
    _say_messages()


def answer(exercise: object, *, variant: int = 0) -> Any:
    """The learner's last answer that passed; where there is none, the solution, and a line that says so.

    Returns:
        What the exercise asks for: a function, a class, a value. None, with the reason shown, if the exercise
        does not exist, or was not passed and this copy of the course has no solutions.
    """
    found = _found(exercise)
    if found is None:
        return None
    kept = records.kept(found.id)
    if kept is not None and kept.source:
        try:
            return revive(kept.source, kept.name or found.answer_name)[0]
        except Exception as error:  # written by the learner, in a kernel that is gone
            show(f"Your answer to {found.id} no longer runs by itself ({error_text(error)}).")
    if not found.has("solution.py"):
        show(f'Exercise {found.id} first: answer("{found.id}") is your answer once it has passed.')
        return None
    show(f"Not passed yet: this is the solution of {found.id}, not yours.")
    solved = answer_in(found, "solution.py", variant)
    return solved[-1] if isinstance(solved, tuple) else solved


def _found(exercise: object) -> Exercise | None:
    try:
        return find(exercise)
    except LookupError as error:
        show(str(error.args[0]))
        return None


def _say_messages() -> None:
    for message in records.messages():
        show(message)

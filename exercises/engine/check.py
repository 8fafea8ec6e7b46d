"""``check``: one verdict on one answer, whatever the answer does.

Inside:  ``check``, ``judged``: the guard around a judge, the record of the try, what to do next.
Outside: the judge that an exercise has (``judges``, by way of the catalogue), tidying up (``sandbox``), the
         end of the time (``limits``), what was done so far (``records``).
"""

from __future__ import annotations

from typing import Any

from exercises.catalogue import Exercise, find, variant_fault
from exercises.engine.display import show
from exercises.engine.limits import SECONDS, OutOfTime, Patience
from exercises.engine.sandbox import clean
from exercises.engine.source_text import source_of
from exercises.engine.verdict import Refusal, Verdict
from exercises.records import records
from pipeline_core.lab.text import error_text, one_line

TOO_LONG = (
    f"your answer had come to no end after {SECONDS:g} s, and it was given up on. Which loop never ends, or "
    "asks again and again: one of its own, or one in a method of what it returns?"
)


def check(exercise: object, *answer: Any, variant: int = 0, counts: bool = True) -> Verdict:
    """Show what is wrong with an answer first, or that nothing is.

    Args:
        exercise: its number, "3.1".
        answer: what the stub defines: a function, a class, a value, or the exercise's form; for an exercise
            that asks for two things, both.
        variant: the seed of the exercise, where the learner was given one.
        counts: False for a demonstration, of which nothing is noted: no try, no pass.

    Returns:
        The Verdict, which was shown already: ``passed``, ``message``, and the ``run`` that shows why.

    Guarantees: never raises, save KeyboardInterrupt when somebody interrupts the kernel; comes back within
    10 s of what a busy machine has left for it; leaves no thread, nothing patched. Save for a call into C
    that never returns: one that lets other threads run is given up on and named, with the advice to restart
    the kernel; one that holds the GIL all the time (``sum(range(10**12))``) can't be ended from inside the
    same process.
    """
    given = None if not answer else answer[0] if len(answer) == 1 else answer
    verdict = judged(exercise, given, variant, counts=counts)
    show(str(verdict), html=verdict.html)
    verdict.shown = True
    return verdict


def judged(exercise: object, given: Any, variant: int = 0, *, counts: bool = True) -> Verdict:
    """The same without showing it: for a form, which shows it in its own place."""
    try:
        found = find(exercise)
    except LookupError as error:
        return Verdict(str(exercise), passed=False, message=str(error.args[0]))
    if fault := variant_fault(variant):
        return Verdict(found.id, passed=False, message=f"{fault}: the one that your teacher gave.")
    with Patience() as patience, clean() as notes:
        verdict = _in_time(patience, found, given, variant)
    verdict.notes += notes
    if counts:
        _record(found, given, variant, verdict)
    if not verdict.passed:
        verdict.next_step = _next_step(found)
    return verdict


def _in_time(patience: Patience, exercise: Exercise, given: Any, variant: int) -> Verdict:
    """The verdict and its story, or that there is none after so many seconds."""
    verdict = Verdict(exercise.id, passed=False, message=TOO_LONG)
    try:
        with patience.trying():
            verdict = _verdict(patience, exercise, given, variant)
            verdict.tell()
    except OutOfTime:
        verdict.story = verdict.story or ("", "")
    except Exception as error:  # in a story
        verdict.notes.append(f"The story of it could not be told: {one_line(error_text(error), 200)}.")
    return verdict


def _verdict(patience: Patience, exercise: Exercise, given: Any, variant: int) -> Verdict:
    """Judge; a judge that stumbles has not passed anybody, and says so."""
    try:
        return exercise.judge.judge(exercise, given, variant)
    except Refusal as refusal:
        return Verdict.refused(exercise.id, refusal)
    except BaseException as error:  # whatever an answer's own __eq__ or __repr__ may raise
        if patience.interrupted or patience.late:
            raise
        told = f"the check could not make sense of your answer: {one_line(error_text(error), 200)}."
        return Verdict(exercise.id, passed=False, message=told)


# -- afterwards ------------------------------------------------------------------------------


def _record(exercise: Exercise, given: Any, variant: int, verdict: Verdict) -> None:
    """Note the try, and keep the source of what passed."""
    name = exercise.answer_name.rpartition(", ")[2]
    source = None
    if verdict.passed and exercise.kind in ("do", "fix"):
        answer = given[-1] if isinstance(given, tuple) else given
        source = source_of(answer)
        name = getattr(answer, "__name__", name)
        if source is None:
            verdict.notes.append(
                "It passed, and its source could not be kept for later chapters: something that it uses "
                "can't be written down. Give each name that it needs a value by a plain statement there."
            )
    if verdict.tried:
        records.note_try(exercise.id, verdict.passed, source=source, name=name, variant=variant)
    verdict.notes += records.messages()


def _next_step(exercise: Exercise) -> str:
    if records.tries(exercise.id) < 2 or not exercise.has("solution.py"):
        return f'Stuck? hint("{exercise.id}")'
    return f'Stuck? hint("{exercise.id}"), or solution("{exercise.id}")'

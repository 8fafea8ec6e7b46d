"""Break exercises: a schedule is handed in, played, and held to a goal.

Inside:  ``judge_schedule``.
Outside: the program and its goal (each exercise's ``check.py``), playing by hand (``schedule_form``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from exercises.engine.verdict import Refusal
from pipeline_core import lab
from pipeline_core.lab.stepper.session import Session
from pipeline_core.lab.story.run import Run


def judge_schedule(
    program: Callable[[], Any],
    given: Any,
    goal: Callable[[Run], Any],
    watch: Any = (),
    said: Callable[[Run], str] | None = None,
) -> tuple[str, Run]:
    """Play a schedule, and say what it did.

    Args:
        program: what the schedule is for.
        given: a schedule string; a Run, a Stepper or the form, which have one; the moves of a Stepper, as
            thread numbers: "1 2 1" or [1, 2, 1]. What they leave open is played as the program would.
        goal: called with the Run; True, or a sentence about what is still missing.
        watch: as for ``lab.simulate``.
        said: the sentence for a schedule that reaches the goal, made from its Run.

    Returns:
        That sentence, and the Run.

    Raises:
        Refusal: nothing was handed in, it is no schedule of this program, or the goal was not reached.
    """
    given = _schedule_of(program, getattr(given, "schedule", given), watch)
    if given is None or given is ... or given == "":
        raise Refusal(
            "there is nothing yet: hand in a schedule, the string that names the moves.", tried=False
        )
    try:
        run = lab.replay(program, given, watch)
    except (TypeError, ValueError) as error:
        raise Refusal(str(error)) from error
    missing = goal(run)
    if missing is not True:
        raise Refusal(missing or "with this schedule the goal is not reached.", run)
    return (said(run) if said is not None else "this schedule does it."), run


def _schedule_of(program: Callable[[], Any], given: Any, watch: Any) -> Any:
    """The schedule that moves are; anything else as it is."""
    if isinstance(given, str) and re.fullmatch(r"[\d\s,]*\d[\d\s,]*", given):
        given = [int(word) for word in given.replace(",", " ").split()]
    if not isinstance(given, list | tuple) or not given or not all(type(move) is int for move in given):
        return given
    try:
        return Session(program, watch=watch).go(list(given)).schedule
    except ValueError as error:
        raise Refusal(f"{error}.") from error

"""What is said above a program that is being stepped through: whose move it is, or how it ended.

Inside:  Banner; the words for every outcome.
Outside: how it looks (page), the story of a whole run (story/explanation).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline_core.lab.runtime import runner
from pipeline_core.lab.stepper.lost_updates import LostUpdate
from pipeline_core.lab.stepper.view import value_text
from pipeline_core.lab.story.blocked import blocked_cycle
from pipeline_core.lab.story.explanation import crash, reasons, thread_lines
from pipeline_core.lab.story.run import Run
from pipeline_core.lab.text import error_text


@dataclass(frozen=True)
class Banner:
    """``kind``: "go", "finished", "failed", "deadlock", "leak", "endless" or "error"; then the words."""

    kind: str
    title: str
    lines: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join((self.title, *self.lines))


A_MOVE = {
    "line": "runs its next line",
    "opcode": "runs on to where others could come in, which may be inside a line",
}
CALLS = "runs on to its next call at which others could come in"


def to_move(names: list[str], made: int, switch: str) -> Banner:
    """It is the learner's turn; before the first move they are told what one is, between such switches."""
    if len(names) == 1:
        return Banner("go", f"Only {names[0]} can move.")
    title = f"Your move: {', '.join(names[:-1])} or {names[-1]}?"
    return Banner("go", title, () if made else (f"The thread you choose {A_MOVE.get(switch, CALLS)}.",))


def over(run: Run, expected: Any, lost: Sequence[LostUpdate], max_steps: int) -> Banner:
    """The run is over: the verdict, and what led to it."""
    words = {"deadlock": deadlock, "leak": leak, "error": error}.get(run.outcome)
    if words is not None:
        return words(run)
    if run.outcome == "endless":
        return endless(run, max_steps)
    lines = tuple(dict.fromkeys(lost_text(each) for each in lost[:3]))
    if len(run.threads) == 1:
        lines = ("It starts no thread: there was nothing to decide.",)
    got = value_text(run.result, idents=run.idents)
    if expected is not ... and not same(run.result, expected):
        kind = "Lost update" if lost else "Wrong result"
        return Banner("failed", f"{kind}: expected {value_text(expected)}, got {got}.", lines)
    if run.failed_check:
        return Banner("failed", f"Finished, but {run.failed_check}; the result is {got}.", lines)
    if expected is not ...:
        return Banner("finished", f"Finished: the result is {got}, as expected.")
    return Banner("finished", f"Finished: the result is {got}.", lines)


def same(one: Any, other: Any) -> bool:
    try:
        return bool(one == other)
    except Exception:  # the program's own __eq__: what cannot be compared is not what was expected
        return False


def lost_text(lost: LostUpdate) -> str:
    return f"{lost.writer} wrote {lost.name} without having seen what {lost.other} had written."


def deadlock(run: Run) -> Banner:
    return Banner("deadlock", "Deadlock: nobody can move, and no timer is left.", where_all_stand(run))


def leak(run: Run) -> Banner:
    return Banner(
        "leak", "Leak: the program has returned, but threads are stuck for ever.", where_all_stand(run)
    )


def where_all_stand(run: Run) -> tuple[str, ...]:
    """Who stands where. Where threads wait in a circle, the first one that waits for them is no news."""
    told = run.statuses
    if len(blocked_cycle(told)) > 1:
        first = told[0]
        told = told[1:] if first.kind == "join" and first.waits_for and not first.holds else told
    return tuple(line.strip() for line in (*thread_lines(told), *reasons(run)))


def endless(run: Run, max_steps: int) -> Banner:
    title = f"Endless: given up after {max_steps:,} steps."
    if run.steps <= max_steps:
        title = f"Endless: a line did not come back within {runner.GUARD_SECONDS:g} s."
    return Banner("endless", title, (*where_all_stand(run)[:6], *filter(None, [run.note])))


def error(run: Run) -> Banner:
    where = tuple(line.strip() for line in crash(run))
    return Banner("error", f"Error: {error_text(run.error)}" if run.error is not None else "Error.", where)


def unfit(moves: Sequence[int], number: int, why: str) -> str:
    """Of moves that were asked for, ``number`` is the first that cannot be made."""
    asked = " ".join("end" if index < 0 else str(index) for index in moves)
    fit = {1: "none fits", 2: "the first fits"}.get(number, f"the first {number - 1} fit")
    return f"Of the moves {asked} {fit} this program. Move {number}: {why}."


def not_repeated(names: list[str]) -> str:
    """For a program whose state outlives a run."""
    what = (
        f"{', '.join(names)} did not begin with the same value" if names else "it did not take the same way"
    )
    return (
        "Careful: every move plays the program again from its beginning, and this time "
        f"{what}. Give such names their first value inside the program."
    )

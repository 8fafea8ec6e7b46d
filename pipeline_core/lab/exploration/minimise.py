"""Make a failing schedule short, confirm it, and see whether a sleep is all that holds the rest.

Inside:  taking moves away while the run still fails; one replay with its story.
Outside: finding the failure (explore), telling it (explain).
"""

from __future__ import annotations

import traceback
from typing import Any

from pipeline_core.lab.exploration.result import OutOfTime
from pipeline_core.lab.scheduler.strategies import Follow
from pipeline_core.lab.story.line_log import LineKeeper
from pipeline_core.lab.story.watcher import Watcher
from pipeline_core.lab.text import error_text, one_line

TRIES = 60  # runs spent on making one schedule shorter


def shorten(hunt: Any, sched: Any, moves: dict[int, int], why: Any) -> Any:
    """From a failing run to the Exploration that reports it."""
    moves = fewer(hunt, moves, kind_of(why))
    watcher = Watcher(hunt.scope.namespaces)
    keeper = lines_wanted(why, watcher)
    again = hunt.play(Follow(moves), observe=False, watcher=watcher, told=keeper)
    repeats = kind_of(hunt.failing(again)) == kind_of(why)
    run = hunt.record(again if repeats else sched, moves, watcher if repeats else None)
    run.failed_check = describe(why)
    run.lines = keeper and keeper.finish(again)
    kind = ""
    if hunt.timers == "any" and any(each.early or each.overtook for each in (again, sched)):
        kind = without_early_timers(hunt)
    hunt.reason = "a failure was found" if repeats else "the failure did not repeat under its own schedule"
    return hunt.verdict(run, False, kind=kind, repeats=repeats)


def at_once(hunt: Any) -> Any:
    """Does the usual run fail already? Asked without tracing, which is cheap; None if it does not."""
    hunt.runs += 1
    sched = hunt.call.play(Follow(), stepping=False, timers=hunt.timers, max_steps=hunt.steps)
    first = hunt.failing(sched)
    if not first:
        return None
    watcher = Watcher(hunt.scope.namespaces)
    told = lines_wanted(first, watcher)
    hunt.outside.restore()
    again = hunt.play(Follow(), observe=False, watcher=watcher, told=told)
    why = hunt.failing(again)
    if not why:
        return None
    hunt.count(again)
    run = hunt.record(again, {}, watcher)
    run.failed_check, run.lines = describe(why), told and told.finish(again)
    hunt.reason = "a failure was found"
    repeats = kind_of(why) == kind_of(first)
    return hunt.verdict(run, False, repeats=repeats)


def lines_wanted(why: Any, watcher: Watcher) -> LineKeeper | None:
    """A race is told by its lines; for who is stuck they are noted when the story is asked for (retell)."""
    return None if why in ("deadlock", "leak", "endless") else LineKeeper(watcher)


def kind_of(why: Any) -> str:
    return why if isinstance(why, str) else "check" if why else ""


def describe(why: Any) -> str:
    if isinstance(why, BaseException):
        last = traceback.extract_tb(why.__traceback__)[-1]
        return f"check(run) raised {error_text(why)}, at line {last.lineno}: {one_line(last.line or '')}"
    if why == "none":
        return "check(run) returned None: did you forget return?"
    return "check(run) said no" if why == "check" else ""


def fewer(hunt: Any, moves: dict[int, int], kind: str) -> dict[int, int]:
    """Take moves away, one at a time and from the end, while the program still fails alike."""
    tries = TRIES
    changed = len(moves) > 1  # without any move it is the usual run, which came first and passed
    while changed and tries > 0:
        changed = False
        for step in sorted(moves, reverse=True):
            if tries <= 0:
                break
            tries -= 1
            trial = {s: i for s, i in moves.items() if s != step}
            sched = hunt.play(Loose(trial), observe=False)
            if kind_of(hunt.failing(sched)) == kind:
                moves, changed = dict(sched.moves), True
                break
    return moves


class Loose(Follow):
    """As Follow, but a move that does not fit any more is left out."""

    def choose(self, sched: Any, me: Any, runnable: tuple[int, ...]) -> int:
        index = super().choose(sched, me, runnable)
        return index if index in runnable else sched.usual(me, runnable)


def without_early_timers(hunt: Any) -> str:
    """Does the program pass as long as time only moves when nobody can run?"""
    inner = type(hunt)(hunt.program, hunt.check, hunt.switch, hunt.watch, "idle", 2_000, None)
    inner.call, inner.scope, inner.deadline = hunt.call, hunt.scope, hunt.deadline
    try:
        found = inner.search()
    except OutOfTime:
        return ""  # nobody knows: the failure stands, and nothing is said about sleeps
    return "held together by a sleep" if found is None else ""

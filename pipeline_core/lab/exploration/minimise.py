"""A failing schedule made short: moves taken away while the program still fails alike.

Inside:  the order in which moves are tried, and the strategy that plays what is left of a schedule.
Outside: playing and judging a run (search), the story of the short one (story).

A schedule that a search has run into holds moves that have nothing to do with the failure: most were made to
get somewhere else first. Each move that can go makes the story shorter. A preemption is a move as well, so
those that the failure does not need go with the rest.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline_core.lab.scheduler.actor import Actor
from pipeline_core.lab.scheduler.scheduler import Scheduler
from pipeline_core.lab.scheduler.strategies import Follow

TRIES = 60  # runs spent on making one schedule shorter


def fewer_moves(
    moves: dict[int, int], fails_alike: Callable[[Follow], dict[int, int] | None]
) -> dict[int, int]:
    """The moves without those that the failure does not need.

    ``fails_alike`` plays a strategy; if the run fails for the same reason, it returns the moves that were
    made. Taken away one at a time and from the end: what comes late most often only ends the run in
    another way. A run may make other moves than it was given, as the program goes another way; what
    counts is what it made.
    """
    tries = TRIES
    changed = len(moves) > 1  # without any move it is the usual run, which came first and passed
    while changed and tries > 0:
        changed = False
        for step in sorted(moves, reverse=True):
            if tries <= 0:
                break
            tries -= 1
            made = fails_alike(FollowWhereItFits({s: i for s, i in moves.items() if s != step}))
            if made is not None:
                moves = made
                changed = True
                break
    return moves


class FollowWhereItFits(Follow):
    """As Follow, but a move of a thread that cannot move there is left out."""

    def choose(self, sched: Scheduler, me: Actor, runnable: tuple[int, ...]) -> int:
        index = super().choose(sched, me, runnable)
        return index if index in runnable else sched.usual(me, runnable)

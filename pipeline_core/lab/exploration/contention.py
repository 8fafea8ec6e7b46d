"""Contention: at which places of a program the order of steps has been seen to matter.

Inside:  the place at which a step begins; what is known of the places, from the races of the runs so far.
Outside: which steps race (dpor); the schedules that are drawn by lot with the help of this (sampling).

A *site* is a place in the program's text together with the kind of step that begins there: a lock taken at
line 12. What a step will touch is known only once it was taken, but a step from the same site most often
touches the same kind of thing. So this is a guess, and good enough for one purpose: to spend the switches of
a schedule that is drawn by lot where they can make a difference. No claim ever rests on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline_core.lab.scheduler.actor import Actor

if TYPE_CHECKING:
    from pipeline_core.lab.code.statements import Statement

Site = tuple[str, "Statement | int | None"]
START: Site = ("", None)  # of the very first step


def site_of(actor: Actor) -> Site:
    """Where the step begins that this actor has published."""
    return actor.kind, actor.line


class Contention:
    """The sites that were met in the runs so far, and which of them raced with which."""

    def __init__(self) -> None:
        self.known: set[Site] = set()
        self.racing: set[Site] = set()
        self.pairs: set[tuple[Site, Site]] = set()

    def met(self, sites: Iterable[Site]) -> None:
        """Steps from these sites were taken."""
        self.known.update(sites)

    def raced(self, one: Site, other: Site) -> None:
        """Two steps from these sites could have come in either order, and it may matter."""
        self.racing.add(one)
        self.racing.add(other)
        self.pairs.add((one, other))
        self.pairs.add((other, one))

    def at(self, actor: Actor) -> bool:
        """May it matter when this actor takes its next step? At a site that is new, yes."""
        site = actor.kind, actor.line
        return site in self.racing or site not in self.known

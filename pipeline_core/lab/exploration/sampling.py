"""Schedules by lot: for programs with more schedules than can be tried.

Inside:  the strategy that draws one, by partial-order sampling.
Outside: where it pays to draw (contention), when it is done and what is said of it (search).

In a depth-first search the early decisions of a schedule are the last to change, so that a bug which needs
one of them is found late or never. Drawn schedules have no such order. But a walk that draws at every step
rarely makes a thread wait long enough: to hold back one step while nine threads make ten each, the lot
must fall against it ninety times.

Partial-order sampling (Yuan, Yang and Gu, "Partial order aware concurrency sampling", CAV 2018) draws a
priority for each *step*, when its thread comes to it, and always takes the step with the highest. So a step
with a low one is held back for long. When a step was taken, those that race with it draw again; then each
order of a race comes about as often as the other.

Two things are added. A step that nothing races with is taken at once and draws nothing: when it comes makes
no difference. What is left to the lot are the few steps whose order matters (the idea of a selective walk:
Zhao and others, "Selectively uniform concurrency testing", ASPLOS 2025). And in every second schedule the
threads that stand at the same place draw one priority together: of a hundred threads that do the same and one
that does not, that one then is the next one time in two instead of one time in a hundred.
"""

from __future__ import annotations

from random import Random

from pipeline_core.lab.exploration.contention import Contention, Site, site_of
from pipeline_core.lab.exploration.dpor import Record
from pipeline_core.lab.scheduler.actor import Actor
from pipeline_core.lab.scheduler.scheduler import Scheduler

AT_ONCE = 100  # steps in a row that may be taken without a draw: what ends a loop may be another's step


class PartialOrderSampling(Record):
    """A strategy that draws a schedule; the same seed and the same knowledge draw the same."""

    quiet_until = 0

    def __init__(self, seed: int, contention: Contention) -> None:
        super().__init__()
        self.random = Random(seed).random  # stable across Python versions, unlike randrange
        self.contention = contention
        self.together = seed % 2 == 1  # those at the same place have one priority
        self.priority: dict[int | Site, float] = {}  # of the next step of an actor, or of those at a site
        self.at_once = 0

    def choose(self, sched: Scheduler, me: Actor, runnable: tuple[int, ...]) -> int:
        self.take(sched.footprint)
        return self.chose(sched.actors[self.next(sched, me, runnable)])

    def next(self, sched: Scheduler, me: Actor, runnable: tuple[int, ...]) -> int:
        if len(runnable) == 1:
            return runnable[0]
        actors = sched.actors
        at = self.contention.at
        if self.at_once < AT_ONCE:
            self.at_once += 1
            if me.index in runnable and not at(me) and not sched.sleeping(me):
                return me.index
            for index in runnable:
                if not at(actors[index]) and not sched.sleeping(actors[index]):
                    return index
        self.at_once = 0
        return self.draw({index: site_of(actors[index]) for index in runnable})

    def draw(self, sites: dict[int, Site]) -> int:
        """Who moves, of those whose next steps begin at these sites."""
        groups: dict[int | Site, list[int]] = {}
        for index, site in sites.items():
            groups.setdefault(site if self.together else index, []).append(index)
        priority = self.priority
        for key in groups:
            if key not in priority:
                priority[key] = self.random()
        first = max(groups, key=priority.__getitem__)
        members = groups[first]
        chosen = members[int(self.random() * len(members))] if len(members) > 1 else members[0]
        pairs = self.contention.pairs
        for key, members in groups.items():
            if key == first or (sites[chosen], sites[members[0]]) in pairs:
                del priority[key]
        return chosen

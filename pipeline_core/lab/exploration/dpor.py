"""Dynamic partial-order reduction: of all schedules that differ only in the order of independent steps, one.

Inside:  the record of one run, its happens-before order, the races in it (where another order may
         matter), and the tree of schedules with sleep sets.
Outside: what a step touches, and which two steps conflict (scheduler/footprint); budgets and verdicts
         (search).

After Flanagan and Godefroid, "Dynamic partial-order reduction for model checking software" (2005); sleep sets
after Godefroid, "Partial-order methods for the verification of concurrent systems" (1996); which thread is
tried at a race after Abdulla and others, "Optimal dynamic partial order reduction" (2014, source sets).

Why two steps may commute. A step is one turn of one thread: from its switch point to its next. If no
touch of one conflicts with a touch of the other, then neither changes what the other reads, nor whether
it can go on. Both orders lead to the same state, so a schedule in which they are neighbours stands for
the one in which they are swapped. Swapping such neighbours again and again gives a class of schedules
with one end state; running one of each class shows all that any of them can show.

How the classes are found. Nothing is known of a program before it runs. So a run is played and recorded,
and its happens-before order is built: a step comes after every earlier one that conflicts with it. Two
steps that conflict and are not in that order by way of others are a *race*: they could have come the
other way round, and that would be another class. At the first of the two a *backtrack point* is set: the
next run that comes there lets another thread go first. When no backtrack point is left, every class was
run.

Sleep sets. After all runs in which A went first at a node, B is tried there. A run that begins with B and
then lets A go before anything that conflicts with A's step only swaps neighbours: it was run before. So A
*sleeps* below B, until a step conflicts with A's. A run in which all who can move are asleep is given up.

Early timers. With ``timers="any"`` a timer may fire while others can run. When the same thread's timer fires
early once more, it must wait until each of those that could run both times, and has not moved in between,
has moved; or a polling loop would never end. Whose move it is that lets it go on depends on where everybody
stands, which no object tells. So that step conflicts with every other (EVERY, footprint).

Checked against trying everything, on small programs and on random ones, in
tests/lab/exploration/test_explore.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from sys import _getframe
from typing import Any, NamedTuple

from pipeline_core.lab.exploration.contention import START, Contention, Site, site_of
from pipeline_core.lab.exploration.spinning import Spinning
from pipeline_core.lab.scheduler.actor import LINE, Actor
from pipeline_core.lab.scheduler.footprint import (
    ACTORS,
    ALL,
    ANY,
    WAIT,
    CurrentFootprint,
    Footprint,
    Touches,
    W,
    compact,
    conflict,
    generalised,
    racing,
)
from pipeline_core.lab.scheduler.scheduler import Scheduler

MOST_YIELDS = 50  # in one run, by a loop that may be waiting for somebody who sleeps
# Who was tried or sleeps, by actor: the limit of the node at which the step was recorded, and its footprint.
Recorded = dict[int, tuple[int, Footprint | None]]


class Node:
    """One step of the present path: who could move, who was tried, who need not be."""

    __slots__ = ("chosen", "done", "foot", "limit", "runnable", "sleep", "spins", "todo")

    def __init__(
        self,
        runnable: tuple[int, ...],
        chosen: int,
        sleep: Recorded,
        limit: int,
        spins: frozenset[int] = frozenset(),
    ) -> None:
        self.runnable = runnable
        self.chosen = chosen
        self.sleep = sleep
        self.spins = spins  # of those who sleep: who only would go round in a loop that found nothing new
        self.limit = limit  # objects numbered until then: those mean the same in all runs through this node
        self.todo = {chosen}  # the backtrack set: whom to try here
        self.done: Recorded = {}  # who was tried, with what the step touched
        self.foot: Touches | None = None  # the touches of the chosen step


class Record:
    """A run, written down: whose each step was, where it began, what it touched."""

    def __init__(self) -> None:
        self.who = [0]
        self.sites: list[Site] = [START]
        self.raw: list[Touches | None] = []  # what each step touched
        self.feet: list[Footprint | None] = []  # the same, once the run is over
        self.inner: dict[int, str] = {}  # by step: what others could have interrupted, and cannot here
        self.inner_race = ""  # one of these, where others touched the same: a reason for doubt
        self.asleep = False  # given up: all who could move were asleep

    def take(self, footprint: CurrentFootprint) -> None:
        """The step under way is over: keep what it touched."""
        if footprint.inner:
            self.inner[len(self.raw)] = footprint.inner
            footprint.inner = ""
        self.raw.append(footprint.take())

    def chose(self, actor: Actor) -> int:
        """The next step is this actor's."""
        self.who.append(actor.index)
        self.sites.append(site_of(actor))
        return actor.index

    def finish(self, sched: Scheduler) -> None:
        """The run is over: all of its footprints."""
        if sched.footprint.inner:
            self.inner[len(self.raw)] = sched.footprint.inner
        self.raw.append(sched.footprint.last)
        del self.raw[len(self.who) :]
        self.feet = compact(self.raw)


class Recorder(Record):
    """A strategy that plays a prefix, then the usual among those awake, and writes everything down."""

    quiet_until = 0

    def __init__(self, path: list[Node], depth: int, reduce: bool = True) -> None:
        super().__init__()
        self.path = path
        self.depth = depth
        self.reduce = reduce
        self.differs = False  # the program did something else under the same moves
        self.spinning = Spinning()
        self.yields = 0  # turns given away while somebody slept
        self.starved = False  # given up: it spun on and on for want of one who slept

    def choose(self, sched: Scheduler, me: Actor, runnable: tuple[int, ...]) -> int:
        step = sched.step
        self.take(sched.footprint)
        spun = None
        if me.gives_way and sched.footprint.observing:
            spun = self.spinning.round_of(me, _getframe(1), self.who, self.sites, self.raw)
        if step < self.depth:
            node = self.path[step]
            if node.runnable != runnable or node.chosen not in runnable:
                self.differs = True
                sched.end("differs", me)
        else:
            node = self.extend(sched, me, runnable, spun)
        return self.chose(sched.actors[node.chosen])

    def extend(self, sched: Scheduler, me: Actor, runnable: tuple[int, ...], spun: Touches | None) -> Node:
        """A new node: who sleeps there, and who moves. ``spun``: what ``me`` has read in a futile round."""
        sleep: Recorded = {}
        before = self.path[-1]
        if self.reduce and (before.sleep or before.done):
            # Who slept before the last step, or was tried in its place, sleeps on unless that step conflicts
            # with its own. Its own step was recorded in another run: objects numbered later than the node may
            # be others there, and are compared by their type (generalised).
            last = self.raw[-1]
            kinds = sched.footprint.kinds
            for index, (limit, foot) in {**before.sleep, **before.done}.items():
                if index != before.chosen and not conflict(foot, generalised(last, limit, kinds)):
                    sleep[index] = (limit, foot)
        spins = before.spins & sleep.keys()
        if spun is not None:
            spins |= {me.index}
            sleep[me.index] = (len(sched.footprint.kinds), Footprint(spun))
        if spins and spins.issuperset(
            runnable
        ):  # all who could move only spin: so be it, until it is endless
            sleep = {index: kept for index, kept in sleep.items() if index not in spins}
            spins = frozenset()
        awake = tuple(i for i in runnable if i not in sleep) if sleep else runnable
        if me.gives_way and len(awake) < len(runnable):
            self.yields += 1
            self.starved = self.yields > MOST_YIELDS
        if not awake or self.starved:
            self.asleep = True
            sched.end("asleep", me)
        chosen = sched.usual(me, awake)
        if sleep:
            # To be asked again: a schedule notes what differs from the usual among all, sleepers too.
            sched.default = -1
        node = Node(runnable, chosen, sleep, len(sched.footprint.kinds), spins)
        self.path.append(node)
        return node

    def finish(self, sched: Scheduler) -> None:
        """The run is over: all of its footprints, and those of the new nodes."""
        super().finish(sched)
        for step in range(max(1, self.depth - 1), len(self.who)):
            self.path[step].foot = self.raw[step]


class ReductionTree:
    """Depth-first over schedules, each class of equivalent ones once; without ``reduce`` every single one."""

    def __init__(self, reduce: bool = True) -> None:
        self.reduce = reduce
        self.path: list[Node] = [Node((0,), 0, {}, 0)]
        self.depth = 1  # the next run plays path[:depth]
        self.exhausted = False
        self.contention = Contention()

    def recorder(self) -> Recorder:
        """The strategy for the next run."""
        return Recorder(self.path, self.depth, self.reduce)

    def absorb(self, record: Recorder, sched: Scheduler) -> None:
        """Learn from a run that was recorded, and find where to turn off next."""
        record.finish(sched)
        if self.reduce:
            order = HappensBefore(record, sched)
            for race in order.noted_races(self.depth - 1, self.contention):
                node = self.path[race.before]
                index = order.instead(race, node)
                if index is not None:
                    node.todo.add(index)
        else:
            for node in self.path:
                node.todo.update(node.runnable)
        self.backtrack(sched)

    def backtrack(self, sched: Scheduler) -> None:
        """Drop what is finished from the end of the path; take the deepest backtrack point that is left."""
        path = self.path
        while len(path) > 1:
            node = path[-1]
            node.done[node.chosen] = (node.limit, generalised(node.foot, node.limit, sched.footprint.kinds))
            left = node.todo - node.done.keys() - node.sleep.keys()
            if left:
                node.chosen = min(left)
                self.depth = len(path)
                return
            path.pop()
        self.exhausted = True


def pending(sched: Scheduler) -> list[tuple[int, Footprint | None]]:
    """Steps that were published and never taken: what they would have touched.

    A thread that waits for a lock when the run ends in a deadlock has not touched it, and yet the other
    order, in which it comes first, is what the search is after.
    """
    found: list[tuple[int, Footprint | None]] = []
    for index, kind, obj, waits in sched.pending:
        if kind == LINE or obj is None or not waits:
            found.append((index, Footprint([(ALL, "", W)])))
        elif kind == "join":
            actor = sched.by_thread.get(id(obj))
            found.append((index, Footprint([(ACTORS, actor.index if actor else -1, W)])))
        else:
            found.append((index, Footprint([(sched.footprint.number(obj), ANY, W)])))
    return found


def waits_for_the_end(foot: Footprint, who: int) -> bool:
    """Does the step begin with a join of that actor? Then nothing of it could have come in between."""
    return foot.table.get((ACTORS, who)) == WAIT


class Race(NamedTuple):
    """Two steps that could have come the other way round; the later may be one that was never taken."""

    before: int
    step: int
    who: int  # the actor of the later one
    foot: Footprint


class HappensBefore:
    """The order that a run imposes on its steps, built step by step; knows for each what it races with.

    Kept as vector clocks: for each actor, the last step of every other one that comes before its own next
    step. So "is step n of actor a before this?" is one comparison.
    """

    def __init__(self, record: Record, sched: Scheduler) -> None:
        self.record = record
        self.sched = sched
        self.clock: list[list[int]] = [[-1] * len(sched.actors) for _ in sched.actors]
        self.at: list[list[int]] = []  # the clock of the actor of each step, after it
        self.born = {a.born: a.index for a in sched.actors if a.index}
        self.steps: list[list[int]] = [[] for _ in sched.actors]  # steps of each actor that touch something
        self.by_key: dict[Any, list[list[int]]] = {}  # key -> for each actor, its steps that touch it
        self.wild: list[int] = []  # steps that may touch anything

    def races(self, first: int) -> Iterator[Race]:
        """All races whose later step is ``first`` or comes after it; the order grows with the asking."""
        record = self.record
        for step, who in enumerate(record.who):
            foot = record.feet[step] if step < len(record.feet) else None
            others: list[list[int]] = []
            if foot is not None:
                others = self.candidates(who, foot)
                if step >= first:  # before the step joins the order: what is not before it yet, races
                    yield from self.racing_with(step, who, foot, others)
            self.add(step, who, foot, others)
        if record.asleep:
            return  # whatever could still come was tried elsewhere
        for who, last in pending(self.sched):
            if last is not None:
                yield from self.racing_with(len(record.who), who, last, self.candidates(who, last))

    def noted_races(self, first: int, contention: Contention) -> Iterator[Race]:
        """The same; where they are is noted."""
        sites = self.record.sites
        contention.met(sites[first:])
        for race in self.races(first):
            if race.step < len(sites):
                contention.raced(sites[race.before], sites[race.step])
            yield race

    def add(self, step: int, who: int, foot: Footprint | None, others: list[list[int]]) -> None:
        """The next step of the run."""
        clock = self.clock[who]
        if foot is not None:
            for steps in others:
                for before in reversed(steps):  # the last one that conflicts is enough for each actor
                    if clock[self.record.who[before]] >= before:
                        break
                    if conflict(self.record.feet[before], foot):
                        clock[:] = map(max, clock, self.at[before])
                        break
            self.steps[who].append(step)
            for key in foot.table:
                lists = self.by_key.get(key)
                if lists is None:
                    lists = self.by_key[key] = [[] for _ in self.clock]
                lists[who].append(step)
            if foot.all:
                self.wild.append(step)
        clock[who] = step
        self.at.append(clock[:])
        if step in self.born:
            child = self.clock[self.born[step]]
            child[:] = clock

    def candidates(self, who: int, foot: Footprint) -> list[list[int]]:
        """Lists of earlier steps of others, each of one actor, that may conflict with ``foot``."""
        if foot.all or any(part == ANY for _, part in foot.table):
            return [steps for other, steps in enumerate(self.steps) if other != who and steps]
        found = []
        for key in foot.table:
            for other, steps in enumerate(self.by_key.get(key, ())):
                if other != who and steps:
                    found.append(steps)
        found.extend([s] for s in self.wild if self.record.who[s] != who)
        return found

    def racing_with(self, step: int, who: int, foot: Footprint, others: list[list[int]]) -> Iterator[Race]:
        """The races of one step with those before it."""
        clock = self.clock[who]
        record = self.record
        for steps in others:
            for before in reversed(steps):
                if clock[record.who[before]] >= before:
                    break  # ordered already, and so is everything before it
                if racing(record.feet[before], foot):
                    inner = record.inner.get(before) or record.inner.get(step, "")
                    if inner and not waits_for_the_end(foot, record.who[before]):
                        record.inner_race = record.inner_race or inner
                    yield Race(before, step, who, foot)

    def instead(self, race: Race, node: Node) -> int | None:
        """Whom to let go at ``node``, where the first of the two was taken, so that the other comes first.

        It need not be the racing actor itself. Any thread will do that can begin what comes between the two
        without depending on the first (an initial): whoever of them goes first, the racing step comes
        before the other one in the end. So if one of the initials is to be tried there anyway, nothing is
        added, and if one of them sleeps there, all of it was run before. Not so if it sleeps because it
        spins: its round may be left out, and what others do after it goes first.
        """
        if race.who in node.todo and race.who in node.runnable:
            return None
        able: set[int] = set()
        for initial in self.initials(race, node.spins):
            if initial in node.todo or initial in node.sleep:
                return None
            if initial in node.runnable:
                able.add(initial)
        return self.best(able, race) if able else None

    def initials(self, race: Race, without: frozenset[int]) -> Iterator[int]:
        """Who can go first in what comes after the first of the two without depending on it."""
        record = self.record
        before, step, who, foot = race
        mover = record.who[before]
        firsts: dict[int, int] = {}
        for between in range(before + 1, min(step, len(self.at))):
            clock = self.at[between]
            other = record.who[between]
            if clock[mover] >= before or other in firsts or other in without:
                continue  # depends on it; or is not that actor's first
            if all(clock[actor] < at for actor, at in firsts.items()):
                yield other
            firsts[other] = between
        if (
            who not in without
            and who not in firsts
            and all(self.clock[who][a] < at and not self.later(at, a, step, foot) for a, at in firsts.items())
        ):
            yield who

    def best(self, able: set[int], race: Race) -> int:
        """Of those who can go first, the racing actor itself or one that it waits for."""
        before, step, who, _ = race
        if who in able:
            return who
        clock = self.clock[who]
        for between in range(before + 1, min(step, len(self.at))):
            other = self.record.who[between]
            if other in able and clock[other] >= between:
                return other
        return min(able)

    def later(self, first: int, actor: int, step: int, foot: Footprint) -> bool:
        """Does a step of ``actor`` from ``first`` on come before the step with this footprint?"""
        who = self.record.who
        feet = self.record.feet
        return any(who[s] == actor and conflict(feet[s], foot) for s in range(first, min(step, len(self.at))))

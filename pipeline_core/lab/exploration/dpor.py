"""Partial-order reduction: of all schedules that differ only in the order of independent steps, one.

Inside:  the record of one run, its happens-before order, the races in it (where another order may
         matter), and the search tree with sleep sets: dynamic partial-order reduction after Flanagan
         and Godefroid (2005).
Outside: what a step touches (footprint), budgets and verdicts (explore).

Checked against trying everything, on small programs and on random ones, in
tests/lab/exploration/test_explore.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline_core.lab.scheduler.actor import LINE
from pipeline_core.lab.scheduler.footprint import (
    ACTORS,
    ALL,
    ANY,
    Footprint,
    W,
    compact,
    conflict,
    generalised,
    racing,
)


class Node:
    """One step of the present path: who could move, who was tried, who need not be."""

    __slots__ = ("chosen", "done", "foot", "limit", "runnable", "sleep", "stays", "todo")

    def __init__(self, runnable: tuple[int, ...], chosen: int, sleep: dict[int, Any], limit: int) -> None:
        self.runnable, self.chosen, self.sleep, self.limit = runnable, chosen, sleep, limit
        self.todo = {chosen}
        self.done: dict[int, tuple[int, Footprint | None]] = {}
        self.foot: Any = None  # the touches of the chosen step


class Recorder:
    """A chooser that plays a prefix, then the usual among those awake, and writes everything down."""

    quiet_until = 0

    def __init__(self, path: list[Node], depth: int, reduce: bool = True) -> None:
        self.path, self.depth, self.reduce = path, depth, reduce
        self.who = [0]
        self.raw: list[Any] = []  # what each step touched
        self.feet: list[Footprint | None] = []
        self.differs = self.asleep = False

    def choose(self, sched: Any, me: Any, runnable: tuple[int, ...]) -> int:
        step = sched.step
        self.raw.append(sched.footprint.take())
        if step < self.depth:
            node = self.path[step]
            if node.runnable != runnable or node.chosen not in runnable:
                self.differs = True
                sched.end("differs", me)
        else:
            node = self.extend(sched, me, runnable)
        self.who.append(node.chosen)
        return node.chosen

    def extend(self, sched: Any, me: Any, runnable: tuple[int, ...]) -> Node:
        sleep: dict[int, Any] = {}
        before = self.path[-1]
        if self.reduce and (before.sleep or before.done):
            last, kinds = self.raw[-1], sched.footprint.kinds
            for index, (limit, foot) in {**before.sleep, **before.done}.items():
                if index != before.chosen and not conflict(foot, generalised(last, limit, kinds)):
                    sleep[index] = (limit, foot)
        awake = tuple(i for i in runnable if i not in sleep) if sleep else runnable
        if not awake:
            self.asleep = True
            sched.end("asleep", me)
        chosen = sched.usual(me, awake)
        if sleep:
            sched.default = -1
        node = Node(runnable, chosen, sleep, len(sched.footprint.kinds))
        self.path.append(node)
        return node

    def finish(self, sched: Any) -> None:
        self.raw.append(sched.footprint.last)
        del self.raw[len(self.who) :]
        self.feet = compact(self.raw)
        for step in range(max(1, self.depth - 1), len(self.who)):
            self.path[step].foot = self.raw[step]


class Search:
    """Depth-first over schedules, each class of equivalent ones once."""

    def __init__(self, reduce: bool = True) -> None:
        self.reduce = reduce
        self.path: list[Node] = [Node((0,), 0, {}, 0)]
        self.depth = 1  # the next run plays path[:depth]
        self.exhausted = False

    def chooser(self) -> Recorder:
        return Recorder(self.path, self.depth, self.reduce)

    def absorb(self, record: Recorder, sched: Any) -> None:
        """Learn from a run that was recorded, and find where to turn off next."""
        record.finish(sched)
        changed = self.depth - 1
        if self.reduce:
            for step, index in races(record, sched, self.path, changed):
                self.path[step].todo.add(index)
        else:
            for node in self.path:
                node.todo.update(node.runnable)
        self.turn_off(sched)

    def turn_off(self, sched: Any) -> None:
        """Drop what is finished from the end of the path; choose the deepest untried turn."""
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


def races(record: Recorder, sched: Any, path: list[Node], first: int) -> Iterator[tuple[int, int]]:
    """For each pair of racing steps, where (step) and whom (actor) to try instead."""
    order = Order(record, sched, path)
    for step in range(len(record.who)):
        foot = record.feet[step] if step < len(record.feet) else None
        yield from order.add(step, record.who[step], foot, step >= first)
    if record.asleep:
        return  # whatever could still come was tried elsewhere
    for index, foot in pending(sched):
        yield from order.look_back(len(record.who), index, foot)


def pending(sched: Any) -> list[tuple[int, Footprint | None]]:
    """Steps that were published and never taken: what they would have touched."""
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


class Order:
    """Happens-before, built step by step; knows for each step what it races with."""

    def __init__(self, record: Recorder, sched: Any, path: list[Node]) -> None:
        self.record, self.path = record, path
        self.clock: list[list[int]] = [[-1] * len(sched.actors) for _ in sched.actors]
        self.at: list[list[int]] = []  # the clock of the actor of each step, after it
        self.born = {a.born: a.index for a in sched.actors if a.index}
        self.steps: list[list[int]] = [[] for _ in sched.actors]  # steps of each actor that touch something
        self.by_key: dict[Any, list[list[int]]] = {}  # key -> for each actor, its steps that touch it
        self.wild: list[int] = []  # steps that may touch anything

    def add(self, step: int, who: int, foot: Footprint | None, analyse: bool) -> Iterator[tuple[int, int]]:
        clock = self.clock[who]
        if foot is not None:
            others = self.candidates(who, foot)
            if analyse:
                yield from self.turns(step, who, foot, others)
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
            if foot.loose:
                self.wild.append(step)
        clock[who] = step
        self.at.append(clock[:])
        if step in self.born:
            child = self.clock[self.born[step]]
            child[:] = clock

    def candidates(self, who: int, foot: Footprint) -> list[list[int]]:
        """Lists of earlier steps of others, each of one actor, that may conflict with ``foot``."""
        if foot.loose or any(part == ANY for _, part in foot.table):
            return [steps for other, steps in enumerate(self.steps) if other != who and steps]
        found = []
        for key in foot.table:
            for other, steps in enumerate(self.by_key.get(key, ())):
                if other != who and steps:
                    found.append(steps)
        found.extend([s] for s in self.wild if self.record.who[s] != who)
        return found

    def look_back(self, step: int, who: int, foot: Footprint | None) -> Iterator[tuple[int, int]]:
        if foot is not None:
            yield from self.turns(step, who, foot, self.candidates(who, foot))

    def turns(
        self, step: int, who: int, foot: Footprint, others: list[list[int]]
    ) -> Iterator[tuple[int, int]]:
        """For each step that races with this one: whom to let go before it."""
        clock, record = self.clock[who], self.record
        for steps in others:
            for before in reversed(steps):
                if clock[record.who[before]] >= before:
                    break  # ordered already, and so is everything before it
                if not racing(record.feet[before], foot):
                    continue
                node = self.path[before]
                if who in node.todo and who in node.runnable:
                    continue
                first = self.initials(before, step, who, foot)
                able = first & set(node.runnable)
                if first & node.sleep.keys():
                    continue  # starting with that one was explored elsewhere
                if able and not able & node.todo:
                    yield before, self.best(able, who, before, step)

    def initials(self, before: int, step: int, who: int, foot: Footprint) -> set[int]:
        """Who can go first in what comes after ``before`` without depending on it, up to ``step``."""
        record, mover = self.record, self.record.who[before]
        firsts: dict[int, int] = {}
        found: set[int] = set()
        for between in range(before + 1, min(step, len(self.at))):
            clock, other = self.at[between], record.who[between]
            if clock[mover] >= before or other in firsts:
                continue  # depends on it; or is not that actor's first
            if all(clock[actor] < at for actor, at in firsts.items()):
                found.add(other)
            firsts[other] = between
        if who not in firsts and all(
            self.clock[who][a] < at and not self.later(at, a, step, foot) for a, at in firsts.items()
        ):
            found.add(who)
        return found

    def best(self, able: set[int], who: int, before: int, step: int) -> int:
        """Of those who can go first, the racing actor itself or one that it waits for."""
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
        who, feet = self.record.who, self.record.feet
        return any(who[s] == actor and conflict(feet[s], foot) for s in range(first, min(step, len(self.at))))

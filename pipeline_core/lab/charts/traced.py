"""Reading a trace of the core: what its workers did, how deep its queues were, when its items came and went.

Inside:  ``read``, for a ``Trace`` or a manager that has one.
Outside: what is read (spans); a run's own events (threaded).

A worker notes an item after it has put or taken it, so on the real clock the notes of two workers may stand
in the wrong order by one. Queues are therefore played through: what a full or an empty queue needs to have
happened has happened, though it was noted later.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from pipeline_core.diagnosis import Stats, diagnose
from pipeline_core.lab.charts.activity import Activity, Bound, Depth, Item, Lane, Span
from pipeline_core.meter import BLOCKED, ENDED, STARVED, WORKING, Event, Trace

_STATES = {WORKING, STARVED, BLOCKED, ENDED}
_FATES = {"hand_on", "skip", "fail"}


def holds_trace(source: Any) -> bool:
    """Is it a trace, or something like a manager, which has one (or could have had)?"""
    return isinstance(source, Trace) or (hasattr(source, "trace") and hasattr(source, "add_worker"))


def read(source: Any) -> Activity:
    """Read a ``Trace``, or a manager that was made with ``trace=True`` and has been started.

    A manager also tells the limits of its queues and its own diagnosis.
    """
    trace = source if isinstance(source, Trace) else source.trace
    if trace is None:
        raise ValueError(
            "this pipeline has no trace to draw: make it with PipelineManager(trace=True), and start it"
        )
    book = Book(list(trace.events))  # another thread may still be adding
    if not book.pens:
        raise ValueError("this trace is empty: draw it once the pipeline has been started")
    manager = None if source is trace else source
    stats = {} if manager is None else {stat.stage: stat for stat in manager.stats()}
    stages = ["source", *stats] if stats else book.stages()
    parts = [book.part(stage, stats.get(stage)) for stage in (*stages, "consumer")]
    parts[-1] = consumer(parts[-1], parts[-2])
    if manager is None or manager.state == "running":
        verdict = diagnose(parts, book.end or 1e-9, [0.0])
    else:
        verdict = manager.diagnose()
    return Activity(
        [lane for stage in (*stages, "consumer") for lane in book.lanes_of(stage)],
        [book.depth(up, stage, limit(stats.get(stage))) for up, stage in pairwise(stages)],
        book.items(stages),
        book.end,
        bounds(parts),
        verdict.bottleneck,
        verdict.sentence,
        failures=book.failures(manager),
    )


def limit(stats: Stats | None) -> int | None:
    return None if stats is None else stats.maxsize


def consumer(part: Stats, last: Stats) -> Stats:
    """The consumer works for as long as it holds up the last stage; the rest of its time is its own."""
    working = min(part.working_s, last.blocked_s / max(1, last.workers))
    return replace(part, items_in=last.items_out, items_out=last.items_out, working_s=working, workers=1)


def bounds(parts: Sequence[Stats]) -> list[Bound]:
    """What each part would let through if it never had to wait, in results a second.

    An item that a later stage drops is work without a result, so the rates of all parts are told in what
    comes out at the end.
    """
    found, results = [], parts[-1].items_out
    for place, part in enumerate(parts):
        done = part.items_out + part.skipped + part.failed
        dropped = sum(later.skipped + later.failed for later in parts[place:])
        if done and part.working_s > 0 and results:
            each = part.working_s / done
            found.append(
                Bound(part.stage, part.workers / each * results / (results + dropped), each, part.workers)
            )
    return found


class Pen:
    """Draws the lane of one worker, event by event."""

    def __init__(self, lane: Lane) -> None:
        self.lane, self.spans, self.state, self.since = lane, lane.spans, ENDED, 0.0
        self.number: int | None = 0 if lane.stage == "source" else None

    def cut(self, time: float) -> None:
        """End the span under way; the state goes on."""
        state = self.state
        if time > self.since:
            if state != ENDED:
                number = None if state == STARVED else self.number
                self.spans.append(Span(self.since, time, state, number))
            self.since = time


class Book:
    """The events of a trace, sorted by worker and by stage.

    Attributes:
        pens: by worker.
        moves: of each stage, what was taken and what became of it, each with its place among all events.
        end: the time of the last event.
    """

    def __init__(self, events: Sequence[Event]) -> None:
        self.pens: dict[str, Pen] = {}
        self.moves: dict[str, list[tuple[int, Event]]] = {}
        self.sub_tasks: dict[str, int] = {}  # of each stage: begun so far
        for place, event in enumerate(events):
            pen = self.pens.get(event.worker) or self.new_pen(event.stage, event.worker)
            pen.cut(event.time)
            if event.kind in _STATES:
                self.enter(pen, event)
            else:
                self.move(pen, event)
                self.moves[event.stage].append((place, event))
        self.end = max((event.time for event in events), default=0.0)
        for stage in self.moves:
            self.close(stage)

    def new_pen(self, stage: str, worker: str) -> Pen:
        """Begin the lane of a worker; what is not numbered by its stage belongs to a pool inside it."""
        self.moves.setdefault(stage, [])
        sub = worker != stage and not worker[len(stage) + 1 :].isdigit()
        pen = self.pens[worker] = Pen(Lane(worker, stage, sub=sub))
        return pen

    def enter(self, pen: Pen, event: Event) -> None:
        """A worker enters a state."""
        pen.state = event.kind
        if pen.lane.sub and event.kind == WORKING:  # a pool begins its sub-tasks in the order of the items
            pen.number = self.sub_tasks[event.stage] = self.sub_tasks.get(event.stage, -1) + 1
        elif event.kind == STARVED and event.stage != "source":
            pen.number = None

    def move(self, pen: Pen, event: Event) -> None:
        """A worker takes an item, or lets go of it."""
        if event.kind == "take":
            pen.number = event.number
        elif event.stage == "source":
            pen.number = (event.number or 0) + 1  # the one it makes next
        elif event.number == pen.number:
            pen.number = None

    def close(self, stage: str) -> None:
        """End all lanes of a stage, and take back the numbers that turn out to mean nothing."""
        pens = [pen for pen in self.pens.values() if pen.lane.stage == stage]
        subs = any(pen.lane.sub for pen in pens)
        over = [pen.since for pen in pens if not pen.lane.sub and pen.state == ENDED]
        for pen in pens:  # a pool's threads do not say that they end: they do before their stage does
            pen.cut(max(over) if pen.lane.sub and over else self.end)
            spans = pen.lane.spans
            if stage == "source":
                unmade = len(self.moves[stage])
                pen.lane.spans = [s if s.number != unmade else s._replace(number=None) for s in spans]
            elif subs and not pen.lane.sub:  # it holds several items at once
                pen.lane.spans = []
                for start, end, state, _ in spans:
                    pen.lane.add(start, end, state)

    def stages(self) -> list[str]:
        """The stages in the order of the flow: the first item is taken by each after the one before."""
        first = {stage: len(self.moves) for stage in self.moves}
        for stage, moves in self.moves.items():
            first[stage] = next((place for place, event in moves if event.kind == "take"), sys.maxsize)
        first["source"] = -1
        return sorted((stage for stage in first if stage != "consumer"), key=first.__getitem__)

    def lanes_of(self, stage: str) -> list[Lane]:
        """A stage's lanes, its pool's threads behind it."""
        lanes = [pen.lane for pen in self.pens.values() if pen.lane.stage == stage]
        return sorted(lanes, key=lambda lane: (lane.sub, len(lane.name), lane.name))

    def part(self, stage: str, stats: Stats | None) -> Stats:
        """A stage's counts and times: the manager's own, or as the trace has them."""
        if stats is not None:
            return stats
        lanes = self.lanes_of(stage)
        lanes = [lane for lane in lanes if lane.sub] or lanes
        count = Counter(event.kind for _, event in self.moves.get(stage, ()))
        working, starved, blocked = (
            sum(lane.total(state) for lane in lanes) for state in (WORKING, STARVED, BLOCKED)
        )
        return Stats(
            stage, max(1, len(lanes)), count["take"], count["hand_on"], count["skip"], count["fail"],
            working, starved, blocked, 0, 0, 0,
        )  # fmt: skip

    def depth(self, up: str, stage: str, maxsize: int | None) -> Depth:
        """The queue in front of a stage, played through."""
        moves = [(place, event.time, 1) for place, event in self.moves[up] if event.kind == "hand_on"]
        moves += [(place, event.time, -1) for place, event in self.moves[stage] if event.kind == "take"]
        steps: list[tuple[float, int]] = []
        depth, now, early = 0, 0.0, {1: 0, -1: 0}
        for _, time, change in sorted(moves):
            now = max(now, time)
            if early[change]:  # it was seen already, by what could not have happened without it
                early[change] -= 1
                continue
            if (depth == maxsize if change > 0 else not depth) and maxsize != 0:
                early[-change] += 1
                steps.append((now, depth))
                continue
            depth += change
            steps.append((now, depth))
        return Depth(stage, steps, maxsize)

    def items(self, stages: Sequence[str]) -> list[Item]:
        """Each item's way through the stages, from the first queue to the last stage's end."""
        entered = [event.time for _, event in self.moves["source"] if event.kind == "hand_on"]
        for _, event in self.moves[stages[1]]:
            if event.kind == "take" and event.number is not None and event.number < len(entered):
                entered[event.number] = min(entered[event.number], event.time)
        fates: list[tuple[float | None, str | None]] = [(None, None)] * len(entered)
        arrivals = list(range(len(entered)))  # at the stage: the n-th to arrive is this item
        for stage in stages[1:]:
            leaving = []
            for _, event in self.moves[stage]:
                if event.kind in _FATES and event.number is not None and event.number < len(arrivals):
                    item = arrivals[event.number]
                    if event.kind == "hand_on" and stage != stages[-1]:
                        leaving.append(item)
                    else:
                        fates[item] = event.time, event.kind
            arrivals = leaving
        return [Item(time, *fate) for time, fate in zip(entered, fates, strict=True)]

    def failures(self, manager: Any) -> list[tuple[float, str]]:
        """When and in which worker items failed; the failure that stopped it all is known to the manager."""
        found = [
            (event.time, event.worker)
            for moves in self.moves.values()
            for _, event in moves
            if event.kind == "fail"
        ]
        failed = [] if manager is None else [failure.worker for failure in manager.failures]
        skipped = Counter(worker for _, worker in found)
        for worker, count in Counter(failed).items():
            if worker in self.pens and count > skipped[worker]:
                found.append((self.pens[worker].since, worker))
        return found

"""Reading what happened out of a run: a lane for each thread, a depth for each queue, items, bounds.

Inside:  ``activity``, of a ``Trace``, a manager that has one, or a lab ``Run``; how either is read.
Outside: what is read (activity), drawing it (plots).
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, TypeGuard

from pipeline_core import PipelineManager
from pipeline_core.diagnosis import Stats, diagnose
from pipeline_core.errors import SOURCE
from pipeline_core.lab.charts.activity import Activity, Bound, Depth, Item, Lane, Span
from pipeline_core.lab.story.run import Run
from pipeline_core.lab.story.vocabulary import Name, operation
from pipeline_core.lab.story.watcher import Event
from pipeline_core.meter import BLOCKED, ENDED, STARVED, WORKING, Trace
from pipeline_core.meter import Event as TraceEvent

Source = Run | Trace | PipelineManager


def activity(source: Source, *, queue: str | None = None, action: str = "a picture is drawn") -> Activity:
    """Read what happened out of a ``Trace``, a manager that has one, or a lab ``Run``.

    Args:
        source: for a ``Run`` the trace is taken if the program returned it, or its manager; otherwise the
            threads and queues of the program itself.
        queue: of a run with plain queues, the one whose items are followed; the only one if not given.
        action: what it is read for, as the beginning of an error message.

    Raises:
        TypeError: it is none of these.
        ValueError: it holds no trace; or ``queue`` is needed, or unknown.
    """
    if isinstance(source, Run):
        if not holds_trace(source.result):
            return read_run(source, queue)
        source = source.result
    if holds_trace(source):
        return read_trace(source)
    raise TypeError(
        f"{action} of a Trace, of a PipelineManager with trace=True or of a lab Run, not of {source!r}"
    )


# -- a lab run of plain threads and queues ---------------------------------------------------
#
# In the lab only waiting, sleeping and ``compute`` take time, and each of them is one event that says how
# long it took. So the spans are exact, and what lies between two of them is no time at all.

_AT_WORK = ("working", "sleeping")  # a sleep stands for work, unless it is a poll
_ENDS = {
    "error": "an error", "deadlock": "a deadlock", "leak": "threads that are stuck",
    "endless": "no end within its steps",
}  # fmt: skip
_BUSY = 0.5  # the share of a run below which no thread is said to limit it


def read_run(run: Run, queue: str | None = None) -> Activity:
    """Read a run; ``queue`` is the variable of the queue whose items are followed.

    Raises:
        ValueError: ``queue`` is unknown; or the program ran a pipeline of the core without giving its trace.
    """
    if SOURCE in run.threads and any(event.what.word == "channel" for event in run.events):
        raise ValueError(
            "this program runs a pipeline, and its own trace says more than its locks and queues: make it "
            "with PipelineManager(trace=True), and let the program return the manager"
        )
    lanes = lanes_of(run)
    moves = queue_moves(run.events)
    found = Activity(lanes, [depth_of(name, moved) for name, moved in moves.items()], [], run.elapsed)
    if run.outcome != "finished":
        found.verdict = f"The run ends in {_ENDS[run.outcome]}."
        found.stuck = [lane.name for lane in lanes if stuck(run, int(lane.stage))]
    elif moves:
        found.bottleneck, found.verdict = busiest(lanes, run.elapsed)
    if queue is not None or len(moves) == 1:
        name = chosen(moves, queue)
        pairs = matched(moves[name])
        found.items = [
            Item(put.time, get.time, "hand_on") if get else Item(put.time, None, None) for put, get in pairs
        ]
        found.exits = exits(pairs, run.events)
        found.bounds = sides(pairs, lanes)
        found.where = f"queue {name}"
    return found


def lanes_of(run: Run) -> list[Lane]:
    """One lane for each thread, in order of creation, the main thread last."""
    names = Counter(run.threads)
    lanes = [
        Lane(name if names[name] == 1 else f"{name} #{index}", str(index))
        for index, name in enumerate(run.threads)
    ]
    since = [0.0] * len(lanes)  # when each was last seen to move
    for event in run.events:
        if event.waited > 0:
            start = round(event.time - event.waited, 9)  # the clock counts whole nanoseconds
            state = state_of(event.kind, event.what)
            if event.kind == "compute":  # in turns of the GIL: several are one
                lanes[event.number].add(start, event.time, state)
            else:
                lanes[event.number].spans.append(Span(start, event.time, state))
        since[event.number] = event.time
    for index, status in enumerate(run.statuses):  # stuck: the last wait never came to an end
        if not status.done and index < len(lanes):
            lanes[index].add(since[index], run.elapsed, state_of(status.kind, status.what))
    return lanes[1:] + lanes[:1]


def state_of(kind: str, what: Name) -> str:
    """A Channel waits for room by getting an empty crate: that is a put."""
    return operation("put" if kind == "get" and what.room_of is not None else kind).state


def stuck(run: Run, index: int) -> bool:
    return index < len(run.statuses) and not run.statuses[index].done


def queue_moves(events: Sequence[Event]) -> dict[str, list[Event]]:
    """Of each queue, by its variable: every put and get that came off."""
    moves: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.change and event.what.room_of is None:
            moves[event.what.bare].append(event)
    return dict(moves)


def depth_of(name: str, moved: Sequence[Event]) -> Depth:
    before = moved[0].depth - moved[0].change  # items of an earlier cell may have been inside
    return Depth(name, [(0.0, before)] + [(event.time, event.depth) for event in moved], moved[0].maxsize)


def chosen(moves: dict[str, list[Event]], queue: str | None) -> str:
    if queue is None:
        return next(iter(moves))
    if queue not in moves:
        raise ValueError(f"no queue of this run is called {queue!r}; there are {', '.join(moves) or 'none'}")
    return queue


def matched(moved: Sequence[Event]) -> list[tuple[Event, Event | None]]:
    """Each item's put and get: the first in is the first out. End markers are no items.

    What looks like an end marker is one if whoever gets it gets nothing more.
    """
    before = moved[0].depth - moved[0].change
    gets = deque([event for event in moved if event.change < 0][max(0, before) :])
    last = {event.number: event for event in gets}
    pairs: list[tuple[Event, Event | None]] = []
    for put in moved:
        if put.change > 0:
            get = gets.popleft() if gets else None
            if get is None or not (get.marker and last[get.number] is get):
                pairs.append((put, get))
    return pairs


def exits(pairs: Sequence[tuple[Event, Event | None]], events: Sequence[Event]) -> list[float]:
    """When each item was done with: its thread came back for the next one, or was seen for the last time."""
    gets = {get.step for _, get in pairs if get}
    busy: dict[int, Event] = {}  # by thread: the get whose item it has in hand
    last: dict[int, float] = {}
    found = []
    for event in events:
        before = busy.get(event.number)
        if before is not None and event.kind == "get" and event.what == before.what:
            found.append(round(event.time - event.waited, 9))
            del busy[event.number]
        if event.step in gets:
            busy[event.number] = event
        last[event.number] = event.time
    return sorted(found + [last[index] for index in busy])


def sides(pairs: Sequence[tuple[Event, Event | None]], lanes: Sequence[Lane]) -> list[Bound]:
    """What the threads at either end of a queue would let through if they never waited."""
    by_index = {int(lane.stage): lane for lane in lanes}
    found = []
    for ends in (Counter(put.number for put, _ in pairs), Counter(get.number for _, get in pairs if get)):
        busy = sum(by_index[index].total(*_AT_WORK) for index in ends)
        if busy > 0:
            each = busy / ends.total()
            names = " and ".join(by_index[index].name for index in ends)
            found.append(Bound(names, len(ends) / each, each, len(ends)))
    return found


def busiest(lanes: Sequence[Lane], seconds: float) -> tuple[str, str]:
    """The thread that limits: busy for most of the run, while another waited for it at a queue."""
    busy = [(lane.total(*_AT_WORK) / seconds, lane) for lane in lanes] if seconds > 0 else []
    waits = any(lane.total("starved", "blocked") > 0 for lane in lanes)
    share, worst = max(busy, key=lambda pair: pair[0], default=(0.0, None))
    if worst is None or share < _BUSY or not waits:
        return "", ""
    return worst.stage, f"Thread {worst.name!r} is the bottleneck: it was busy for {share:.0%} of the run."


# -- a trace of the core ---------------------------------------------------------------------
#
# A worker notes an item after it has put or taken it, so on the real clock the notes of two workers may stand
# in the wrong order by one. Queues are therefore played through: what a full or an empty queue needs to have
# happened has happened, though it was noted later.

_TRACED = {WORKING, STARVED, BLOCKED, ENDED}
_FATES = {"hand_on", "skip", "fail"}


def holds_trace(source: Any) -> TypeGuard[Trace | PipelineManager]:
    """Is it a trace, or something like a manager, which has one (or could have had)?"""
    return isinstance(source, Trace) or (hasattr(source, "trace") and hasattr(source, "add_worker"))


def read_trace(source: Trace | PipelineManager) -> Activity:
    """Read a ``Trace``, or a manager that was made with ``trace=True`` and has been started.

    A manager also tells the limits of its queues and its own diagnosis.
    """
    trace = source if isinstance(source, Trace) else source.trace
    if trace is None:
        raise ValueError(
            "this pipeline has no trace to draw: make it with PipelineManager(trace=True), and start it"
        )
    reader = TraceReader(list(trace.events))  # another thread may still be adding
    if not reader.builders:
        raise ValueError("this trace is empty: draw it once the pipeline has been started")
    manager = None if isinstance(source, Trace) else source
    stats = {} if manager is None else {stat.stage: stat for stat in manager.stats()}
    stages = [SOURCE, *stats] if stats else reader.stages()
    parts = [reader.part(stage, stats.get(stage)) for stage in (*stages, "consumer")]
    parts[-1] = consumer(parts[-1], parts[-2])
    if manager is None or manager.state == "running":
        verdict = diagnose(parts, reader.end or 1e-9, [0.0])
    else:
        verdict = manager.diagnose()
    return Activity(
        [lane for stage in (*stages, "consumer") for lane in reader.lanes_of(stage)],
        [reader.depth(up, stage, limit(stats.get(stage))) for up, stage in pairwise(stages)],
        reader.items(stages),
        reader.end,
        bounds(parts),
        verdict.bottleneck,
        verdict.sentence,
        failures=reader.failures(manager),
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
    found = []
    results = parts[-1].items_out
    for place, part in enumerate(parts):
        done = part.items_out + part.skipped + part.failed
        dropped = sum(later.skipped + later.failed for later in parts[place:])
        if done and part.working_s > 0 and results:
            each = part.working_s / done
            found.append(
                Bound(part.stage, part.workers / each * results / (results + dropped), each, part.workers)
            )
    return found


class LaneBuilder:
    """Makes the lane of one worker, event by event."""

    def __init__(self, lane: Lane) -> None:
        self.lane = lane
        self.spans = lane.spans
        self.state = ENDED
        self.since = 0.0
        self.number: int | None = 0 if lane.stage == SOURCE else None

    def cut(self, time: float) -> None:
        """End the span under way; the state goes on."""
        state = self.state
        if time > self.since:
            if state != ENDED:
                number = None if state == STARVED else self.number
                self.spans.append(Span(self.since, time, state, number))
            self.since = time


class TraceReader:
    """The events of a trace, sorted by worker and by stage.

    Attributes:
        builders: by worker.
        moves: of each stage, what was taken and what became of it, each with its place among all events.
        end: the time of the last event.
    """

    def __init__(self, events: Sequence[TraceEvent]) -> None:
        self.builders: dict[str, LaneBuilder] = {}
        self.moves: dict[str, list[tuple[int, TraceEvent]]] = {}
        for place, event in enumerate(events):
            builder = self.builders.get(event.worker) or self.new_builder(event.stage, event.worker)
            builder.cut(event.time)
            if event.kind in _TRACED:
                self.enter(builder, event)
            else:
                self.move(builder, event)
                self.moves[event.stage].append((place, event))
        self.end = max((event.time for event in events), default=0.0)
        for stage in self.moves:
            self.close(stage)

    def new_builder(self, stage: str, worker: str) -> LaneBuilder:
        """Begin the lane of a worker."""
        self.moves.setdefault(stage, [])
        builder = self.builders[worker] = LaneBuilder(Lane(worker, stage))
        return builder

    def enter(self, builder: LaneBuilder, event: TraceEvent) -> None:
        """A worker enters a state."""
        builder.state = event.kind
        if event.kind == STARVED and event.stage != SOURCE:
            builder.number = None

    def move(self, builder: LaneBuilder, event: TraceEvent) -> None:
        """A worker takes an item, or lets go of it."""
        if event.kind == "take":
            builder.number = event.number
        elif event.stage == SOURCE:
            builder.number = (event.number or 0) + 1  # the one it makes next
        elif event.number == builder.number:
            builder.number = None

    def close(self, stage: str) -> None:
        """End all lanes of a stage, and take back the numbers that turn out to mean nothing."""
        builders = [builder for builder in self.builders.values() if builder.lane.stage == stage]
        for builder in builders:
            builder.cut(self.end)
            spans = builder.lane.spans
            if stage == SOURCE:
                unmade = len(self.moves[stage])
                builder.lane.spans = [s if s.number != unmade else s._replace(number=None) for s in spans]

    def stages(self) -> list[str]:
        """The stages in the order of the flow: the first item is taken by each after the one before."""
        first = {stage: len(self.moves) for stage in self.moves}
        for stage, moves in self.moves.items():
            first[stage] = next((place for place, event in moves if event.kind == "take"), sys.maxsize)
        first[SOURCE] = -1
        return sorted((stage for stage in first if stage != "consumer"), key=first.__getitem__)

    def lanes_of(self, stage: str) -> list[Lane]:
        """A stage's lanes, in the order of their numbers."""
        lanes = [builder.lane for builder in self.builders.values() if builder.lane.stage == stage]
        return sorted(lanes, key=lambda lane: (len(lane.name), lane.name))

    def part(self, stage: str, stats: Stats | None) -> Stats:
        """A stage's counts and times: the manager's own, or as the trace has them."""
        if stats is not None:
            return stats
        lanes = self.lanes_of(stage)
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
        depth = 0
        now = 0.0
        early = {1: 0, -1: 0}
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
        entered = [event.time for _, event in self.moves[SOURCE] if event.kind == "hand_on"]
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

    def failures(self, manager: PipelineManager | None) -> list[tuple[float, str]]:
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
            if worker in self.builders and count > skipped[worker]:
                found.append((self.builders[worker].since, worker))
        return found

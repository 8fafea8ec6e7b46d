"""Reading a lab run of plain threads and queues: a lane for each thread, a depth for each queue.

Inside:  ``read``, for a ``Run``.
Outside: what is read (spans); a pipeline's own trace (traced).

In the lab only waiting, sleeping and ``compute`` take time, and each of them is one event that says how long
it took. So the spans are exact, and what lies between two of them is no time at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from typing import Any, TypeGuard

from pipeline_core.lab.charts.activity import Activity, Bound, Depth, Item, Lane, Span
from pipeline_core.lab.story.run import Run
from pipeline_core.lab.story.watcher import Event

_STATES = {"get": "starved", "put": "blocked", "compute": "working", "sleep": "sleeping"}
_AT_WORK = ("working", "sleeping")  # a sleep stands for work, unless it is a poll
_ENDS = {
    "error": "an error", "deadlock": "a deadlock", "leak": "threads that are stuck",
    "endless": "no end within its steps",
}  # fmt: skip
_BUSY = 0.5  # the share of a run below which no thread is said to limit it


def is_run(source: Any) -> TypeGuard[Run]:
    return isinstance(source, Run)


def read(run: Run, queue: str | None = None) -> Activity:
    """Read a run; ``queue`` is the variable of the queue whose items are followed.

    Raises:
        ValueError: ``queue`` is unknown; or the program ran a pipeline of the core without giving its trace.
    """
    if "source" in run.threads and any(event.what.startswith("channel ") for event in run.events):
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
    for index, standing in enumerate(run.picture or ()):  # stuck: the last wait never came to an end
        if not standing.done and index < len(lanes):
            lanes[index].add(since[index], run.elapsed, state_of(standing.kind, standing.what))
    return lanes[1:] + lanes[:1]


def state_of(kind: str, what: str) -> str:
    if kind == "get" and what.startswith("crates of "):  # a Channel waits for room by getting an empty crate
        return "blocked"
    return _STATES.get(kind, "waiting")


def stuck(run: Run, index: int) -> bool:
    picture = run.picture or ()
    return index < len(picture) and not picture[index].done


def queue_moves(events: Sequence[Event]) -> dict[str, list[Event]]:
    """Of each queue, by its variable: every put and get that came off."""
    moves: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.change and event.what.startswith(("queue ", "channel ")):
            moves[event.what.removeprefix("queue ").removeprefix("channel ").strip("`")].append(event)
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

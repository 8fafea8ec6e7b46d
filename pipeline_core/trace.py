"""What happened, how long it took, and why it was slow: clocks, counts, events, and a verdict.

Inside:  Meter (one thread's clock), Stats (one stage's counts), Trace (every event), Diagnosis.
Outside: who waits and why (channel, stage); pictures of a trace (lab).

Only waiting is timed. A worker that does not wait works, so a stage's working time is what is left over,
and an item that meets no full or empty queue costs no look at a clock.
"""

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

# The states of a thread: at work, waiting for an item, waiting for room, gone.
WORKING, STARVED, BLOCKED, ENDED = "working", "starved", "blocked", "ended"


class Event(NamedTuple):
    """One thing that one thread did.

    ``kind`` is a state entered (``"working"``, ``"starved"``, ``"blocked"``, ``"ended"``) or what became of an
    item (``"take"``, ``"hand_on"``, ``"skip"``, ``"fail"``), and then ``index`` is its number in that stage.
    ``time`` is in seconds since the start of the pipeline.
    """

    time: float
    stage: str
    worker: str
    kind: str
    index: int | None = None


class Span(NamedTuple):
    """A stretch of time, in seconds since the start, that one worker spent in one state."""

    stage: str
    worker: str
    state: str
    start: float
    end: float


class Trace:
    """Every event of a run, kept in memory (about 150 bytes each; an item makes two in each stage).

    Attributes:
        events: in the order they were recorded; the events of one thread are in order of time.
    """

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._zero = time.perf_counter()

    def add(self, stage: str, worker: str, kind: str, index: int | None = None) -> None:
        """Record that something happened now."""
        self.events.append(Event(time.perf_counter() - self._zero, stage, worker, kind, index))

    def spans(self) -> list[Span]:
        """Return the stretches of working, starved and blocked, worker by worker, in order of time."""
        lanes: dict[tuple[str, str], list[Event]] = defaultdict(list)
        for event in self.events:
            if event.kind in (WORKING, STARVED, BLOCKED, ENDED):
                lanes[event.stage, event.worker].append(event)
        return [
            Span(stage, worker, begun.kind, begun.time, ended.time)
            for (stage, worker), events in lanes.items()
            for begun, ended in zip(events, events[1:], strict=False)
            if begun.kind != ENDED
        ]

    def depths(self, before: str, stage: str) -> list[tuple[float, int]]:
        """Return how many items waited for ``stage`` over time, as (seconds, items) after each change.

        ``before`` is the stage in front of it, ``"source"`` for the first.
        """
        changes = sorted(
            (event.time, 1 if event.kind == "hand_on" else -1)
            for event in self.events
            if (event.stage, event.kind) in ((before, "hand_on"), (stage, "take"))
        )
        depth, points = 0, []
        for moment, change in changes:
            depth += change
            points.append((moment, max(0, depth)))  # a take may be recorded just before its put
        return points


class Meter:
    """One thread's clock: what it does now, since when, and how long it has waited so far.

    Written by its own thread only; any thread may read it.
    """

    def __init__(self, stage: str, worker: str, trace: Trace | None) -> None:
        self.stage_name, self.name = stage, worker
        self.trace = trace
        self.state = "new"
        self.started = self.since = 0.0
        self.life = 0.0
        self.cpu: dict[str, float] = {}  # CPU seconds by thread: this one, and the sub-workers it stands for
        self.waited = {STARVED: 0.0, BLOCKED: 0.0}
        self.idle = 1  # how many wait while this thread waits: a pool's thread stands for all its sub-workers

    def open(self) -> None:
        """Start the clock, in the thread it belongs to."""
        self.started = self.since = time.perf_counter()
        self._cpu_before = time.thread_time()
        self.state = WORKING
        self.note(self.name, WORKING)

    def begin(self, state: str) -> None:
        """Begin to wait."""
        self.state = state
        self.since = time.perf_counter()
        if self.trace is not None:
            self.note(self.name, state)

    def end(self) -> None:
        """Go on working."""
        now = time.perf_counter()
        waited = now - self.since
        self.waited[self.state] += waited * self.idle
        if waited > 0.001:  # a look at this clock costs more than a short wait
            self.cpu[self.name] = time.thread_time() - self._cpu_before
        self.since = now
        self.state = WORKING
        if self.trace is not None:
            self.note(self.name, WORKING)

    def close(self) -> None:
        """Stop the clock, in the thread it belongs to."""
        self.life = time.perf_counter() - self.started
        self.cpu[self.name] = time.thread_time() - self._cpu_before
        self.state = ENDED
        self.note(self.name, ENDED)

    def count(self) -> int | None:
        """How many items a failure of this thread itself comes after; None where that says nothing."""
        return None

    def read(self) -> tuple[float, dict[str, float]]:
        """Return the seconds since ``open`` and the seconds waited, a wait that goes on included."""
        state, since, waited, now = self.state, self.since, dict(self.waited), time.perf_counter()
        if state in waited:
            waited[state] += (now - since) * self.idle
        return (now - self.started if self.started and not self.life else self.life), waited

    def note(self, worker: str, kind: str, index: int | None = None) -> None:
        """Record an event of this thread, or of a sub-worker, if there is a trace."""
        if self.trace is not None:
            self.trace.add(self.stage_name, worker, kind, index)


@dataclass(frozen=True, slots=True)
class Stats:
    """One stage's counts and times so far.

    Times are in worker-seconds: two workers that both wait for one second have waited two.

    Attributes:
        stage: its name.
        workers: how many items it can work on at once.
        items_in: items taken from its queue.
        items_out: results handed on; ``skipped``: dropped by ``SKIP``; ``failed``: dropped by an exception.
        working_s: time not spent waiting, so that time waiting for a core or for the GIL counts as work.
        starved_s: time spent waiting for an item.
        blocked_s: time spent waiting to hand a result on.
        depth: items in its queue now; ``depth_max``: most seen; ``maxsize``: most allowed, 0 for no limit.
        cpu_s: CPU time that its threads used, as of their last long wait or their end.
    """

    stage: str
    workers: int
    items_in: int
    items_out: int
    skipped: int
    failed: int
    working_s: float
    starved_s: float
    blocked_s: float
    depth: int
    depth_max: int
    maxsize: int
    cpu_s: float = 0.0

    @property
    def busy(self) -> float:
        """The share of its workers' time that was spent working, 0 to 1."""
        total = self.working_s + self.starved_s + self.blocked_s
        return self.working_s / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What limits the pipeline's throughput.

    Attributes:
        bottleneck: name of the stage, ``"source"``, ``"consumer"``, or ``"gil"``.
        kind: which of the four it is.
        sentence: the verdict with its figures and what to do about it.
    """

    bottleneck: str
    kind: Literal["stage", "source", "consumer", "gil"]
    sentence: str

    def __str__(self) -> str:
        return self.sentence


_CURES = {
    "source": "The stages wait for it: make the source faster, or batch what it yields.",
    "consumer": "The results wait to be taken: do less between two results, or make it a stage.",
    "stage": "Give it more workers, or make it faster; a change anywhere else gains nothing.",
}


def diagnose(
    source: Stats, stages: Sequence[Stats], consumer: Stats, elapsed: float, cpu_by_thread: Iterable[float]
) -> Diagnosis:
    """Find what limits the pipeline: the part that is the most busy, or the GIL they all share.

    The bottleneck neither starves nor is blocked; what is in front of it is blocked, and what is behind
    it starves. Threads that hold the GIL in turn use one core together, and no one of them uses it alone.
    """
    if elapsed <= 0:
        raise RuntimeError("nothing to diagnose: the pipeline has not been started")
    shares = [cpu / elapsed for cpu in cpu_by_thread]
    if 0.85 <= sum(shares) <= 1.15 and max(shares) < 0.75 * sum(shares):
        return Diagnosis(
            "gil",
            "gil",
            f"The GIL is the limit: {sum(share > 0.05 for share in shares)} threads together kept "
            f"{sum(shares):.2f} of one core busy, and none of them alone. More threads gain nothing here; "
            "a PoolWorker on a ProcessPoolExecutor does, or C code that releases the GIL.",
        )
    parts = {"source": [source], "consumer": [consumer], "stage": list(stages)}
    kind, worst = max(
        ((kind, part) for kind, group in parts.items() for part in group), key=lambda pair: pair[1].busy
    )
    where = f"Stage {worst.stage!r}" if kind == "stage" else f"The {kind}"
    crew = f" (workers: {worst.workers})" if kind == "stage" else ""
    sentence = f"{where} is the bottleneck: it was busy {worst.busy:.0%} of the time{crew}. {_CURES[kind]}"
    return Diagnosis(worst.stage, kind, sentence)  # type: ignore[arg-type]

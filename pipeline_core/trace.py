"""What happened, how long it took, and why it was slow: clocks, counts, events, and a verdict.

Inside:  Meter (one thread's clock), Stats (one stage's counts), Trace (every event), Diagnosis.
Outside: who waits and why (channel, stage); pictures of a trace (lab).

Only waiting is timed. A worker that does not wait works, so a stage's working time is what is left over,
and an item that meets no full or empty queue costs no look at a clock.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

# The states of a thread: at work, waiting for an item, waiting for room, gone.
WORKING, STARVED, BLOCKED, ENDED = "working", "starved", "blocked", "ended"


class Event(NamedTuple):
    """One thing that one thread did.

    ``kind`` is a state it entered (``"working"``, ``"starved"``, ``"blocked"``, ``"ended"``), or what
    became of an item (``"take"``, ``"hand_on"``, ``"skip"``, ``"fail"``), and then ``number`` is the item's
    in that stage. ``time`` is in seconds since the start of the pipeline.
    """

    time: float
    stage: str
    worker: str
    kind: str
    number: int | None = None


class Trace:
    """Every event of a run, kept in memory (about 150 bytes each; an item makes two in each stage).

    Attributes:
        events: in the order they were recorded; the events of one thread are in order of time.
    """

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._zero = time.perf_counter()

    def add(self, stage: str, worker: str, kind: str, number: int | None = None) -> None:
        """Record that something happened now."""
        self.events.append(Event(time.perf_counter() - self._zero, stage, worker, kind, number))


class Meter:
    """One thread's clock: what it does now, since when, and how long it has waited so far.

    Written by its own thread only; any thread may read it. Seconds throughout.
    """

    def __init__(self, stage_name: str, name: str, trace: Trace | None) -> None:
        self.stage_name, self.name, self.trace = stage_name, name, trace
        self.state = "new"
        self.since = self.started = self.life = 0.0
        self.waited = {STARVED: 0.0, BLOCKED: 0.0}
        self.cpu: dict[str, float] = {}  # by thread: this one, and the sub-workers it stands for
        self.idle = 1  # how many wait while this thread waits: of a pool, those that have nothing to do

    def open(self) -> None:
        """Start the clock, in the thread it belongs to."""
        self.started = self.since = time.perf_counter()
        self._cpu_before = time.thread_time()
        self.state = WORKING
        self.note(WORKING)

    def begin(self, state: str) -> None:
        """Begin to wait."""
        self.state = state
        self.since = time.perf_counter()
        if self.trace is not None:
            self.note(state)

    def end(self) -> None:
        """Go on working."""
        now = time.perf_counter()
        waited, state = now - self.since, self.state
        if state in self.waited:  # else two threads take results at once, and the other has counted it
            self.waited[state] += waited * self.idle
        if waited > 0.001:  # a look at this clock costs more than a short wait
            self.cpu[self.name] = time.thread_time() - self._cpu_before
        self.state, self.since = WORKING, now
        if self.trace is not None:
            self.note(WORKING)

    def close(self) -> None:
        """Stop the clock, in the thread it belongs to."""
        self.life = time.perf_counter() - self.started
        self.cpu[self.name] = time.thread_time() - self._cpu_before
        self.state = ENDED
        self.note(ENDED)

    def note(self, kind: str, number: int | None = None, worker: str | None = None) -> None:
        """Record an event of this thread, or of a sub-worker, if there is a trace."""
        if self.trace is not None:
            self.trace.add(self.stage_name, worker or self.name, kind, number)

    def read(self) -> tuple[float, float, float]:
        """Return the seconds since ``open``, those starved and those blocked; a wait that goes on counts."""
        state, waited, now = self.state, dict(self.waited), time.perf_counter()
        if state in waited:
            waited[state] += (now - self.since) * self.idle
        life = self.life or (now - self.started if self.started else 0.0)
        return life, waited[STARVED], waited[BLOCKED]


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


Kind = Literal["stage", "source", "consumer", "gil"]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What limits the pipeline's throughput.

    Attributes:
        bottleneck: name of the stage, ``"source"``, ``"consumer"`` or ``"gil"``.
        kind: which of the four it is.
        sentence: the verdict, with its figures and what to do about it.
    """

    bottleneck: str
    kind: Kind
    sentence: str

    def __str__(self) -> str:
        return self.sentence


_BUSY = 0.5  # the share of a run below which nothing can be said to limit it

_CURES = {
    "source": "Make it faster, or batch what it yields.",
    "stage": "Workers: {0.workers}. Give it more, or make it faster; a change anywhere else gains nothing.",
    "consumer": "Results wait to be taken: do less between two of them, or make that work a stage.",
}


def diagnose(parts: Sequence[Stats], seconds: float, cpu_seconds: Iterable[float]) -> Diagnosis:
    """Find what limits the pipeline: the part that is busiest, or the GIL they all share.

    The bottleneck neither starves nor is blocked; what is in front of it is blocked, and what is behind
    it starves. Threads that hold the GIL in turn use one core together, and none of them uses it alone; on
    a machine whose cores other programs take, the same figures can come about without the GIL.

    Args:
        parts: the source first, then the stages, the consumer last.
        seconds: how long the pipeline has run.
        cpu_seconds: the CPU time of each of its threads.
    """
    shares = sorted(cpu / seconds for cpu in cpu_seconds)
    if 0.85 <= sum(shares) <= 1.15 and shares[-1] < 0.75 * sum(shares):
        sentence = (
            f"The GIL may be the limit: {sum(share > 0.05 for share in shares)} threads together kept "
            f"{sum(shares):.2f} of one core busy, and none of them alone. If they run Python code, more "
            "threads gain nothing; a PoolWorker on a ProcessPoolExecutor does, or C code without the GIL. "
            "If they also wait, or other programs take the cores, try one thread more."
        )
        return Diagnosis("gil", "gil", sentence)
    place, worst = max(enumerate(parts), key=lambda numbered: numbered[1].working_s / numbered[1].workers)
    kind: Kind = "source" if place == 0 else "consumer" if place == len(parts) - 1 else "stage"
    name = f"Stage {worst.stage!r}" if kind == "stage" else f"The {kind}"
    share = min(1.0, worst.working_s / worst.workers / seconds)
    sentence = f"{name} is the bottleneck: it worked for {share:.0%} of the run. {_CURES[kind].format(worst)}"
    if share < _BUSY:
        sentence = f"Nothing was busy for long. {name} most, {share:.0%} of the run: it was short, or waited."
    return Diagnosis(worst.stage, kind, sentence)

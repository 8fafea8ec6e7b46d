"""What one thread did when: its clock, and the record of every event if one is kept.

Inside:  Meter (one thread's clock), Trace (every event of all threads).
Outside: who waits and why (channel, stage); what follows (diagnosis); pictures of a trace (lab).

Only waiting is timed. A worker that does not wait works, so its working time is what is left over, and an
item that meets no full or empty queue costs no look at a clock.
"""

import threading
import time
from typing import NamedTuple

# The states of a thread: at work, waiting for an item, waiting for room, gone.
WORKING = "working"
STARVED = "starved"
BLOCKED = "blocked"
ENDED = "ended"


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

    Attributes:
        state: what it does now; ``since``: from when on.
        started: when it began; ``life``: for how long it was there, once it has left.
        waited: seconds starved and blocked, waits that are over.
        cpu: CPU seconds of the thread, as of its last long wait.
    """

    def __init__(self, stage_name: str, name: str, trace: Trace | None) -> None:
        self.stage_name = stage_name
        self.name = name
        self.trace = trace
        self.state = "new"
        self.since = 0.0
        self.started = 0.0
        self.life = 0.0
        self.waited = {STARVED: 0.0, BLOCKED: 0.0}
        self.cpu = 0.0

    def open(self) -> None:
        """Start the clock, in the thread it belongs to."""
        self.started = time.perf_counter()
        self.since = self.started
        self._cpu_of: threading.Thread | None = None
        self._count_cpu()
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
        waited = now - self.since
        if self.state in self.waited:  # else two threads take results at once, and the other has counted it
            self.waited[self.state] += waited
        if waited > 0.001:  # a look at this clock costs more than a short wait
            self._count_cpu()
        self.state = WORKING
        self.since = now
        if self.trace is not None:
            self.note(WORKING)

    def close(self) -> None:
        """Stop the clock, in the thread it belongs to."""
        self.life = time.perf_counter() - self.started
        self._count_cpu()
        self.state = ENDED
        self.note(ENDED)

    def _count_cpu(self) -> None:
        now = time.thread_time()
        me = threading.current_thread()  # its ident would not do: the next thread may have the same
        if self._cpu_of is not me:  # start() and results() may be called in two threads
            self._cpu_of = me
            self._cpu_before = now - self.cpu
        self.cpu = now - self._cpu_before

    def note(self, kind: str, number: int | None = None) -> None:
        """Record an event of this thread, if there is a trace."""
        if self.trace is not None:
            self.trace.add(self.stage_name, self.name, kind, number)

    def read(self) -> tuple[float, float, float]:
        """Return the seconds since ``open``, those starved and those blocked; a wait that goes on counts."""
        state = self.state
        waited = dict(self.waited)
        now = time.perf_counter()
        if state in waited:
            waited[state] += now - self.since
        life = self.life if state in ("new", ENDED) else now - self.started
        return life, waited[STARVED], waited[BLOCKED]

"""Virtual time: sleeping costs nothing, and clocks say what the schedule made of it.

Inside:  the functions of ``time`` for controlled threads, and ``compute``.
Outside: when time moves (scheduler: only when nobody can, or when a timer fires early).

The clock counts whole nanoseconds, so 200 sleeps of 0.001 s are 0.2 s and nothing else.

What the footprints say: whoever asks for the time or begins to wait with a timeout reads the clock; whoever's
time runs out writes it. So two sleeps that begin commute, and the order in which they end does matter.
"""

from __future__ import annotations

import time
from _thread import get_ident
from collections.abc import Callable
from math import inf, isnan
from numbers import Real

from pipeline_core.lab.primitives.replacing import REAL, swaps
from pipeline_core.lab.scheduler.actor import SPIN_LIMIT, TICK, Actor, controlled
from pipeline_core.lab.scheduler.footprint import CLOCK, GIL, R, W

EPOCH = 1_700_000_000_000_000_000  # what time.time() says at the beginning of every run
LONGEST = 2**63 / 1e9  # seconds that one can sleep
SLICE = 5_000_000  # CPython's switch interval: how long one thread keeps the GIL


def never() -> bool:
    return False


@swaps(time, "sleep")
def sleep(seconds: float) -> None:
    me = controlled.get(get_ident())
    if me is None:
        REAL[time, "sleep"](seconds)
        return
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    if not seconds < LONGEST:  # Python's own words, where it cannot say the time in nanoseconds
        if isnan(seconds):
            raise ValueError("Invalid value NaN (not a number)")
        raise OverflowError("timestamp out of range for platform time_t")
    sched = me.sched
    sched.point(me, None, "sleep", never if seconds > 0 else None, seconds)
    if seconds > 0:  # sleep(0), a turn given away (Scheduler.usual), counts as being busy
        sched.last_effect = sched.step


def reader(name: str, offset: int, nanoseconds: bool) -> Callable[[], float | int]:
    """A clock function: virtual for controlled threads, the real one for all others."""

    def clock() -> float | int:
        me = controlled.get(get_ident())
        if me is None:
            real: float | int = REAL[time, name]()
            return real
        sched = me.sched
        sched.footprint.add((CLOCK, "", R))
        sched.clock_reads += 1
        if sched.clock_reads > SPIN_LIMIT and sched.step - sched.last_effect > SPIN_LIMIT // 2:
            sched.advance(sched.now + TICK, me)  # a loop that only reads the clock waits for it to move
        now = offset + sched.now
        return now if nanoseconds else now / 1e9

    clock.__name__ = name
    return clock


def cpu_reader(name: str, whole: bool, nanoseconds: bool) -> Callable[[], float | int]:
    """``thread_time`` and ``process_time``: what ``compute`` used up, and nothing else."""

    def clock() -> float | int:
        me = controlled.get(get_ident())
        if me is None:
            real: float | int = REAL[time, name]()
            return real
        used = sum(a.cpu for a in me.sched.actors) if whole else me.cpu
        return used if nanoseconds else used / 1e9

    clock.__name__ = name
    return clock


for _name, _offset in (("monotonic", 0), ("perf_counter", 0), ("time", EPOCH)):
    swaps(time, _name)(reader(_name, _offset, False))
    swaps(time, _name + "_ns")(reader(_name + "_ns", _offset, True))
for _name, _whole in (("thread_time", False), ("process_time", True)):
    if hasattr(time, _name):  # a system may have no clock for a thread
        swaps(time, _name)(cpu_reader(_name, _whole, False))
        swaps(time, _name + "_ns")(cpu_reader(_name + "_ns", _whole, True))


def compute(seconds: float, gil: bool = True) -> None:
    """Simulated CPU work.

    Args:
        seconds: how much CPU time it takes, in seconds, finite and not negative.
        gil: True for pure Python: one thread computes at a time, the others that want to wait,
            in turns of 5 ms. False for C code that releases the GIL: any number at once.

    Raises:
        TypeError, ValueError: ``seconds`` is no number, or not such a one.

    Guarantees: inside the lab it takes exactly that much virtual time when alone, and no real
    time. Outside the lab it sleeps for ``seconds``, so a program can be shown on the real clock.
    """
    left = nanoseconds_of(seconds)
    me = controlled.get(get_ident())
    if me is None:
        time.sleep(seconds)
        return
    me.cpu += left
    if not gil:
        me.sched.point(me, None, "compute", never, seconds)
        return
    while left > 0:
        left = turn(me, left)


def nanoseconds_of(seconds: object) -> int:
    if isinstance(seconds, bool) or not isinstance(seconds, Real):
        raise TypeError(f"compute(seconds) takes a number of at least 0, not {seconds!r}")
    if not 0 <= float(seconds) < inf:
        raise ValueError(f"compute(seconds) takes a finite number of at least 0, not {seconds!r}")
    return int(float(seconds) * 1e9 + 0.5)


def turn(me: Actor, left: int) -> int:
    """Compute for one turn of the GIL, or to the end if nobody else wants it; what is left."""
    sched = me.sched
    sched.point(me, None, "wait for the GIL", lambda: sched.cpu_owner is None)
    sched.cpu_owner = me
    sched.footprint.add((GIL, "", W))
    try:
        while left > 0:
            part = min(left, SLICE)
            sched.point(me, None, "compute", never, part / 1e9)
            left -= part
            if any(a.kind == "wait for the GIL" for a in sched.actors if not a.done):
                break
    finally:
        sched.cpu_owner = None
        sched.footprint.add((GIL, "", W))
    return left

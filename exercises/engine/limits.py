"""What an answer may use: time, memory, depth, threads; and Ctrl-C while it is tried.

Inside:  ``Allowance``: what counts as time; ``Patience``: its end, and Ctrl-C, heard where both can be
         borne; ``bound_memory``, ``bound_depth``, ``bound_threads``.
Outside: putting right what was changed (``sandbox``); ending a run of the lab (the lab does it by itself).

The lab ends what runs under it. An answer's ``__repr__``, ``__eq__`` or ``__iter__`` run in the check's own
thread, where only a signal ends them: as Ctrl-C does, sent by a watchdog.
"""

from __future__ import annotations

import signal
import sys
import threading
from _thread import allocate_lock, interrupt_main, start_new_thread
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, process_time
from types import FrameType
from typing import Any, Self

from pipeline_core.lab.runtime import threads
from pipeline_core.lab.scheduler.os_threads import forget_stand_in

SECONDS = 7.5  # for one check; the lab then needs up to two more to take a stubborn run down
LOOK = 0.1  # seconds between two looks at what was used
LONG = 2.0  # seconds: for less than this a busy machine may give a process nothing at all
IDLE = 0.01  # who uses less of a long time than this waits for something
AT_MOST = 8  # times as much real time as was allowed, however little of it the machine gave
AGAIN = 4.0  # seconds after which a check that has swallowed the end of its time hears of it again
MORE_MEMORY = 3 << 30  # bytes that an answer may ask for on top of what is there; its threads' stacks count
DEEPEST = 5_000  # calls within calls; Python's own bound is 1,000
MOST_THREADS = 250  # alive at once; a recursion may start two for each of 60 items


class OutOfTime(KeyboardInterrupt):
    """The time of a check is over. An interrupt, as everything here tidies up after one of those."""


class Allowance:
    """So many seconds of work, or of waiting: what other programs take of a busy machine does not count.

    Time in which this process does next to nothing counts as it is: whoever is blocked uses no processor.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.used = 0.0
        self._long = min(LONG, seconds / 3)
        self._began = self._since = monotonic()
        self._worked = process_time()

    def over(self) -> bool:
        """Whether it is used up; to be asked every ``LOOK`` seconds or so."""
        now = monotonic()
        real = now - self._since
        at_work = min(process_time() - self._worked, real)
        if real >= self._long:
            self.used += real if at_work < IDLE * real else at_work
            self._since = now
            self._worked = process_time()
            at_work = 0.0
        return self.used + at_work >= self.seconds or now - self._began >= AT_MOST * self.seconds

    def left(self) -> float:
        """The real seconds that what is left makes, if the machine stays as busy as it was."""
        if self.over():
            return 0.0
        so_far = self._since - self._began
        slower = so_far / self.used if self.used else 1.0
        return min((self.seconds - self.used) * slower, AT_MOST * self.seconds - so_far)


class Patience:
    """Ctrl-C and the end of the time end the block within ``trying``; all around it they wait.

    ``interrupted``: somebody pressed Ctrl-C; ``late``: the time is over. Whoever presses Ctrl-C while the
    check tidies up gets the KeyboardInterrupt at the end of the outer block. Off the main thread, where no
    signal is heard, nothing is bounded.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self.interrupted = self.late = False
        self._armed = self._hears = False
        self._before: Any = None

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._heard)
            self._hears = True
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if self._hears:
            signal.signal(signal.SIGINT, self._before)
        if self.interrupted and error is None:
            raise KeyboardInterrupt

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        self.interrupted = self.interrupted or not self.late
        if self._armed:
            raise OutOfTime if self.late else KeyboardInterrupt

    @contextmanager
    def trying(self) -> Iterator[None]:
        """The block that may be ended.

        Raises:
            OutOfTime: after ``seconds``, as an ``Allowance`` counts them.
            KeyboardInterrupt: on Ctrl-C.
        """
        if not self._hears:
            yield
            return
        over = allocate_lock()
        gone = allocate_lock()
        over.acquire()
        gone.acquire()

        def watchdog() -> None:
            allowance = Allowance(self.seconds)
            while not over.acquire(True, LOOK):
                if allowance.over():
                    self.late = True
                    allowance = Allowance(AGAIN)
                    _press_ctrl_c()
            forget_stand_in()
            gone.release()

        start_new_thread(watchdog, ())
        try:
            try:
                self._armed = True
                yield
            finally:
                self._armed = False
        finally:  # also where a signal came just as the inner block ended
            self._armed = False
            over.release()
            gone.acquire()


def _press_ctrl_c() -> None:
    """Also out of a call that sleeps."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    else:  # on Windows a sleep of the main thread ends with this one
        interrupt_main()


# -- bounds: each returns the call that takes it away ----------------------------------------


def bound_depth(deepest: int = DEEPEST) -> Callable[[], None]:
    """``sys.setrecursionlimit`` goes no further: recursion without end would fill the memory first."""
    real = sys.setrecursionlimit
    before = sys.getrecursionlimit()

    def setrecursionlimit(limit: int, /) -> None:
        real(min(limit, deepest))

    real(min(before, deepest))
    sys.setrecursionlimit = setrecursionlimit

    def back() -> None:
        sys.setrecursionlimit = real
        real(before)

    return back


def bound_threads(most: int = MOST_THREADS) -> Callable[[], None]:
    """A run of the lab has no more threads than this alive at once."""
    before = threads.most
    threads.most = most

    def back() -> None:
        threads.most = before

    return back


def bound_memory(more: int = MORE_MEMORY) -> Callable[[], None]:
    """Allow this process ``more`` bytes than it has now.

    What counts is what can be written to (``RLIMIT_DATA``), and not all addresses (``RLIMIT_AS``): of these
    the C library reserves 64 MB for nearly every thread, for up to eight threads for each core.

    Where the system has no such bound (Windows), or has a tighter one already, nothing is changed.
    """
    try:
        import resource  # there is none on Windows

        in_use = int(_read("/proc/self/statm").split()[5]) * resource.getpagesize()
        soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    except (ImportError, OSError):
        return lambda: None
    wanted = in_use + more
    if any(limit != resource.RLIM_INFINITY and limit <= wanted for limit in (soft, hard)):
        return lambda: None
    resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))
    return lambda: resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _read(path: str) -> str:
    with open(path, encoding="ascii") as file:  # noqa: PTH123 - one line of a pseudo-file
        return file.readline()

"""Time, memory, depth and threads of one check, and Ctrl-C at every moment of it."""

import mmap
import signal
import sys
import threading
import time
from _thread import _count
from contextlib import nullcontext
from pathlib import Path

import pytest

from exercises.engine import limits
from exercises.engine.check import judged
from exercises.engine.limits import Allowance, OutOfTime, Patience, bound_depth, bound_memory, bound_threads
from pipeline_core.lab.runtime import threads


def press_ctrl_c():
    signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize(
    ("share", "real"),
    [(1.0, 6.0), (0.25, 24.0), (0.0, 6.0), (0.03, 48.0)],
    ids=["a machine of its own", "a quarter of a busy one", "it waits for something", "hardly any of it"],
)
def test_time_that_others_use_does_not_count(monkeypatch, share, real):
    """Of 6 s that are allowed; a quarter of the machine makes 24 s of it, and nothing makes more than 48."""
    clock = [0.0]
    monkeypatch.setattr(limits, "monotonic", lambda: clock[0])
    monkeypatch.setattr(limits, "process_time", lambda: share * clock[0])
    allowance = Allowance(6.0)
    while not allowance.over():
        clock[0] += 0.125
    assert clock[0] == real
    assert allowance.left() == 0


@pytest.mark.parametrize(("share", "left"), [(1.0, 4.0), (0.25, 16.0), (0.0, 4.0), (0.1, 28.0)])
def test_what_is_left_grows_with_what_others_use(monkeypatch, share, left):
    """Two of 6 s are used up; a quarter of the machine makes 16 s of the other four; 48 s are the end."""
    clock = [0.0]
    monkeypatch.setattr(limits, "monotonic", lambda: clock[0])
    monkeypatch.setattr(limits, "process_time", lambda: share * clock[0])
    allowance = Allowance(6.0)
    clock[0] = 2.0 / (share or 1.0)
    assert allowance.left() == pytest.approx(left)


def test_the_end_of_the_time_ends_the_block():
    """Even out of a sleep; afterwards the handler and the number of threads are as before."""
    handler, before = signal.getsignal(signal.SIGINT), _count()
    with Patience(0.05) as patience, pytest.raises(OutOfTime), patience.trying():
        time.sleep(1_000)
    assert patience.late
    assert signal.getsignal(signal.SIGINT) is handler
    assert _count() == before


def test_ctrl_c_while_it_is_tried_is_raised_at_once():
    """And known as Ctrl-C, so that an answer's own KeyboardInterrupt is not taken for one."""
    with Patience() as patience:
        with pytest.raises(KeyboardInterrupt), patience.trying():
            press_ctrl_c()
        assert patience.interrupted
        patience.interrupted = False


def test_ctrl_c_while_things_are_put_back_waits_until_they_are():
    """Half of what an answer patched would stay patched otherwise."""
    put_back = []
    with pytest.raises(KeyboardInterrupt), Patience() as patience:
        with patience.trying():
            pass
        press_ctrl_c()
        put_back.append(True)
    assert put_back


def test_off_the_main_thread_nothing_is_bounded():
    """Signals are heard by the main thread alone; the block runs as it is."""
    done = []

    def elsewhere():
        with Patience(0.01) as patience, patience.trying():
            done.append(True)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert done


def test_an_answers_own_interrupt_is_a_verdict():
    """Nobody pressed anything: the learner reads what happened."""

    class Odd:
        def __getattr__(self, name):
            raise KeyboardInterrupt

        def __call__(self, *given):
            raise KeyboardInterrupt

    assert "KeyboardInterrupt" in judged("2.1", Odd()).message


def test_the_depth_is_bounded_and_put_back():
    """Also for whoever raised the limit in an earlier cell."""
    before, real = sys.getrecursionlimit(), sys.setrecursionlimit
    back = bound_depth(before + 100)
    sys.setrecursionlimit(10**9)
    assert sys.getrecursionlimit() == before + 100
    back()
    assert (sys.getrecursionlimit(), sys.setrecursionlimit) == (before, real)


def test_the_number_of_threads_is_bounded_and_put_back():
    """The lab's own bound is wider."""
    before = threads.most
    back = bound_threads(7)
    assert threads.most == 7
    back()
    assert threads.most == before


def test_memory_is_bounded_where_the_system_can_and_put_back():
    """What an answer takes too much of is its own MemoryError."""
    back = bound_memory(1 << 28)
    try:
        with pytest.raises(MemoryError) if Path("/proc/self/statm").exists() else nullcontext():
            bytearray(1 << 29)
    finally:
        back()
    assert len(bytearray(1 << 29)) == 1 << 29


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the bound is one of Linux")
def test_addresses_that_are_only_reserved_are_no_memory():
    """As the C library does for each of a hundred threads: on a machine of eight cores that is gigabytes."""
    back = bound_memory(1 << 28)
    try:
        with mmap.mmap(
            -1, 1 << 30, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=mmap.PROT_READ
        ) as reserved:
            assert len(reserved) == 1 << 30
    finally:
        back()

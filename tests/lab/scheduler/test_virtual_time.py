"""When virtual time moves, and when a timer may fire before somebody who could have moved."""

from __future__ import annotations

import contextlib
import queue
import threading
import time

import pytest

from pipeline_core import lab
from tests.lab.programs import three_stages, together


def test_a_thread_may_be_overtaken_by_two_early_timers_and_not_by_three() -> None:
    """One early timer is a slow machine; who fires early again waits for those it has overtaken before."""

    def program() -> str:
        told = []

        def sleeper() -> None:
            for number in range(4):
                time.sleep(1)
                told.append(str(number))

        other = threading.Thread(target=lambda: told.append("."))
        other.start()
        early = threading.Thread(target=sleeper)
        early.start()
        early.join()
        other.join()
        return "".join(told)

    seen = set()
    found = lab.explore(program, check=lambda run: seen.add(run.result) or True, switch="sync")
    assert found.complete
    assert seen == {".0123", "0.123", "01.23"}


def test_time_is_virtual_and_exact() -> None:
    """200 items through a stage of 2 ms and a last one of 1 ms take 0.401 s, whatever the machine."""
    for switch in ("sync", "line"):
        run = lab.simulate(three_stages, switch=switch)
        assert (run.outcome, run.result, run.elapsed) == ("finished", (200, 0.401), 0.401)


def test_compute_shares_the_gil_or_not() -> None:
    """Two threads of 10 ms: 20 ms with the GIL, 10 ms without it."""

    def program(gil):
        def work():
            lab.compute(0.01, gil)

        together(work, work)
        return time.perf_counter(), time.process_time()

    assert lab.simulate(lambda: program(True)).result == (0.02, 0.02)
    assert lab.simulate(lambda: program(False)).result == (0.01, 0.02)
    with pytest.raises(ValueError, match="finite number of at least 0, not -1"):
        lab.compute(-1)


def test_a_loop_that_reads_the_clock_leaves_no_timeout_behind() -> None:
    """A wait without a timeout does not end by one, however often the clock was read before it.

    Who only reads the clock makes it move after a while; the last wait of that thread is over by then.
    """

    def program() -> str:
        items: queue.Queue[str] = queue.Queue()
        told: queue.Queue[str] = queue.Queue()

        def tell() -> None:
            time.sleep(1000)
            told.put("now")

        teller = threading.Thread(target=tell)
        teller.start()
        for _ in range(300):
            begun = time.monotonic()
            with contextlib.suppress(queue.Empty):
                items.get(timeout=0.2)
            assert time.monotonic() > begun
        got = told.get()
        teller.join()
        return got

    for switch in ("sync", "line"):
        run = lab.simulate(program, switch=switch)
        assert (run.outcome, run.result) == ("finished", "now"), run.explain()

"""When virtual time moves, and when a timer may fire before somebody who could have moved."""

from __future__ import annotations

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

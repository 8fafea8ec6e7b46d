"""Idle: whoever waits uses no CPU, and nobody looks again and again."""

import os
import subprocess
import sys
import threading
import time

import pytest

from pipeline_core import PipelineManager, PoolWorker
from tests.core.helpers import Gate, identity, queues_full, wait_until, wait_until_still


def switches():
    """How often this process has gone to sleep so far; a poll goes to sleep each time it looks."""
    if os.name != "posix":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_nvcsw


def while_another_process_lives():
    """Return (CPU time, wall time, switches) of this process while it waits for another one to end."""
    other = subprocess.Popen([sys.executable, "-c", "import json, time; time.sleep(0.5)"])
    before = time.process_time(), time.perf_counter(), switches()
    other.wait()
    after = time.process_time(), time.perf_counter(), switches()
    return [late - early for early, late in zip(before, after, strict=True)]


def still(manager):
    wait_until_still(lambda: [(stats.items_in, stats.items_out, stats.depth) for stats in manager.stats()])


def starved(manager, go):
    """All wait for an item, the source itself in user code."""

    def source():
        yield 1
        assert go.wait(30)

    manager.start(source())
    wait_until(lambda: manager.stats()[-1].items_out == 1, "the one item is through")


def blocked(manager, go):
    """All wait for room; nobody takes results."""
    manager.start(iter(int, 1))
    queues_full(manager)


@pytest.mark.parametrize("state", [starved, blocked])
def test_a_waiting_pipeline_uses_no_cpu(state):
    """Twenty threads wait through half a second: ten polls a second would show as a hundred wake-ups."""
    go = threading.Event()
    with PipelineManager(maxsize=1) as manager:
        for _ in range(3):
            manager.add_worker(identity, workers=4).add_worker(PoolWorker.of(identity))
        state(manager, go)
        still(manager)
        cpu, wall, slept = while_another_process_lives()
        manager.stop()
        go.set()
    assert cpu < 0.1 * wall
    assert slept < 20


def test_a_slow_head_makes_nobody_spin():
    """Pool and ordered stage wait for their heads, full lines behind them."""
    with PipelineManager(maxsize=1) as manager, Gate(0) as gate, Gate(0) as other:
        manager.add_worker(gate, workers=4)
        manager.start(iter(range(100)))
        with PipelineManager(maxsize=1) as second:
            second.add_worker(PoolWorker.of(other), worker_args={"num_sub_workers": 4})
            second.start(iter(range(100)))
            still(manager)
            still(second)
            cpu, wall, slept = while_another_process_lives()
            other.release()
            assert second.wait_for_completion() == list(range(100))
        gate.release()
        assert manager.wait_for_completion() == list(range(100))
    assert cpu < 0.1 * wall
    assert slept < 20

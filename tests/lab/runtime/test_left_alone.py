"""What a call of the lab leaves behind, and what it says of waiting for what it does not control."""

from __future__ import annotations

import _thread
import functools
import gc
import linecache
import math
import os
import subprocess
import sys
import threading
import time
import tracemalloc

import pytest

from pipeline_core import lab
from pipeline_core.lab.runtime.runner import MOST_REMEMBERED, wait_until_gone

UNCONTROLLED = """
import asyncio
from multiprocessing.dummy import Pool
from pipeline_core import lab

def in_a_thread_of_asyncio():
    async def main():
        return await asyncio.to_thread(abs, -1)
    return asyncio.run(main())

def in_a_dummy_pool():
    with Pool(2) as pool:
        return pool.map(abs, [-1, 2])

found = lab.explore({program})
print(found.failure, found.complete, found.verdict())
try:
    found.assert_holds()
except AssertionError:
    print("does not hold")
import os, sys
sys.stdout.flush()
os._exit(0)  # the thread that was left behind never ends
"""


@pytest.mark.parametrize(
    ("program", "library"), [("in_a_thread_of_asyncio", "asyncio"), ("in_a_dummy_pool", "multiprocessing")]
)
def test_what_waits_inside_an_uncontrolled_library_is_no_failure(program, library, tmp_path):
    """Nor is it shown to be right: the lab cannot tell, and says why."""
    script = tmp_path / "script.py"
    script.write_text(UNCONTROLLED.replace("{program}", program))
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout.startswith("None False no failure in 0 schedules"), done.stdout
    assert f"waits inside {library}, which the lab does not control" in done.stdout
    assert done.stdout.endswith("does not hold\n")


def test_a_check_that_starts_a_thread_leaves_no_stand_in():
    """The check runs in a thread that ``threading`` does not know; a stand-in made for it goes with it."""
    before = threading.enumerate()

    def check(run):
        thread = threading.Thread(target=threading.current_thread)
        thread.start()
        thread.join()
        return threading.current_thread() is not None

    assert lab.explore(lambda: 1, check=check).failure is None
    assert threading.enumerate() == before


def test_a_thread_that_was_left_behind_can_be_shown(monkeypatch):
    """Its repr asks whether it is alive: it is, until what blocks it lets go."""
    monkeypatch.setattr("pipeline_core.lab.runtime.runner.GUARD_SECONDS", 0.3)
    monkeypatch.setattr("pipeline_core.lab.runtime.runner.GIVE_UP_SECONDS", 0.2)
    reading, writing = os.pipe()
    started = []

    def program():
        started.append(threading.Thread(target=os.read, args=(reading, 1)))
        started[0].start()
        started[0].join()

    run = lab.simulate(program)
    shown = [repr(thread) for thread in (*started, *threading.enumerate())]
    os.write(writing, b"x")
    assert wait_until_gone()
    os.close(reading)
    os.close(writing)
    assert run.outcome == "endless"
    assert "started" in shown[0]
    assert not started[0].is_alive()


@pytest.mark.parametrize("seconds", [math.nan, math.inf, 1e30])
def test_a_sleep_that_python_refuses_is_refused(seconds):
    """With the same exception."""
    with pytest.raises((ValueError, OverflowError)) as real:
        time.sleep(seconds)
    run = lab.simulate(lambda: time.sleep(seconds))
    assert type(run.error) is real.type
    assert str(run.error)


CELL = """
import threading
def program():
    count = 0
    def bump():
        nonlocal count
        seen = count
        count = seen + 1
    threads = [threading.Thread(target=bump) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    return count
explore(program)
"""


def test_a_cell_that_is_run_again_and_again_takes_no_more_memory(monkeypatch):
    """Each time it is new code; what was known of the oldest is forgotten."""
    monkeypatch.setattr("pipeline_core.lab.runtime.runner.MOST_REMEMBERED", 20)
    space = {"__name__": "cells", "explore": lab.explore}

    def run_cells(first, last):
        for number in range(first, last):
            name = f"<cell {number}>"
            linecache.cache[name] = (len(CELL), None, CELL.splitlines(keepends=True), name)
            exec(compile(CELL, name, "exec"), space)
            del linecache.cache[name]
        gc.collect()

    assert MOST_REMEMBERED > 20
    tracemalloc.start()
    run_cells(0, 40)
    before = tracemalloc.get_traced_memory()[0]
    run_cells(40, 70)
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown / 30 < 8_000, "bytes a cell; it was 33,000"


KEPT = threading.local()


def test_a_thread_that_no_run_uses_again_ends():
    """With a thread-local from before the run each thread is a fresh one; those of earlier runs are gone."""

    def program():
        box = [0]

        def add():
            KEPT.seen = box[0]
            box[0] = KEPT.seen + 1

        threads = [threading.Thread(target=add) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    most = 0

    def count(run):
        nonlocal most
        most = max(most, _thread._count())
        return True

    before = _thread._count()
    found = lab.explore(program, check=count)
    assert found.schedules > 20
    assert most < before + 3 * 4, f"{most} threads at once after {found.schedules} schedules"


MADE_ON_FIRST_USE: dict[str, threading.Lock] = {}


def test_a_run_that_is_cut_short_leaves_no_lock_locked():
    """A lock that outlives the run in a global is free for the next one, wherever its holder was stopped."""

    def program():
        now = {"value": 0}

        def add():
            with MADE_ON_FIRST_USE.setdefault("one", threading.Lock()):
                seen = now["value"]
                now["value"] = seen + 1

        threads = [threading.Thread(target=add) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return now["value"]

    for steps in range(1, 40):
        lab.simulate(program, switch="opcode", max_steps=steps)
        left = [lock for lock in MADE_ON_FIRST_USE.values() if lock.locked()]
        assert not left, f"after {steps} steps"
    found = lab.explore(program, check=lambda run: run.result == 2, switch="opcode")
    assert found.failure is None, found
    assert found.complete


def test_a_destructor_that_asks_for_its_thread_leaves_none_in_the_list():
    """Garbage of a run is collected where the run ends, in a thread that ``threading`` does not know."""
    asked = []

    class Model:
        def __init__(self):
            self.me = self

        def __del__(self):
            asked.append(threading.current_thread())

    before = threading.enumerate()
    thresholds = gc.get_threshold()
    gc.set_threshold(1)  # at the first moment
    try:
        lab.simulate(lambda: Model() and None)
    finally:
        gc.set_threshold(*thresholds)
    assert asked
    assert asked[0] not in before
    assert threading.enumerate() == before


def test_a_partial_that_was_looked_at_is_still_taken_apart_in_another_one():
    """Asked for its ``__dict__`` it would get one, and a partial of it would be one of the partial."""
    before = functools.partial(int, base=2)

    def program():
        within = functools.partial(int, base=16)
        lock = threading.Lock()
        with lock:  # a name for it is looked for, in all variables
            return [functools.partial(each, "10").func for each in (before, within)] == [int, int]

    assert lab.simulate(program).result
    assert lab.explore(program, check=lambda run: run.result).complete
    assert functools.partial(before, "10").func is int

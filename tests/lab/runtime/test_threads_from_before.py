"""A thread from before the run is not the run's: who waits for it is told, and nothing is claimed."""

from __future__ import annotations

import queue
import threading

import pytest

from pipeline_core import lab

STOP = object()


class Jobs:
    """Work that a thread does which was started when the module was imported."""

    def __init__(self) -> None:
        self.queue: queue.Queue = queue.Queue()
        self.thread = threading.Thread(target=self.work, name="helper")
        self.thread.start()

    def work(self) -> None:
        while (job := self.queue.get()) is not STOP:
            job()
            self.queue.task_done()

    def wait_for_all(self) -> None:
        self.queue.join()

    def wait_for_one(self) -> None:
        done = threading.Event()
        self.queue.put(done.set)
        done.wait()


@pytest.fixture
def jobs():
    made = Jobs()
    yield made
    made.queue.put(STOP)
    made.thread.join()


@pytest.mark.parametrize("wait", ["wait_for_all", "wait_for_one"])
def test_no_deadlock_is_claimed_where_it_has_work(jobs, wait):
    def program():
        jobs.queue.put(int)
        getattr(jobs, wait)()

    found = lab.explore(program)
    assert found.failure is None
    assert not found.complete
    assert found.reason.startswith("helper, a thread from before the run, waits for what the run has given")
    program()  # and so it goes without the lab


def test_one_that_was_woken_before_the_run_changes_nothing():
    """As the thread with which IPython saves its history: it waits for its turn alone."""
    called = threading.Event()
    helper = threading.Thread(target=called.wait, name="helper")
    helper.start()
    while not vars(called._cond)["_waiters"]:
        pass
    with called._cond:  # and until this block is left, it has none
        called._flag = True
        called._cond.notify_all()
        found = lab.explore(queue.Queue().get)
    helper.join()
    assert found.failure.outcome == "deadlock"


def test_one_that_has_nothing_to_do_with_it_changes_nothing(jobs):
    def program():
        queue.Queue().get()

    assert jobs.thread.is_alive()
    assert lab.explore(program).failure.outcome == "deadlock"

"""Start: the moment in which some threads run and others do not yet."""

import threading

import pytest

from pipeline_core import BaseWorker, PipelineManager
from tests.core.helpers import identity, thread_names

START = threading.Thread.start


class Slow(BaseWorker):
    """Takes its time to be built and to go, so that a join that was forgotten shows."""

    def __init__(self, stop_event, log):
        log.append("built")
        assert stop_event.wait(10)
        for _ in range(100_000):
            pass
        log.append("gone")

    def process_item(self, item):
        return item


@pytest.mark.parametrize("number", [1, 2, 4])
@pytest.mark.parametrize("with_block", [True, False])
def test_an_interrupt_while_starting_leaves_no_thread(monkeypatch, number, with_block):
    """Ctrl-C just after thread number n was started: it and those before it are stopped and joined."""
    before, started, log = thread_names(), [], []

    def start_and_interrupt(thread):
        started.append(thread)
        START(thread)
        if len(started) == number:
            raise KeyboardInterrupt

    manager = PipelineManager()
    manager.add_worker(Slow, workers=3, worker_args={"stop_event": manager.stop_event, "log": log})
    monkeypatch.setattr(threading.Thread, "start", start_and_interrupt)
    with pytest.raises(KeyboardInterrupt):
        if with_block:
            with manager:
                manager.start([])
        else:
            manager.run([])
    assert thread_names() == before
    assert log.count("gone") == log.count("built")


@pytest.mark.parametrize("number", [1, 2, 4])
def test_threads_that_cannot_be_started_leave_no_thread(monkeypatch, number):
    """The system refuses thread number n: the caller is told, and those before it are stopped and joined."""
    before, started = thread_names(), []

    def refuse(thread):
        started.append(thread)
        if len(started) == number:
            raise RuntimeError("can't start new thread")
        START(thread)

    monkeypatch.setattr(threading.Thread, "start", refuse)
    with PipelineManager() as manager:
        manager.add_worker(identity, workers=3)
        with pytest.raises(RuntimeError, match="new thread"):
            manager.start(iter(int, 1))
        assert thread_names() == before


def test_the_manager_returns_itself_from_add_worker_and_with():
    """So that stages can be written in a chain."""
    manager = PipelineManager()
    assert manager.add_worker(identity) is manager
    with manager as entered:
        assert entered is manager
    assert manager.state == "new"


def test_a_manager_that_was_never_started_leaves_with_in_peace():
    """Nothing to stop, nothing to join, nothing to raise."""
    with PipelineManager() as manager:
        manager.add_worker(identity)
    assert (manager.state, manager.failures, manager.workers) == ("new", [], [])
    with PipelineManager():
        pass


def test_several_pipelines_run_side_by_side():
    """They share nothing: stopping one leaves the other at work."""
    with PipelineManager(maxsize=2) as first, PipelineManager(maxsize=2) as second:
        first.add_worker(identity)
        second.add_worker(lambda item: item + 1, workers=2)
        first.start(iter(int, 1))
        second.start(range(50))
        first.stop()
        assert second.wait_for_completion() == list(range(1, 51))
        assert (first.state, second.state) == ("stopped", "finished")


def test_a_pipeline_may_run_inside_a_worker_of_another():
    """Nesting is allowed: each has threads of its own."""

    def inner(item):
        with PipelineManager() as manager:
            manager.add_worker(lambda number: number * item)
            return manager.run(range(3))

    with PipelineManager() as manager:
        manager.add_worker(inner, workers=2)
        assert manager.run([1, 2]) == [[0, 1, 2], [0, 2, 4]]


def test_a_worker_of_an_inner_pipeline_cannot_wait_for_the_outer_one():
    """The outer one waits for the inner one: that would be a circle."""

    def innermost(item):
        with pytest.raises(RuntimeError, match="wait"):
            outer.wait_for_completion()
        return item

    def inner(item):
        with PipelineManager() as manager:
            manager.add_worker(innermost)
            return manager.run([item])

    with PipelineManager() as outer:
        outer.add_worker(inner)
        assert outer.run([1]) == [[1]]


def test_an_interrupt_between_starting_and_waiting_leaves_no_thread(monkeypatch):
    """run() is one call: wherever Ctrl-C hits it, the threads are stopped and joined."""

    def interrupted(self, timeout=None):
        raise KeyboardInterrupt

    before = thread_names()
    monkeypatch.setattr(PipelineManager, "wait_for_completion", interrupted)
    manager = PipelineManager(maxsize=1)
    manager.add_worker(identity, workers=2)
    with pytest.raises(KeyboardInterrupt):
        manager.run(iter(int, 1))
    assert thread_names() == before

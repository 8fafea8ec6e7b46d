"""``wait_for_completion(timeout=…)``: a report of who waits on what, and a pipeline that goes on."""

import threading
from itertools import count

import pytest

from pipeline_core import PipelineError, PipelineManager
from tests.core.helpers import Gate, InThread, fail_at, identity, queues_full, wait_until


def report_of(manager, timeout=0):
    with pytest.raises(TimeoutError) as caught:
        manager.wait_for_completion(timeout)
    return str(caught.value)


def line_of(report, thread):
    """Return what the report says about one thread."""
    (line,) = [line for line in report.splitlines() if thread in line.split()]
    return line


def test_the_report_says_which_thread_waits_on_what():
    """One worker holds an item: those before it wait for room, those behind it for an item."""
    with PipelineManager(maxsize=1, name="thumbnails") as manager, Gate() as gate:
        manager.add_worker(identity, "read").add_worker(gate, "resize").add_worker(identity, "write")
        manager.start(count())
        wait_until(lambda: manager.queues[0].full() and manager.queues[1].full(), "those before it are full")

        def shown():
            report = report_of(manager)
            lines = [line_of(report, thread) for thread in ("source", "read/1", "resize/1", "write/1")]
            expected = [("room", "'read'"), ("room", "'resize'"), ("work",), ("item", "'write'")]
            matches = all(
                all(word in line for word in words) for line, words in zip(lines, expected, strict=True)
            )
            return matches and report

        report = wait_until(shown, "the report shows the pipeline as it stands")
        assert "thumbnails" in report
        assert "1/1" in line_of(report, "source")  # the queue it waits for is full
        assert "0/1" in line_of(report, "write/1")
        manager.stop()


def test_the_report_names_workers_that_have_left():
    """A thread that has ended is not shown as if it worked."""
    with PipelineManager() as manager, Gate() as gate:
        manager.add_worker(identity, "read").add_worker(gate, "resize")
        manager.start([1])
        gate.await_arrival(1)
        wait_until(lambda: "left" in line_of(report_of(manager), "read/1"), "the reader has left")


def test_the_pipeline_goes_on_after_a_timeout():
    """The wait has ended, not the pipeline: the next call returns everything, once."""
    with PipelineManager() as manager, Gate(3) as gate:
        manager.add_worker(gate)
        manager.start(range(6))
        gate.await_arrival(3)
        for _ in range(3):
            report_of(manager, 0.001)
            assert manager.state == "running"
        gate.release()
        assert manager.wait_for_completion() == [0, 1, 2, 3, 4, 5]
    assert manager.state == "finished"


def test_what_had_come_out_before_a_timeout_is_kept_for_results_too():
    """results() after a timed-out wait begins with what that wait had taken."""
    with PipelineManager() as manager, Gate(3) as gate:
        manager.add_worker(gate)
        manager.start(range(6))
        gate.await_arrival(3)
        report_of(manager)
        gate.release()
        assert list(manager.results()) == [0, 1, 2, 3, 4, 5]


def test_what_had_come_out_before_a_timeout_is_kept_for_a_stop_and_a_failure():
    """Partial results count what earlier waits had taken."""
    with PipelineManager() as manager, Gate(3) as gate:
        manager.add_worker(gate)
        manager.start(range(6))
        gate.await_arrival(3)
        report_of(manager)
        manager.stop()
        gate.release()
        assert manager.wait_for_completion()[:3] == [0, 1, 2]
    with PipelineManager() as manager, Gate(3) as gate:
        manager.add_worker(lambda item: fail_at(3)(gate(item)))
        manager.start(range(6))
        gate.await_arrival(3)
        report_of(manager)
        gate.release()
        with pytest.raises(PipelineError) as caught:
            manager.wait_for_completion()
        assert caught.value.results == [0, 1, 2]


def test_a_timeout_that_is_long_enough_changes_nothing():
    """The list, as without one."""
    with PipelineManager() as manager:
        manager.add_worker(identity)
        manager.start(range(5))
        assert manager.wait_for_completion(timeout=3600) == [0, 1, 2, 3, 4]


def test_a_stop_or_a_failure_ends_a_wait_with_a_timeout_early():
    """Nobody waits out an hour on a pipeline that has ended."""
    for ending in ("stop", "failure"):
        go = threading.Event()

        def stage(item, go=go, ending=ending):
            assert go.wait(10)
            if ending == "failure":
                raise ValueError(item)
            return item

        with PipelineManager() as manager:
            manager.add_worker(stage)
            manager.start([1])
            waiting = InThread(manager.wait_for_completion, 3600)
            if ending == "stop":
                manager.stop()
            go.set()
            if ending == "failure":
                with pytest.raises(PipelineError):
                    waiting.result()
            else:
                assert waiting.result() in ([], [1])


def test_leaving_with_after_a_timeout_stops_and_joins():
    """A timeout that is let through ends the pipeline with the block."""
    with pytest.raises(TimeoutError), PipelineManager(maxsize=1) as manager:
        manager.add_worker(identity, maxsize=1)
        manager.start(count())
        queues_full(manager)
        manager.wait_for_completion(timeout=0.001)
    assert manager.state == "stopped"


def test_a_timeout_of_zero_looks_once():
    """It takes what is there and does not wait."""
    with PipelineManager() as manager, Gate(2) as gate:
        manager.add_worker(gate)
        manager.start(range(3))
        gate.await_arrival(2)
        report_of(manager, 0)
        assert manager.queues[-1].empty()
        gate.release()
        assert manager.wait_for_completion() == [0, 1, 2]

"""Errors: ``on_error="raise"``, failures outside process_item, exits; nothing swallowed, nothing printed."""

import threading
from itertools import count

import pytest

from pipeline_core import SKIP, BaseWorker, PipelineError, PipelineManager
from tests.core.helpers import Breaks, Counted, InThread, fail_at, failure_of, identity


@pytest.mark.parametrize("how", ["run", "wait", "results", "with"])
def test_a_failing_item_reaches_the_caller_and_nothing_is_printed(how, capfd):
    """The first implementation printed the exception and returned as if all were well."""
    with pytest.raises(PipelineError) as caught, PipelineManager() as manager:
        manager.add_worker(fail_at(3), "stage")
        manager.start(range(10)) if how != "run" else manager.run(range(10))
        if how == "wait":
            manager.wait_for_completion()
        elif how == "results":
            list(manager.results())
        else:
            assert manager.stop_event.wait(10)  # on leaving `with` it is raised, though nobody asked
    assert [str(error) for error in caught.value.exceptions] == ["bad item 3"]
    assert manager.state == "failed"
    assert capfd.readouterr() == ("", "")


def test_the_error_holds_the_results_that_came_out():
    """What was done before the failure is not lost."""
    with PipelineManager() as manager:
        manager.add_worker(fail_at(3))
        assert failure_of(manager.run, range(10)).results == [0, 1, 2]


def test_results_gives_what_came_out_before_the_failure_first():
    """The consumer gets every result from before it, then the exception."""
    taken = []
    with PipelineManager() as manager:
        manager.add_worker(fail_at(3))
        manager.start(range(10))
        assert manager.stop_event.wait(10)
        with pytest.raises(PipelineError):
            taken.extend(manager.results())  # extend keeps what it got
    assert taken == [0, 1, 2]


def test_the_first_failure_stops_the_pipeline():
    """An endless source is not pulled to its end, and its generator is closed."""
    source = Counted(count())
    with PipelineManager(maxsize=2) as manager:
        manager.add_worker(identity, workers=3).add_worker(fail_at(5)).add_worker(identity)
        error = failure_of(manager.run, source)
    assert len(error.exceptions) == 1
    assert source.pulled < 100
    assert source.closed_in == "source"


def test_the_item_number_counts_what_reached_that_stage():
    """From 0, in the order of arrival there, not in the source's."""
    with PipelineManager() as manager:
        manager.add_worker(lambda item: SKIP if item % 2 else item).add_worker(fail_at(4), "second")
        (failure,) = failure_of(manager.run, range(10)).failures
    assert (failure.stage, failure.worker, failure.index, failure.item) == ("second", "second/1", 2, 4)


def test_failures_at_the_same_moment_are_all_reported():
    """Two workers raise together: the group holds both."""
    together = threading.Barrier(2)

    def stage(item):
        together.wait(10)
        raise ValueError(item)

    with PipelineManager() as manager:
        manager.add_worker(stage, workers=2)
        error = failure_of(manager.run, [1, 2])
    assert sorted(str(one) for one in error.exceptions) == ["1", "2"]
    assert len(manager.failures) == 2


def test_a_failure_caused_by_the_stop_itself_is_reported_too():
    """A worker that runs into trouble because others stopped is not silenced."""

    class Second(BaseWorker):
        def process_item(self, item):
            ready.set()
            assert self.stop_event.wait(10)
            raise KeyError("interrupted")

    def first(item):
        if item == 1:
            assert ready.wait(10)
            raise ValueError("first")
        return item

    ready = threading.Event()
    with PipelineManager() as manager:
        manager.add_worker(first).add_worker(Second)
        error = failure_of(manager.run, [0, 1])
    assert [type(one) for one in error.exceptions] == [ValueError, KeyError]


@pytest.mark.parametrize("policy", ["raise", "skip"])
@pytest.mark.parametrize("phase", ["constructor", "setup", "teardown"])
@pytest.mark.parametrize("kind", ["only", "with others"])
def test_a_failure_outside_process_item_stops_under_either_policy(policy, phase, kind):
    """Constructor, setup and teardown concern the worker, not an item: no item number, no skipping."""
    with PipelineManager() as manager:
        if kind == "with others":
            manager.add_worker(identity, "before")
        manager.add_worker(Breaks, "stage", on_error=policy, worker_args={"phase": phase})
        if kind == "with others":
            manager.add_worker(identity, "behind", workers=2)
        error = failure_of(manager.run, range(3))
    (failure,) = error.failures
    assert (failure.stage, failure.worker, failure.index, str(failure.error)) == (
        "stage",
        "stage/1",
        None,
        phase,
    )
    assert any("stage/1" in note for note in failure.error.__notes__)
    assert manager.state == "failed"


def test_a_failing_teardown_at_the_end_loses_no_result():
    """All results are in the error."""
    with PipelineManager() as manager:
        manager.add_worker(Breaks, worker_args={"phase": "teardown"})
        assert failure_of(manager.run, range(3)).results == [0, 1, 2]


def failing_generator():
    yield 0
    yield 1
    raise OSError("disk gone")


class FailingIterable:
    def __iter__(self):
        raise OSError("disk gone")


def failing_producer(queue, stop_event):
    queue.put(0)
    queue.put(1)
    raise OSError("disk gone")


@pytest.mark.parametrize("policy", ["raise", "skip"])
@pytest.mark.parametrize(
    ("source", "handed_on"),
    [(failing_generator, 2), (FailingIterable, 0), (lambda: failing_producer, 2)],
    ids=["generator", "__iter__", "producer"],
)
def test_an_exception_in_the_source_stops_under_either_policy(policy, source, handed_on):
    """A producer's exception hung the first implementation; here it is reported like any other."""
    with PipelineManager() as manager:
        manager.add_worker(identity, on_error=policy, workers=2)
        error = failure_of(manager.run, source())
    (failure,) = error.failures
    assert (failure.stage, failure.item) == ("source", None)
    assert str(error.exceptions[0]) == "disk gone"
    assert any("source" in note for note in error.exceptions[0].__notes__)
    assert failure.index == handed_on


def test_a_failure_ends_a_wait_that_another_thread_began():
    """Whoever waits is told, not only the main thread."""
    go = threading.Event()

    def stage(item):
        assert go.wait(10)
        raise ValueError("late")

    with PipelineManager() as manager:
        manager.add_worker(stage)
        manager.start([1])
        waiting = InThread(manager.wait_for_completion)
        go.set()
        assert str(failure_of(waiting.result).exceptions[0]) == "late"

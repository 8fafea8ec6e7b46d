"""Exits and leaving: SystemExit and KeyboardInterrupt in a worker, failures told on leaving ``with``."""

import threading
from itertools import count

import pytest

from pipeline_core import BaseWorker, PipelineError, PipelineManager, PoolWorker
from tests.core.helpers import Breaks, fail_at, failure_of, identity

EXITS = pytest.mark.parametrize("kind", [SystemExit, KeyboardInterrupt])


@EXITS
@pytest.mark.parametrize("place", ["constructor", "setup", "process_item", "teardown", "pool", "source"])
@pytest.mark.parametrize("policy", ["raise", "skip"])
def test_an_exit_in_a_worker_is_raised_again_as_itself(kind, place, policy):
    """sys.exit() in a worker means what it says, and on_error does not apply to it."""

    def leave(item):
        raise kind("pool")

    def source():
        yield 1
        raise kind("source")

    with PipelineManager() as manager:
        if place == "pool":
            manager.add_worker(PoolWorker.of(leave), on_error=policy)
        else:
            manager.add_worker(Breaks, on_error=policy, worker_args={"phase": place, "error": kind})
        with pytest.raises(kind) as caught:
            manager.run(source() if place == "source" else [1])
    assert caught.value.args == (place,)
    assert caught.value.__cause__ is None
    assert manager.state == "failed"


@EXITS
def test_an_exit_is_raised_from_the_pipeline_error_if_there_is_one(kind):
    """Neither hides the other."""

    class Leaves(BaseWorker):
        def process_item(self, item):
            ready.set()
            assert self.stop_event.wait(10)
            raise kind(3)

    def first(item):
        if item == 1:
            assert ready.wait(10)
            raise ValueError("first")
        return item

    ready = threading.Event()
    with PipelineManager() as manager:
        manager.add_worker(first).add_worker(Leaves)
        with pytest.raises(kind) as caught:
            manager.run([0, 1])
    assert caught.value.args == (3,)
    assert isinstance(caught.value.__cause__, PipelineError)
    assert [type(error) for error in caught.value.__cause__.exceptions] == [ValueError]


def test_leaving_with_raises_a_failure_that_was_never_delivered():
    """Also one that comes up only while the threads are being stopped."""
    with pytest.raises(PipelineError) as caught, PipelineManager(maxsize=1) as manager:
        manager.add_worker(Breaks, worker_args={"phase": "teardown"})
        manager.start(count())
    assert str(caught.value.exceptions[0]) == "teardown"


def test_leaving_with_does_not_raise_again_what_was_delivered():
    """Once caught inside the body, a failure has been told."""
    with PipelineManager() as manager:
        manager.add_worker(fail_at(0))
        failure_of(manager.run, [0])


def test_if_the_body_raised_something_else_that_gets_a_note():
    """The body's own exception goes on, and says that the pipeline had failed as well."""
    with pytest.raises(LookupError) as caught, PipelineManager(name="thumbnails") as manager:
        manager.add_worker(fail_at(0))
        manager.start([0])
        assert manager.stop_event.wait(10)
        raise LookupError("the body's own")
    (note,) = caught.value.__notes__
    assert "thumbnails" in note
    assert "bad item 0" in note


def test_the_bodys_exception_gets_no_note_when_there_is_nothing_to_tell():
    """No failure, no note; and a PipelineError that passes through the body is not annotated with itself."""
    with pytest.raises(LookupError) as caught, PipelineManager() as manager:
        manager.add_worker(identity)
        manager.start([0])
        raise LookupError("the body's own")
    assert not hasattr(caught.value, "__notes__")
    with pytest.raises(PipelineError) as caught, PipelineManager() as manager:
        manager.add_worker(fail_at(0))
        manager.run([0])
    assert not hasattr(caught.value, "__notes__")


@EXITS
def test_an_exit_is_not_lost_when_the_teardown_fails_as_well(kind):
    """Both are told: the exit, from a PipelineError that holds the teardown's exception."""

    class Twice(BaseWorker):
        def process_item(self, item):
            raise kind("work")

        def teardown(self):
            raise ValueError("teardown")

    with PipelineManager() as manager:
        manager.add_worker(Twice)
        with pytest.raises(kind) as caught:
            manager.run([1])
    assert caught.value.args == ("work",)
    assert [str(error) for error in caught.value.__cause__.exceptions] == ["teardown"]


def test_an_items_failure_is_not_lost_when_the_teardown_fails_as_well():
    """The group holds both."""

    class Twice(BaseWorker):
        def process_item(self, item):
            raise ValueError("work")

        def teardown(self):
            raise ValueError("teardown")

    with PipelineManager() as manager:
        manager.add_worker(Twice)
        error = failure_of(manager.run, [1])
    assert [str(one) for one in error.exceptions] == ["work", "teardown"]


def test_a_generator_that_fails_while_it_is_closed_is_reported():
    """Its ``finally`` is user code like any other."""

    def source():
        try:
            yield from count()
        finally:
            raise OSError("while closing")

    with pytest.raises(PipelineError) as caught, PipelineManager(maxsize=1) as manager:
        manager.add_worker(identity)
        manager.start(source())
        for _ in manager.results():
            break
    assert [str(error) for error in caught.value.exceptions] == ["while closing"]
    assert caught.value.failures[0].stage == "source"

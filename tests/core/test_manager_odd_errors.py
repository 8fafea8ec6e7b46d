"""Odd exceptions: those that the library uses itself, that misbehave, or that come from a log handler."""

import asyncio
import logging
import queue

import pytest

from pipeline_core import (
    PipelineError,
    PipelineManager,
    PipelineStopped,
    get_logger,
)
from tests.core.helpers import (
    add,
    fail_at,
    failure_of,
    identity,
)

KINDS = pytest.mark.parametrize("kind", ["one worker", "ordered", "unordered", "pool"])


OWN_KINDS = [
    StopIteration,
    queue.Empty,
    queue.Full,
    PipelineStopped,
    TimeoutError,
    RuntimeError,
    AssertionError,
]


@KINDS
@pytest.mark.parametrize("error", OWN_KINDS)
def test_an_items_exception_is_never_taken_for_a_signal_of_the_librarys_own(kind, error):
    """Whatever an item raises is that item's failure: it ends no loop and is not lost."""

    def stage(item):
        if item == 2:
            raise error
        return item

    for policy in ("skip", "raise"):
        with PipelineManager() as manager:
            add(manager, kind, stage, on_error=policy)
            if policy == "skip":
                assert sorted(manager.run(range(5))) == [0, 1, 3, 4]
            else:
                with pytest.raises(PipelineError):
                    manager.run(range(5))
        (failure,) = manager.failures
        assert type(failure.error) is error
        assert failure.item == 2


@pytest.mark.parametrize("error", [queue.Empty, queue.Full, TimeoutError, RuntimeError])
def test_a_sources_exception_is_never_taken_for_a_signal_of_the_librarys_own(error):
    """The same for what the source raises."""

    def source():
        yield 1
        raise error

    with PipelineManager() as manager:
        manager.add_worker(identity)
        with pytest.raises(PipelineError) as caught:
            manager.run(source())
    assert [type(one) for one in caught.value.exceptions] == [error]


class Base(BaseException):
    """An exception that is no Exception, and neither an exit nor a Ctrl-C."""


@KINDS
@pytest.mark.parametrize("error", [Base, asyncio.CancelledError, GeneratorExit])
def test_an_exception_outside_the_group_is_raised_as_itself(kind, error):
    """An ExceptionGroup cannot hold it; it is not swallowed and hangs nobody."""

    def stage(item):
        raise error

    with PipelineManager() as manager:
        add(manager, kind, stage, on_error="skip")
        with pytest.raises(error):
            manager.run(range(5))
    assert manager.state == "failed"


class Mute(Exception):
    """An exception that cannot say what it is."""

    def __str__(self):
        raise RuntimeError("no words")

    __repr__ = __str__


@pytest.mark.parametrize("policy", ["raise", "skip"])
def test_an_exception_that_cannot_be_shown_is_reported_all_the_same(policy):
    """A failing ``__str__`` neither hides the failure nor hangs the pipeline."""

    def stage(item):
        raise Mute

    with PipelineManager() as manager:
        manager.add_worker(stage, on_error=policy)
        if policy == "skip":
            assert manager.run([1]) == []
        else:
            with pytest.raises(PipelineError) as caught:
                manager.run([1])
            assert [type(error) for error in caught.value.exceptions] == [Mute]
    assert [type(failure.error) for failure in manager.failures] == [Mute]


class Raising(logging.Handler):
    def emit(self, record):
        raise RuntimeError("handler")


@pytest.mark.parametrize("level", ["DEBUG", "WARNING"])
def test_a_log_handler_that_raises_hangs_nobody(level):
    """It is user code that runs in the pipeline's threads: its exception is reported like any other."""
    get_logger().addHandler(Raising())
    get_logger().setLevel(level)
    with PipelineManager() as manager:
        manager.add_worker(fail_at(1), on_error="skip")
        error = failure_of(manager.run, range(3))
    assert {str(one) for one in error.exceptions} == {"handler"}

"""utils: marks that stay themselves, the careful put, batches, a silent logger."""

import copy
import logging
import pickle
import queue
import threading
from concurrent.futures import ProcessPoolExecutor
from itertools import count
from multiprocessing import get_context

import pytest

import pipeline_core
from pipeline_core import SENTINEL, SKIP, Channel, StopEvent, batched, get_logger, robust_put
from tests.core import targets
from tests.core.helpers import InThread, run_python, wait_until

MARKS = pytest.mark.parametrize("mark", [SENTINEL, SKIP], ids=repr)


def test_every_public_name_is_there():
    """``__all__`` holds what chapters and guides use, and each of its names can be imported."""
    promised = {"SENTINEL", "SKIP", "robust_put", "batched", "get_logger", "Channel", "StopEvent"}
    promised |= {"BaseWorker", "PoolWorker", "PipelineManager", "PipelineError", "PipelineStopped"}
    promised |= {"Failure", "Trace", "Stats", "Diagnosis"}
    assert promised <= set(pipeline_core.__all__)
    assert all(hasattr(pipeline_core, name) for name in pipeline_core.__all__)


def test_the_old_addresses_of_the_names_still_hold():
    """``BaseWorker`` comes from pipeline_manager too, ``SENTINEL`` and ``robust_put`` from utils."""
    from pipeline_core import pipeline_manager, utils

    assert pipeline_manager.BaseWorker is pipeline_core.BaseWorker
    assert pipeline_manager.PipelineManager is pipeline_core.PipelineManager
    assert (utils.SENTINEL, utils.robust_put) == (SENTINEL, robust_put)


@MARKS
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_mark_stays_itself_through_pickle(mark, protocol):
    """``is`` still finds a mark that was pickled, alone or inside a list, by every protocol."""
    assert pickle.loads(pickle.dumps(mark, protocol)) is mark
    assert pickle.loads(pickle.dumps([mark], protocol))[0] is mark


@MARKS
def test_a_mark_stays_itself_through_copy(mark):
    """A shallow or deep copy of a mark is the mark."""
    assert copy.copy(mark) is mark
    assert copy.deepcopy({"mark": [mark]})["mark"][0] is mark


def test_a_mark_stays_itself_in_another_process_and_back():
    """A spawned process finds SENTINEL to be SENTINEL, and what it sends back is ours."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        found, back = pool.submit(targets.is_sentinel, SENTINEL), pool.submit(targets.marks, SKIP)
        assert found.result() is True
        assert [mark is ours for mark, ours in zip(back.result(), [SENTINEL, SKIP, SKIP], strict=True)] == [
            True
        ] * 3


def test_the_marks_are_told_apart_and_say_who_they_are():
    """The two marks are different values, equal to nothing else, and readable in a message."""
    assert SENTINEL is not SKIP
    assert SENTINEL != SKIP
    assert (repr(SENTINEL), repr(SKIP)) == ("SENTINEL", "SKIP")


@pytest.fixture(
    params=["channel and StopEvent", "channel and Event", "queue and StopEvent", "queue and Event"]
)
def queue_and_event(request):
    kind, _, event_kind = request.param.partition(" and ")
    event = StopEvent() if event_kind == "StopEvent" else threading.Event()
    if kind == "queue":
        return queue.Queue(maxsize=1), event
    return Channel(1, event if isinstance(event, StopEvent) else None), event


@pytest.mark.parametrize("item", [None, 0, [1, 2], SENTINEL], ids=repr)
def test_robust_put_puts_anything_while_there_is_room(queue_and_event, item):
    """True means that the item itself is in the queue, whatever it is."""
    queue_, event = queue_and_event
    assert robust_put(queue_, item, event) is True
    assert queue_.get_nowait() is item


def test_robust_put_gives_up_on_a_full_queue_once_stopped(queue_and_event):
    """False means stopped before there was room, and that the item is not in the queue."""
    queue_, event = queue_and_event
    queue_.put("first")
    putting = InThread(robust_put, queue_, "second", event, 0.01)
    event.set()
    assert putting.result() is False
    if not (isinstance(queue_, Channel) and isinstance(event, StopEvent)):  # that one is closed by the stop
        assert queue_.get_nowait() == "first"
        assert queue_.empty()


def test_robust_put_gives_up_at_once_when_the_event_is_set_already(queue_and_event):
    """A stop from before the call counts."""
    queue_, event = queue_and_event
    queue_.put("first")
    event.set()
    assert robust_put(queue_, "second", event) is False


def test_robust_put_waits_for_room_longer_than_its_timeout(queue_and_event):
    """The timeout is the pause between two looks at the event, not the end of patience."""
    queue_, event = queue_and_event
    queue_.put("first")
    looks = []
    is_set = event.is_set
    event.is_set = lambda: looks.append(None) or is_set()
    putting = InThread(robust_put, queue_, "second", event, 0.001)
    wait_until(lambda: len(looks) > 5, "five looks at the event")
    assert queue_.get() == "first"
    assert putting.result() is True
    assert queue_.get() == "second"


def test_robust_put_into_a_channel_is_woken_by_its_own_stop_event():
    """With a Channel and its StopEvent no timeout is waited for: an hour would be too long for this test."""
    event = StopEvent()
    channel = Channel(1, event)
    channel.put("first")
    putting = InThread(robust_put, channel, "second", event, 3600)
    event.set()
    assert putting.result() is False


@pytest.mark.parametrize("timeout", [0, -1, float("nan")])
def test_robust_put_refuses_a_timeout_that_would_spin(timeout):
    """Looking again after no time at all is busy waiting."""
    with pytest.raises(ValueError, match=r"timeout.*more than 0"):
        robust_put(queue.Queue(), 1, threading.Event(), timeout)


@pytest.mark.parametrize(
    ("items", "n", "groups"),
    [
        ("abcde", 2, [("a", "b"), ("c", "d"), ("e",)]),
        ("", 3, []),
        ("abc", 3, [("a", "b", "c")]),
        ("ab", 1, [("a",), ("b",)]),
    ],
)
def test_batched_groups_items_in_order(items, n, groups):
    """Tuples of n, the last one perhaps shorter, nothing for nothing."""
    assert list(batched(items, n)) == groups


def test_batched_pulls_no_further_than_it_must():
    """One batch of an endless source costs n items."""
    numbers = count()
    assert next(batched(numbers, 3)) == (0, 1, 2)
    assert next(numbers) == 3


@pytest.mark.parametrize("n", [0, -1, 1.5, "2", None])
def test_batched_refuses_a_senseless_size_at_the_call(n):
    """The error comes where the mistake is, not at the first item."""
    with pytest.raises(ValueError, match=rf"batched.*at least 1.*{n!r}"):
        batched([], n)


def test_the_logger_is_silent_and_changes_nothing_of_the_hosts_logging():
    """A NullHandler on our own logger is all that an import and a run with failures set up."""
    done = run_python("""
import logging
root = logging.getLogger()
before = (root.level, list(root.handlers), logging.lastResort)
with PipelineManager() as manager:
    manager.add_worker(lambda item: 1 / item, on_error="skip")
    assert manager.run([1, 0]) == [1]
logger = get_logger()
assert (root.level, list(root.handlers), logging.lastResort) == before
assert [type(handler) for handler in logger.handlers] == [logging.NullHandler], logger.handlers
assert (logger.name, logger.level, logger.propagate) == ("pipeline_core", logging.NOTSET, True)
""")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_get_logger_gives_one_logger_and_one_handler_however_often_it_is_asked():
    """Asking again adds nothing."""
    before = list(get_logger().handlers)
    assert get_logger() is get_logger() is logging.getLogger("pipeline_core")
    assert get_logger().handlers == before

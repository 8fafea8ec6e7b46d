"""StopEvent: an event that wakes every thread that waits in one of its channels."""

import gc
import threading
import weakref

import pytest

from pipeline_core import Channel, PipelineStopped, StopEvent
from tests.core.helpers import InThread, filled


@pytest.mark.parametrize("waiters", [1, 4])
def test_stop_wakes_every_waiting_consumer(waiters):
    """All of them, however many wait at one channel."""
    event = StopEvent()
    channel = Channel(1, event)
    getting = [InThread(channel.get) for _ in range(waiters)]
    event.set()
    for one in getting:
        with pytest.raises(PipelineStopped):
            one.result()


@pytest.mark.parametrize("waiters", [1, 4])
def test_stop_wakes_every_waiting_producer(waiters):
    """All of them, and what they wanted to put is not inside."""
    event = StopEvent()
    channel = filled(1, event)
    putting = [InThread(channel.put, "x") for _ in range(waiters)]
    event.set()
    for one in putting:
        with pytest.raises(PipelineStopped):
            one.result()


def test_stop_wakes_waits_that_have_a_timeout():
    """Nobody waits out an hour on a pipeline that has ended."""
    event = StopEvent()
    empty, full = Channel(1, event), filled(1, event)
    waiting = [InThread(empty.get, 3600), InThread(full.put, "x", 3600)]
    event.set()
    for one in waiting:
        with pytest.raises(PipelineStopped):
            one.result()


def test_one_stop_event_wakes_all_of_its_channels():
    """A pipeline has one event and many queues."""
    event = StopEvent()
    getting = [InThread(Channel(1, event).get) for _ in range(5)]
    event.set()
    for one in getting:
        with pytest.raises(PipelineStopped):
            one.result()


@pytest.mark.parametrize("call", ["get", "get_nowait", "put", "put_nowait"])
@pytest.mark.parametrize("content", [0, 1, 2])
def test_once_stopped_every_call_says_so_again_and_again(call, content):
    """Whether there were items, room, both or neither; the first call and the tenth."""
    event = StopEvent()
    channel = Channel(2, event)
    for number in range(content):
        channel.put(number)
    event.set()
    for _ in range(10):
        with pytest.raises(PipelineStopped):
            getattr(channel, call)(*["x"] * call.startswith("put"))


def test_a_channel_made_after_the_stop_is_stopped_from_the_start():
    """The event is remembered."""
    event = StopEvent()
    event.set()
    with pytest.raises(PipelineStopped):
        Channel(1, event).get()


def test_a_stop_event_is_an_event():
    """Code that knows threading.Event needs to know nothing else: is_set, wait, set again."""
    event = StopEvent()
    assert isinstance(event, threading.Event)
    assert not event.is_set()
    waiting = InThread(event.wait)
    event.set()
    event.set()
    assert waiting.result() is True
    assert event.is_set()


def test_a_stop_is_final():
    """clear() would promise that the threads come back."""
    with pytest.raises(RuntimeError, match="clear"):
        StopEvent().clear()


def test_a_stop_event_may_be_set_by_many_threads_at_once():
    """Eight at a barrier, one channel with waiters on both sides: all end, none fails."""
    event, barrier = StopEvent(), threading.Barrier(8)
    empty, full = Channel(1, event), filled(1, event)
    waiting = [InThread(empty.get), InThread(full.put, "x")]
    setting = [InThread(lambda: (barrier.wait(10), event.set())) for _ in range(8)]
    for one in setting:
        one.result()
    for one in waiting:
        with pytest.raises(PipelineStopped):
            one.result()


def test_a_stop_event_keeps_no_channel_alive():
    """A long-lived event does not collect the channels of everyone who ever used it."""
    event = StopEvent()
    gone = weakref.ref(Channel(1, event))
    gc.collect()
    assert gone() is None
    event.set()


def test_a_plain_event_is_refused_because_it_cannot_wake():
    """Accepting it would bring the hang back that the channel is there to prevent."""
    with pytest.raises(TypeError, match="StopEvent"):
        Channel(1, threading.Event())

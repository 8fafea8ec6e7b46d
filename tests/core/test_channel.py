"""The channel and its stop event: a bounded queue whose waiters can be woken, and what wakes them."""

import gc
import queue
import random
import sys
import threading
import weakref
from itertools import chain, product

import pytest

from pipeline_core import SENTINEL, Channel, PipelineStopped, StopEvent
from tests.core.helpers import InThread, filled, wait_until

# --- channel: a bounded queue whose waiters can be woken, with the exceptions of ``queue.Queue``


@pytest.mark.parametrize("maxsize", [0, 1, 5])
def test_items_leave_in_the_order_they_were_put(maxsize):
    """First in, first out, with and without a limit."""
    channel = Channel(maxsize)
    putting = InThread(lambda: [channel.put(number) for number in range(50)])
    assert [channel.get() for _ in range(50)] == list(range(50))
    putting.result()


@pytest.mark.parametrize("item", [None, 0, "", [], (), SENTINEL, queue.Empty], ids=repr)
def test_any_value_is_an_ordinary_item(item):
    """None, false values, lists and marks come out as the very objects that went in."""
    channel = Channel(3)
    channel.put(item)
    channel.put_nowait(item)
    assert channel.get() is item
    assert channel.get_nowait() is item


@pytest.mark.parametrize("maxsize", [1, 2, 7])
def test_maxsize_is_exact(maxsize):
    """So many items go in without waiting, and not one more."""
    channel = filled(maxsize)
    with pytest.raises(queue.Full):
        channel.put_nowait("one more")
    assert (channel.maxsize, channel.qsize(), channel.full()) == (maxsize, maxsize, True)
    assert [channel.get_nowait() for _ in range(maxsize)] == list(range(maxsize))
    with pytest.raises(queue.Empty):
        channel.get_nowait()


def test_maxsize_zero_means_no_limit():
    """As in queue.Queue: it is never full."""
    channel = Channel(0)
    for number in range(10_000):
        channel.put_nowait(number)
    assert not channel.full()
    assert channel.qsize() == 10_000


def test_qsize_empty_and_full_follow_the_items():
    """What they say is true while nobody else uses the channel."""
    channel = Channel(2)
    assert (channel.qsize(), channel.empty(), channel.full()) == (0, True, False)
    channel.put("a")
    assert (channel.qsize(), channel.empty(), channel.full()) == (1, False, False)
    channel.put("b")
    assert (channel.qsize(), channel.empty(), channel.full()) == (2, False, True)
    channel.get()
    assert (channel.qsize(), channel.empty(), channel.full()) == (1, False, False)


def test_a_full_channel_holds_its_producer_until_one_item_is_taken():
    """Backpressure: the put that found no room returns once there is some, and not before."""
    channel = filled(1)
    log = []
    putting = InThread(lambda: (channel.put("b"), log.append("put b")))
    with pytest.raises(queue.Full):
        channel.put_nowait("x")
    log.append("get")
    assert channel.get() == 0
    putting.result()
    assert log == ["get", "put b"]


def test_a_timeout_that_passes_raises_full_or_empty():
    """The same exceptions as queue.Queue, for room and for items."""
    with pytest.raises(queue.Full):
        filled(1).put("b", timeout=0.001)
    with pytest.raises(queue.Empty):
        Channel(1).get(timeout=0.001)


def test_a_wait_with_a_timeout_ends_when_what_it_waits_for_comes():
    """A long timeout costs nothing once there is an item or room."""
    channel = Channel(1)
    getting = InThread(channel.get, 3600)
    channel.put("a")
    assert getting.result() == "a"
    channel.put("b")
    putting = InThread(channel.put, "c", 3600)
    assert channel.get() == "b"
    putting.result()
    assert channel.get() == "c"


def test_after_full_and_empty_the_channel_is_as_it_was():
    """A hundred waits in vain lose neither a place nor an item."""
    channel = filled(3)
    for wait in (0, 0.0001):
        for _ in range(50):
            with pytest.raises(queue.Full):
                channel.put("x", timeout=wait)
    assert [channel.get() for _ in range(3)] == [0, 1, 2]
    for wait in (0, 0.0001):
        for _ in range(50):
            with pytest.raises(queue.Empty):
                channel.get(timeout=wait)
    for number in range(3):
        channel.put_nowait(number)
    with pytest.raises(queue.Full):
        channel.put_nowait("x")


def test_a_channel_without_a_stop_event_moves_items_all_the_same():
    """For use outside a pipeline."""
    channel = Channel(maxsize=1)
    getting = InThread(channel.get)
    channel.put("a")
    assert getting.result() == "a"


def test_task_done_and_join_are_left_out():
    """A pipeline ends by a sentinel; half of another protocol would only mislead."""
    assert not hasattr(Channel, "task_done")
    assert not hasattr(Channel, "join")


@pytest.mark.parametrize("maxsize", [-1, 1.0, "3", None, True])
def test_a_senseless_maxsize_is_refused_by_its_value(maxsize):
    """A whole number of at least 0, and the message shows what was given."""
    with pytest.raises(ValueError, match=rf"maxsize.*at least 0.*{maxsize!r}"):
        Channel(maxsize)


def test_a_bound_that_could_not_be_filled_is_refused():
    """The queue holds an object for each place: making it would take hours, and the memory of the machine."""
    with pytest.raises(ValueError, match=r"maxsize must be at most 10,000,000.*0 means no limit"):
        Channel(sys.maxsize)


def test_nothing_is_lost_doubled_or_overtaken_among_many_threads():
    """Four producers, three consumers, with and without timeouts: each item once, each producer in order."""
    sys.setswitchinterval(1e-5)
    channel, each, most = Channel(3), 500, [0]

    def produce(who):
        patience = random.Random(who)
        for number in range(each):
            while True:
                try:
                    channel.put((who, number), timeout=patience.choice([None, 0, 0.0001]))
                    break
                except queue.Full:
                    pass

    def consume():
        mine = []
        while (item := channel.get()) is not SENTINEL:
            most[0] = max(most[0], channel.qsize())
            mine.append(item)
        channel.put(SENTINEL)
        return mine

    consumers = [InThread(consume) for _ in range(3)]
    for producer in [InThread(produce, who) for who in range(4)]:
        producer.result()
    channel.put(SENTINEL)
    taken = [consumer.result() for consumer in consumers]
    assert sorted(chain.from_iterable(taken)) == [(who, number) for who in range(4) for number in range(each)]
    for mine, who in product(taken, range(4)):
        numbers = [number for producer, number in mine if producer == who]
        assert numbers == sorted(numbers)
    assert most[0] <= 3
    wait_until(lambda: channel.qsize() == 1, "only the re-posted sentinel is inside")


@pytest.mark.parametrize("call", ["get", "put"])
def test_a_negative_timeout_is_a_value_error_as_in_queue(call):
    """queue.Queue refuses it when it would have to wait; so do we."""
    channel = filled(1) if call == "put" else Channel(1)
    with pytest.raises(ValueError, match="timeout"):
        getattr(channel, call)(*["x"] * (call == "put"), timeout=-1)


# --- StopEvent: an event that wakes every thread that waits in one of its channels


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

"""The source: an iterable that is pulled, or a producer that puts for itself."""

import threading
from itertools import count

import pytest

from pipeline_core import SENTINEL, PipelineError, PipelineManager, PipelineStopped, StopEvent, robust_put
from tests.core.helpers import Counted, Gate, failure_of, identity, queues_full, thread_names, wait_until

# --- The source: an iterable, pulled in a thread of its own, or a producer that puts for itself


def run(source, **settings):
    with PipelineManager(**settings) as manager:
        manager.add_worker(identity)
        results = manager.run(source)
    assert manager.state == "finished"
    return results


class BySubscript:
    """The old protocol of iteration: ``__getitem__`` until IndexError."""

    def __getitem__(self, number):
        if number == 3:
            raise IndexError
        return number


@pytest.mark.parametrize(
    "source",
    [
        [0, 1, 2],
        (0, 1, 2),
        range(3),
        iter([0, 1, 2]),
        (n for n in range(3)),
        {0: "a", 1: "b", 2: "c"},
        BySubscript(),
    ],
    ids=lambda source: type(source).__name__,
)
def test_a_source_is_anything_that_can_be_iterated(source):
    """Lists, ranges, iterators, generators, mappings and the old protocol."""
    assert run(source) == [0, 1, 2]


def test_a_source_runs_in_a_thread_of_its_own():
    """Not in the caller's, and not in a worker's."""
    threads = []

    def source():
        threads.append(threading.current_thread())
        yield 1

    def stage(item):
        threads.append(threading.current_thread())
        return item

    with PipelineManager() as manager:
        manager.add_worker(stage)
        manager.run(source())
    assert len(set(threads)) == 2
    assert threading.main_thread() not in threads
    assert threads[0].name == "source"


def test_start_returns_while_the_source_still_runs():
    """Starting does not pull anything itself."""
    go = threading.Event()

    def source():
        assert go.wait(10)
        yield 1

    with PipelineManager() as manager:
        manager.add_worker(identity)
        manager.start(source())
        go.set()
        assert manager.wait_for_completion() == [1]


def test_the_sources_generator_is_closed_after_an_early_end():
    """Whatever ends the pipeline early, the generator's ``finally`` runs."""
    for ending in ("break", "failure", "stop"):
        source = Counted(count())

        def stage(item, ending=ending):
            if ending == "failure" and item == 3:
                raise ValueError(item)
            return item

        with PipelineManager(maxsize=1) as manager:
            manager.add_worker(stage)
            manager.start(source)
            if ending == "failure":
                with pytest.raises(PipelineError):
                    manager.wait_for_completion()
            else:
                for result in manager.results():
                    if result == 2:
                        break
        assert source.closed_in == "source", ending


def test_a_source_that_is_used_up_is_not_asked_again():
    """An iterator is pulled once to its end; StopIteration is not followed by another next()."""

    class Once:
        ended = 0

        def __iter__(self):
            return self

        def __next__(self):
            self.ended += 1
            if self.ended > 3:
                raise StopIteration
            return self.ended

    source = Once()
    assert run(source) == [1, 2, 3]
    assert source.ended == 4


def test_a_source_may_be_shared_with_what_comes_after():
    """After an early end the iterator goes on where it was left; no more was pulled than fits inside."""
    numbers = iter(range(1_000))
    with PipelineManager(maxsize=2) as manager:
        manager.add_worker(identity)
        manager.start(numbers)
        for result in manager.results():
            if result == 5:
                break
    wait_until(lambda: manager.state == "stopped", "the pipeline is stopped")
    assert next(numbers) <= 5 + 1 + 2 + 1 + 2 + 1 + 1


def test_a_source_that_yields_the_sentinel_is_told_instead_of_cut_short():
    """Items behind it would be lost without a word; only a producer may send the end itself."""
    with PipelineManager() as manager, pytest.raises(PipelineError) as caught:
        manager.add_worker(identity).run([1, SENTINEL, 2])
    (error,) = caught.value.exceptions
    assert "yielded SENTINEL" in str(error)
    assert caught.value.failures[0].stage == "source"


# --- Producers: functions ``producer(queue, stop_event)`` that put the items themselves


def put_all(queue, stop_event):
    for number in range(20):
        queue.put(number)


def put_all_and_the_end(queue, stop_event):
    put_all(queue, stop_event)
    queue.put(SENTINEL)


def robustly(queue, stop_event):
    for number in range(20):
        assert robust_put(queue, number, stop_event)


def robustly_and_the_end(queue, stop_event):
    robustly(queue, stop_event)
    assert robust_put(queue, SENTINEL, stop_event)


def with_timeouts(queue, stop_event):
    for number in range(20):
        queue.put(number, timeout=10)


PRODUCERS = [put_all, put_all_and_the_end, robustly, robustly_and_the_end, with_timeouts]


@pytest.mark.parametrize("maxsize", [0, 1, 10])
@pytest.mark.parametrize("producer", PRODUCERS, ids=lambda producer: producer.__name__)
@pytest.mark.parametrize("workers", [1, 3])
def test_a_producer_may_put_the_sentinel_or_leave_it_to_the_manager(producer, maxsize, workers):
    """Either way every item comes out and every thread leaves."""
    before = thread_names()
    with PipelineManager(maxsize=maxsize) as manager:
        manager.add_worker(identity, workers=workers)
        assert manager.run(producer) == list(range(20))
        assert manager.state == "finished"
        assert thread_names() == before


def test_a_producer_is_given_the_first_queue_and_the_stop_event():
    """The queue to put into and to look at, not to take from; the event is the one that the manager shows."""
    given = []
    with PipelineManager() as manager:
        manager.add_worker(identity)
        manager.run(lambda queue, stop_event: given.extend([queue, stop_event]))
        given[0].full()  # it can still be looked at, though nothing moves any more
        assert given[1] is manager.stop_event
    assert (given[0].maxsize, given[0].qsize(), given[0].empty(), given[0].full()) == (10, 0, True, False)
    assert not hasattr(given[0], "get")
    assert isinstance(given[1], StopEvent)


class Producer:
    def __call__(self, queue, stop_event):
        queue.put(1)

    def produce(self, queue, stop_event):
        queue.put(1)


@pytest.mark.parametrize(
    "producer", [Producer(), Producer().produce, lambda q, e: q.put(1), lambda *queue: queue[0].put(1)]
)
def test_a_producer_may_be_any_callable_of_two_arguments(producer):
    """An object, a method, a lambda."""
    assert run(producer) == [1]


def test_a_producer_that_puts_nothing_is_an_empty_source():
    """The end comes all the same."""
    assert run(lambda queue, stop_event: None) == []


@pytest.mark.parametrize("workers", [1, 3])
def test_a_producer_that_goes_on_after_its_sentinel_hangs_nobody(workers):
    """What it puts behind the end is not processed, and its put is woken once the pipeline has ended."""

    def producer(queue, stop_event):
        queue.put(1)
        queue.put(SENTINEL)
        for number in count(2):
            queue.put(number)

    with PipelineManager(maxsize=2) as manager:
        manager.add_worker(identity, workers=workers)
        assert manager.run(producer) == [1]
        assert manager.failures == []


def test_a_blocked_producer_is_woken_by_stop_and_that_is_a_normal_end():
    """Its ``put`` raises PipelineStopped; let through, it is no failure."""
    ended = []

    def producer(queue, stop_event):
        try:
            for number in count():
                queue.put(number)
        except PipelineStopped:
            ended.append("woken")
            raise

    with PipelineManager(maxsize=1) as manager:
        manager.add_worker(identity)
        manager.start(producer)
        queues_full(manager)
        manager.stop()
        assert manager.wait_for_completion()[:1] == [0]
        assert ended == ["woken"]
        assert manager.failures == []
    assert manager.state == "stopped"


def test_a_producer_that_raises_pipeline_stopped_itself_has_ended_normally():
    """What it had put is processed; nothing is reported."""

    def producer(queue, stop_event):
        put_all(queue, stop_event)
        raise PipelineStopped

    with PipelineManager() as manager:
        manager.add_worker(identity)
        assert manager.run(producer) == list(range(20))
        assert manager.failures == []


def test_robust_put_returns_false_in_a_producer_once_stopped():
    """The way of ORIGIN: the producer sees False, and returns."""
    answers = []

    def producer(queue, stop_event):
        for number in count():
            answers.append(robust_put(queue, number, stop_event))
            if not answers[-1]:
                return

    with PipelineManager(maxsize=1) as manager:
        manager.add_worker(identity)
        manager.start(producer)
        queues_full(manager)
        manager.stop()
        manager.wait_for_completion()
        assert manager.failures == []
    assert answers[-1] is False
    assert all(answers[:-1])


def test_a_producer_may_put_from_threads_of_its_own():
    """Several threads put into the first queue; nothing is lost."""

    def producer(queue, stop_event):
        threads = [threading.Thread(target=put_all, args=(queue, stop_event)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    with PipelineManager(maxsize=2) as manager:
        manager.add_worker(identity, workers=2)
        assert sorted(manager.run(producer)) == sorted(list(range(20)) * 3)


def test_a_failure_downstream_ends_a_blocked_producer():
    """The first implementation left it in a full queue."""

    def refuse(item):
        raise ValueError(item)

    def producer(queue, stop_event):
        for number in count():
            queue.put(number)

    before = thread_names()
    with PipelineManager(maxsize=1) as manager:
        manager.add_worker(refuse)
        with pytest.raises(PipelineError):
            manager.run(producer)
        assert thread_names() == before


@pytest.mark.parametrize("more", [0, 1, 2])
def test_a_producer_that_returns_after_its_own_sentinel_and_more_has_ended_normally(more):
    """Behind its end the queue may even be full: nobody takes the manager's sentinel, and that is fine."""

    def producer(queue, stop_event):
        for item in [1, SENTINEL, *range(more)]:
            robust_put(queue, item, stop_event)

    with PipelineManager(maxsize=1) as manager:
        manager.add_worker(identity)
        assert manager.run(producer) == [1]
        assert manager.failures == []
        assert manager.state == "finished"


def test_a_producer_that_waits_for_the_stop_behind_its_own_sentinel_is_let_go():
    """Once its end has come out there is nothing left to wait for."""

    def producer(queue, stop_event):
        queue.put(1)
        queue.put(SENTINEL)
        assert stop_event.wait(10)

    with PipelineManager() as manager:
        manager.add_worker(identity)
        assert manager.run(producer) == [1]
        assert manager.state == "finished"
        assert manager.failures == []


def test_what_a_producers_thread_puts_after_it_has_returned_is_refused():
    """Behind the end nobody would work on it, and its thread is told so instead of losing it."""
    returned, told = threading.Event(), []

    def producer(queue, stop_event):
        def late():
            returned.wait(30)
            try:
                queue.put("late")
            except RuntimeError as error:
                told.append(str(error))
            held.release()

        queue.put("in time")
        threads.append(threading.Thread(target=late))
        threads[0].start()

    threads = []
    with PipelineManager() as manager, Gate() as held:
        manager.add_worker(held)
        manager.start(producer)
        wait_until(lambda: manager._source.ports[0].meter.state == "ended", "the source has left")
        returned.set()
        assert manager.wait_for_completion() == ["in time"]
    threads[0].join()
    assert "wait for the threads" in told[0]


class Later:
    """A producer whose call only makes what would do the work."""

    made = None

    async def work(self, queue):
        queue.put(1)

    def __call__(self, queue, stop_event):
        self.made = self.work(queue)
        return self.made


@pytest.mark.parametrize(
    "producer", [Later(), lambda queue, _: map(queue.put, [1]), lambda queue, _: (queue.put(n) for n in [1])]
)
def test_a_producer_that_returns_its_work_undone_is_told(producer):
    """Else the pipeline would end well, with nothing in it."""
    with PipelineManager() as manager:
        manager.add_worker(identity)
        error = failure_of(manager.run, producer)
    assert "puts nothing until somebody runs it" in str(error.exceptions[0])
    if isinstance(producer, Later):
        producer.made.close()  # else it warns, wherever the garbage collector comes across it

"""Stop: from anywhere, at any moment, idempotent; it wakes every thread and leaves none behind."""

import statistics
import sys
import threading
import time
from itertools import count

import pytest

from pipeline_core import BaseWorker, PipelineManager, PoolWorker
from tests.core.helpers import Counted, Gate, InThread, identity, queues_full, thread_names, wait_until


def full_pipeline(manager, source=None):
    """Start a pipeline of all kinds of stages that nobody takes results from, and wait until it is full."""
    manager.add_worker(identity, "one").add_worker(identity, "three", workers=3)
    manager.add_worker(PoolWorker.of(identity), "pool", worker_args={"num_sub_workers": 2})
    manager.add_worker(identity, "last", workers=2, ordered=False)
    manager.start(count() if source is None else source)
    queues_full(manager)


def test_stop_with_every_queue_full_leaves_no_thread():
    """Producers blocked on every queue are woken, without anybody taking a result."""
    before = thread_names()
    with PipelineManager(maxsize=2) as manager:
        full_pipeline(manager)
        assert thread_names() > before
        manager.stop()
        wait_until(lambda: thread_names() == before, "all threads of the pipeline are gone")
    assert manager.state == "stopped"


def test_stop_of_a_starved_pipeline_leaves_no_thread_but_the_source_in_user_code():
    """Consumers blocked on empty queues are woken; the source's thread leaves after its current next()."""
    before, more = thread_names(), threading.Event()

    def source():
        yield 0
        assert more.wait(10)
        yield 1

    with PipelineManager() as manager:
        manager.add_worker(identity, workers=3).add_worker(PoolWorker.of(identity)).add_worker(identity)
        manager.start(source())
        results = manager.results()
        assert next(results) == 0
        manager.stop()
        wait_until(lambda: len(thread_names() - before) == 1, "only the source's thread is left")
        more.set()
        assert list(results) == []


def test_everyone_but_the_one_in_user_code_leaves_at_once():
    """All threads end after their current process_item; a held one holds nobody else."""
    before = thread_names()
    with PipelineManager(maxsize=1) as manager, Gate(0) as gate:
        manager.add_worker(identity, "first").add_worker(gate, "held").add_worker(identity, "last")
        manager.start(count())
        gate.await_arrival(0)
        manager.stop()
        wait_until(lambda: thread_names() - before == {"held/1"}, "only the held worker is left")
        gate.release()
        wait_until(lambda: thread_names() == before, "it leaves after its item")


def test_stopping_polls_nothing():
    """Full to gone takes about what starting and joining as many threads takes: no poll is waited out.

    The first implementation took 10 s here. Medians of one run are compared; a poll every 0.1 s would
    cost some hundred times the threads themselves.
    """

    def stop_time():
        with PipelineManager(maxsize=2) as manager:
            full_pipeline(manager)
            begun = time.perf_counter()
            manager.stop()
            manager.wait_for_completion()
            return time.perf_counter() - begun

    def thread_time():
        begun = time.perf_counter()
        threads = [threading.Thread(target=int) for _ in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return time.perf_counter() - begun

    times = [(stop_time(), thread_time()) for _ in range(15)]
    stopping, threads = (statistics.median(each) for each in zip(*times, strict=True))
    assert stopping < 20 * threads + 0.005


def test_three_items_wait_for_no_poll():
    """Three no-op items through three stages cost about what four threads cost; they took 0.54 s once."""

    def pipeline_time():
        with PipelineManager() as manager:
            manager.add_worker(identity).add_worker(identity).add_worker(PoolWorker.of(identity))
            begun = time.perf_counter()
            assert manager.run([1, 2, 3]) == [1, 2, 3]
            return time.perf_counter() - begun

    def thread_time():
        begun = time.perf_counter()
        for _ in range(8):
            thread = threading.Thread(target=int)
            thread.start()
            thread.join()
        return time.perf_counter() - begun

    times = [(pipeline_time(), thread_time()) for _ in range(15)]
    piping, threads = (statistics.median(each) for each in zip(*times, strict=True))
    assert piping < 20 * threads + 0.005


def test_stop_before_start_is_remembered():
    """Nothing is pulled, nothing is built in vain that lasts, and waiting returns at once with nothing."""
    source = Counted(count())
    with PipelineManager() as manager:
        manager.add_worker(identity)
        manager.stop()
        manager.start(source)
        assert manager.wait_for_completion() == []
    assert source.pulled == 0
    assert manager.state == "stopped"


def test_stop_before_start_calls_no_producer():
    """The same for a producer function."""
    called = []
    with PipelineManager() as manager:
        manager.add_worker(identity)
        manager.stop()
        assert manager.run(lambda queue, stop_event: called.append(queue)) == []
    assert called == []


def test_stopped_before_its_first_item_a_stage_ends_like_any_other():
    """The first implementation died of an unbound variable here."""
    more = threading.Event()
    with PipelineManager() as manager:
        manager.add_worker(identity, workers=2).add_worker(PoolWorker.of(identity)).add_worker(identity)
        manager.start(value for value in iter(lambda: more.wait(10), None) if value)
        manager.stop()
        more.set()
        assert manager.wait_for_completion() == []
    assert manager.failures == []


def test_stop_is_idempotent():
    """Before, during and after: the second and the tenth call change nothing."""
    with PipelineManager() as manager:
        manager.add_worker(identity)
        manager.start(count())
        for _ in range(10):
            manager.stop()
        results = manager.wait_for_completion()
        for _ in range(10):
            manager.stop()
        assert results == list(range(len(results)))
    assert manager.state == "stopped"


def test_stop_after_the_end_changes_nothing():
    """A finished pipeline stays finished."""
    with PipelineManager() as manager:
        manager.add_worker(identity)
        assert manager.run([1]) == [1]
        manager.stop()
        assert manager.state == "finished"


@pytest.mark.parametrize("waiting", ["wait_for_completion", "results"])
def test_stop_from_another_thread_ends_the_wait(waiting):
    """What came out so far is returned; nobody waits for the rest."""
    reached = threading.Event()

    def stage(item):
        if item == 5:
            reached.set()
            manager.stop_event.wait(10)
        return item

    with PipelineManager() as manager:
        manager.add_worker(stage)
        manager.start(count())
        stopping = InThread(lambda: (reached.wait(10), manager.stop()))
        results = list(manager.results()) if waiting == "results" else manager.wait_for_completion()
        stopping.result()
    assert results[:5] == [0, 1, 2, 3, 4]
    assert len(results) <= 6


@pytest.mark.parametrize("place", ["process_item", "setup", "teardown", "source", "pool"])
def test_stop_may_come_from_inside(place):
    """From a worker, its setup or teardown, the source, or a sub-task: no thread waits for itself."""

    def stop_at(where, item=None):
        if where == place:
            manager.stop()
        return item

    class Worker(BaseWorker):
        setup = teardown = lambda self: None

        def process_item(self, item):
            return stop_at("process_item", item) if item == 3 else item

    Worker.setup = lambda self: stop_at("setup")
    Worker.teardown = lambda self: stop_at("teardown")

    def source():
        for item in range(1_000 if place != "teardown" else 5):
            yield stop_at("source", item) if item == 3 else item

    with PipelineManager(maxsize=2) as manager:
        manager.add_worker(Worker, workers=2)
        manager.add_worker(PoolWorker.of(lambda item: stop_at("pool", item) if item == 3 else item))
        results = manager.run(source())
    assert results == list(range(len(results)))
    assert len(results) < 1_000
    assert manager.failures == []


def test_stop_from_many_threads_at_once():
    """Eight threads at a barrier, every queue full: all calls return, and no thread is left."""
    sys.setswitchinterval(1e-5)
    for _ in range(10):
        barrier = threading.Barrier(8)
        with PipelineManager(maxsize=1) as manager:
            full_pipeline(manager)
            for one in [InThread(lambda b=barrier, m=manager: (b.wait(10), m.stop())) for _ in range(8)]:
                one.result()
            results = manager.wait_for_completion()
            assert results == sorted(results)


def test_stop_while_the_end_is_being_passed_on():
    """The sentinel meets a full queue whose consumer has gone: that put is woken like any other."""
    with PipelineManager(maxsize=1) as manager:
        manager.add_worker(identity).add_worker(identity)
        manager.start(range(5))
        wait_until(lambda: manager.stats()[0].items_out == 3, "what fits is inside")
        queues_full(manager)
        manager.stop()
        assert manager.wait_for_completion()[:1] == [0]


def test_stop_closes_the_sources_generator_in_its_own_thread():
    """Its ``finally`` runs after the current next(), where the generator ran."""
    source = Counted(count())
    with PipelineManager(maxsize=1) as manager:
        manager.add_worker(identity)
        manager.start(source)
        queues_full(manager)
        assert source.closed_in is None
        manager.stop()
        manager.wait_for_completion()
    assert source.closed_in == "source"


def test_setting_the_stop_event_itself_is_a_stop():
    """``stop_event`` is the one shared event of ORIGIN: whoever sets it stops the pipeline."""
    with PipelineManager(maxsize=1) as manager:
        manager.add_worker(identity)
        manager.start(count())
        queues_full(manager)
        manager.stop_event.set()
        results = manager.wait_for_completion()
    assert results == list(range(len(results)))
    assert manager.state == "stopped"


def test_results_that_came_out_before_the_stop_are_not_lost():
    """Everything that left the last stage is returned, taken or not."""
    with PipelineManager(maxsize=5) as manager, Gate(3) as gate:
        manager.add_worker(gate)
        manager.start(count())
        gate.await_arrival(3)
        manager.stop()
        gate.release()
        assert manager.wait_for_completion()[:3] == [0, 1, 2]

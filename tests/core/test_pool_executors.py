"""PoolWorker on executors of the caller's: processes, bare ones, ones that are shut down or die."""

import os
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from pipeline_core import PipelineError, PipelineManager, PoolWorker
from tests.core import targets
from tests.core.helpers import (
    Gate,
    fail_at,
    identity,
)


class BareFuture:
    """A future with the four methods that may be used, and no other: what other systems' futures share."""

    def __init__(self, function, item):
        self._ended, self._callbacks, self._lock = False, [], threading.Lock()
        self._thread = threading.Thread(target=self._work, args=(function, item), daemon=True)
        self._thread.start()

    def _work(self, function, item):
        self._error, self._value = None, None
        try:
            self._value = function(item)
        except Exception as error:
            self._error = error
        with self._lock:
            self._ended = True
            callbacks = list(self._callbacks)
        for callback in callbacks:
            callback(self)

    def add_done_callback(self, callback):
        with self._lock:
            if not self._ended:
                self._callbacks.append(callback)
                return
        callback(self)

    def result(self):
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._value

    def cancel(self):
        return False


class BareExecutor:
    """An executor with ``submit`` and nothing else."""

    def submit(self, function, item):
        return BareFuture(function, item)


@pytest.mark.parametrize("ordered", [True, False])
def test_only_four_methods_of_an_executor_and_its_futures_are_used(ordered):
    """submit, result, cancel, add_done_callback: whatever has these will do."""
    with PipelineManager() as manager:
        args = {"executor": BareExecutor(), "max_in_flight": 3}
        manager.add_worker(PoolWorker.of(fail_at(4)), ordered=ordered, on_error="skip", worker_args=args)
        assert sorted(manager.run(range(8))) == [0, 1, 2, 3, 5, 6, 7]


def test_the_callers_executor_is_left_open():
    """It is the caller's to shut down, after a good end and after a bad one."""
    with ThreadPoolExecutor(2) as pool:
        for bad in ([], [1]):
            with PipelineManager() as manager:
                manager.add_worker(PoolWorker.of(fail_at(*bad)), worker_args={"executor": pool})
                try:
                    assert manager.run(range(3)) == [0, 1, 2]
                except PipelineError:
                    assert bad
            assert pool.submit(identity, "open").result() == "open"


def test_sub_tasks_on_processes():
    """``PoolWorker.of`` a function that can be pickled runs elsewhere; SKIP comes back as SKIP."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool, PipelineManager() as manager:
        manager.add_worker(PoolWorker.of(targets.skip_odd), worker_args={"executor": pool})
        manager.add_worker(PoolWorker.of(targets.square), worker_args={"executor": pool})
        manager.add_worker(PoolWorker.of(targets.refuse_two), worker_args={"executor": pool})
        assert manager.run(range(5)) == [0, 4, 16]
        assert pool.submit(targets.process_id, 0).result() != os.getpid()


def test_a_failure_on_another_process_keeps_its_kind_and_gets_its_note():
    """The exception travels back, and says which item it was."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool, PipelineManager() as manager:
        manager.add_worker(PoolWorker.of(targets.refuse_two), "far", worker_args={"executor": pool})
        with pytest.raises(PipelineError) as caught:
            manager.run(range(5))
    (error,) = caught.value.exceptions
    assert (type(error), str(error)) == (ValueError, "refused: 2")
    assert any("item 2" in note and "'far'" in note for note in error.__notes__)


def test_a_process_that_dies_is_a_failure_not_a_hang():
    """A broken pool fails its items; the pipeline ends and tells."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool, PipelineManager() as manager:
        manager.add_worker(PoolWorker.of(targets.die_at_two), worker_args={"executor": pool})
        with pytest.raises(PipelineError, match="terminated"):
            manager.run(range(10))


def test_an_executor_that_was_shut_down_is_a_failure():
    """Before the start or under way: the item that cannot be submitted fails, in its turn."""
    pool = ThreadPoolExecutor(1)
    pool.shutdown()
    with PipelineManager() as manager:
        manager.add_worker(PoolWorker.of(identity), "pool", worker_args={"executor": pool})
        with pytest.raises(PipelineError, match="after shutdown") as caught:
            manager.run(range(3))
    assert caught.value.failures[0].index == 0


def test_an_executor_that_is_shut_down_under_way_is_a_failure():
    """What was submitted and cancelled by the shutdown fails too, and nobody waits for it."""
    pool = ThreadPoolExecutor(1)
    with PipelineManager() as manager, Gate(2) as gate:
        manager.add_worker(PoolWorker.of(gate), worker_args={"executor": pool, "max_in_flight": 4})
        manager.start(range(100))
        gate.await_arrival(2)
        pool.shutdown(wait=False, cancel_futures=True)
        gate.release()
        with pytest.raises(PipelineError) as caught:
            manager.wait_for_completion()
    assert caught.value.results == [0, 1, 2]

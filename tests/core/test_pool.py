"""PoolWorker: sub-workers and executors, in order, bounded, with every exception brought back.

Where it matters who finishes when, the executor is one that finishes what the test tells it to.
"""

import os
import pickle
import threading
import traceback
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from itertools import count
from multiprocessing import get_context

import pytest

from pipeline_core import SKIP, PipelineError, PipelineManager, PoolWorker
from tests.core import targets
from tests.core.helpers import (
    Counted,
    Gate,
    fail_at,
    failure_of,
    identity,
    thread_names,
    wait_until,
    wait_until_still,
)

# --- PoolWorker: sub-tasks on an executor, in order, bounded, with every exception brought back


class ByHand(Executor):
    """An executor that finishes a sub-task when the test says so; sub-tasks are known by their item."""

    def __init__(self):
        self.futures = {}

    def submit(self, function, item):
        self.futures[item] = Future()
        return self.futures[item]

    def finish(self, *items):
        for item in items:
            wait_until(lambda item=item: item in self.futures, f"item {item} is submitted")
            self.futures[item].set_running_or_notify_cancel()
            self.futures[item].set_result(item)


def start(manager, source, executor, *, ordered=True, max_in_flight=4):
    args = {"executor": executor, "max_in_flight": max_in_flight}
    manager.add_worker(PoolWorker.of(identity), "pool", ordered=ordered, worker_args=args)
    manager.start(source)


def test_sub_tasks_run_in_parallel():
    """As many at once as there are sub-workers: they meet at a barrier."""
    meeting = threading.Barrier(3)
    with PipelineManager() as manager:
        work = PoolWorker.of(lambda item: (meeting.wait(10), item)[1])
        manager.add_worker(work, worker_args={"num_sub_workers": 3})
        assert manager.run(range(6)) == list(range(6))


def test_results_leave_in_order_whatever_finishes_first():
    """All behind the head are done; nothing leaves before it, and then all do."""
    pool = ByHand()
    with PipelineManager() as manager:
        start(manager, range(4), pool)
        pool.finish(3, 2, 1)
        wait_until_still(manager.queues[-1].qsize)
        assert manager.queues[-1].empty()
        pool.finish(0)
        assert manager.wait_for_completion() == [0, 1, 2, 3]


def test_unordered_results_leave_as_they_finish():
    """With ordered=False the head holds nobody."""
    pool = ByHand()
    with PipelineManager() as manager:
        start(manager, range(3), pool, ordered=False)
        results = manager.results()
        for item in (2, 0, 1):
            pool.finish(item)
            assert next(results) == item
        assert list(results) == []


@pytest.mark.parametrize("ordered", [True, False])
def test_a_finished_head_leaves_at_once_without_further_input(ordered):
    """Input, completion and stop wake the same wait: no item need follow, and the end neither."""
    pool, more = ByHand(), threading.Event()

    def source():
        yield from range(3)
        assert more.wait(10)

    with PipelineManager() as manager:
        start(manager, source(), pool, ordered=ordered, max_in_flight=10)
        results = manager.results()
        for item in range(3):
            pool.finish(item)
            assert next(results) == item
        more.set()
        assert list(results) == []


@pytest.mark.parametrize("max_in_flight", [1, 2, 5])
@pytest.mark.parametrize("ordered", [True, False])
def test_at_most_max_in_flight_are_submitted_and_not_handed_on(max_in_flight, ordered):
    """``submit`` never blocks, so the stage has to: one leaves, one more is submitted."""
    pool = ByHand()
    with PipelineManager() as manager:
        start(manager, count(), pool, ordered=ordered, max_in_flight=max_in_flight)
        results = manager.results()
        for step in range(5):
            wait_until(lambda step=step: len(pool.futures) == max_in_flight + step, "the line is full")
            wait_until_still(lambda: len(pool.futures))
            assert len(pool.futures) == max_in_flight + step
            pool.finish(step)
            assert next(results) == step
        manager.stop()


def test_finished_sub_tasks_behind_a_slow_head_count_as_in_flight():
    """A slow head holds the line, and the line stays short."""
    pool = ByHand()
    with PipelineManager() as manager:
        start(manager, count(), pool, max_in_flight=3)
        pool.finish(1, 2)
        wait_until_still(lambda: len(pool.futures))
        assert len(pool.futures) == 3
        manager.stop()


def test_stop_cancels_what_has_not_begun():
    """Sub-tasks that wait in the executor are cancelled, whoever owns it."""
    pool = ByHand()
    with PipelineManager() as manager:
        start(manager, count(), pool, max_in_flight=3)
        wait_until(lambda: len(pool.futures) == 3, "the line is full")
        manager.stop()
        assert manager.wait_for_completion() == []
    assert all(future.cancelled() for future in pool.futures.values())


def test_a_stop_begins_no_further_sub_task():
    """The one that is held is done after it; those that wait in the queue never begin."""
    with PipelineManager() as manager, Gate() as gate:
        args = {"num_sub_workers": 1, "max_in_flight": 5}
        manager.add_worker(PoolWorker.of(gate), "pool", worker_args=args)
        manager.start(count())
        gate.await_arrival(0)
        wait_until(manager.queues[0].full, "more items wait")
        manager.stop()
        gate.release()
        manager.wait_for_completion()
    assert gate.arrived == [0]


def test_an_own_pool_is_shut_down():
    """Its threads are those of the pipeline: gone at the end."""
    before = thread_names()
    with PipelineManager() as manager:
        manager.add_worker(PoolWorker.of(identity), worker_args={"num_sub_workers": 4})
        assert manager.run(range(50)) == list(range(50))
        assert thread_names() == before


def test_a_sub_task_cancelled_by_others_is_a_failure_of_its_item():
    """CancelledError is reported with its number; the others go on under "skip"."""
    pool = ByHand()
    with PipelineManager() as manager:
        args = {"executor": pool, "max_in_flight": 4}
        manager.add_worker(PoolWorker.of(identity), on_error="skip", worker_args=args)
        manager.start(range(3))
        wait_until(lambda: len(pool.futures) == 3, "all are submitted")
        pool.futures[1].cancel()
        pool.finish(0, 2)
        assert manager.wait_for_completion() == [0, 2]
    assert [failure.index for failure in manager.failures] == [1]


class Empty(ThreadPoolExecutor):
    """An executor that has a length: that of its queue, which is empty."""

    def __len__(self):
        return 0


def test_an_executor_is_used_whatever_its_truth():
    """Given is given."""
    with Empty(1, thread_name_prefix="mine") as executor, PipelineManager() as manager:
        work = PoolWorker.of(lambda _: threading.current_thread().name)
        manager.add_worker(work, worker_args={"executor": executor})
        assert manager.run([1]) == ["mine_0"]


def never_begins():
    raise OSError("no room for threads")


@pytest.mark.parametrize("policy", ["raise", "skip"])
@pytest.mark.parametrize("when", ["before", "in mid-run", "broken"])
def test_an_executor_that_takes_no_more_items_stops_the_pipeline(policy, when):
    """To skip all that is left would look like an end, with most of the results missing."""
    executor = ThreadPoolExecutor(1, initializer=never_begins if when == "broken" else None)

    def work(item):
        if item == 3 and when == "in mid-run":
            executor.shutdown(wait=False, cancel_futures=True)
        return item

    if when == "before":
        executor.shutdown()
    with PipelineManager(maxsize=20) as manager:
        args = {"executor": executor, "max_in_flight": 20}
        manager.add_worker(PoolWorker.of(work), on_error=policy, worker_args=args)
        error = failure_of(manager.run, range(10))
    assert manager.state == "failed"
    assert error.results == (list(range(len(error.results))))
    assert len(error.results) <= 4
    assert "max_failures" not in str(error)


class Unsendable(PoolWorker):
    """A worker whose method is given to processes, which cannot be."""

    def process_item(self, item):
        return item


@pytest.mark.parametrize("worker", [Unsendable, PoolWorker.of(lambda item: item)])
def test_what_cannot_be_sent_to_a_process_is_told_with_the_cure(worker):
    """The first attempt of everybody who changes from threads to processes."""
    with ProcessPoolExecutor(1) as executor, PipelineManager() as manager:
        manager.add_worker(worker, worker_args={"executor": executor})
        error = failure_of(manager.run, [1])
    text = "".join(traceback.format_exception(error))
    assert "PoolWorker.of(function)" in text


def test_a_worker_that_is_not_at_work_can_be_pickled():
    """It is an object like any other until a pipeline has given it its queues."""
    assert isinstance(pickle.loads(pickle.dumps(Unsendable())), Unsendable)


def test_exceptions_do_not_stay_inside_the_futures():
    """The original is raised, with the number of its item, though later ones finished before it."""
    with PipelineManager() as manager, Gate(1) as gate:

        def work(item):
            gate(item)
            if item == 1:
                raise ValueError("inside")
            return item

        manager.add_worker(PoolWorker.of(work), "pool", worker_args={"num_sub_workers": 2})
        manager.start(range(4))
        wait_until(lambda: 3 in gate.left, "those behind it are done")
        gate.release()
        with pytest.raises(PipelineError) as caught:
            manager.wait_for_completion()
    (failure,) = caught.value.failures
    assert (failure.stage, failure.index, failure.item, str(failure.error)) == ("pool", 1, 1, "inside")
    assert caught.value.results == [0]


@pytest.mark.parametrize("ordered", [True, False])
def test_a_dropped_item_does_not_stop_the_line(ordered):
    """Skipped or failed, head or not: the first implementation hung in its re-ordering here."""

    def work(item):
        if item % 3 == 0:
            return SKIP
        if item % 3 == 1:
            raise ValueError(item)
        return item

    with PipelineManager(maxsize=1) as manager:
        args = {"num_sub_workers": 3}
        manager.add_worker(PoolWorker.of(work), ordered=ordered, on_error="skip", worker_args=args)
        results = manager.run(range(60))
    assert sorted(results) == list(range(2, 60, 3))
    assert not ordered or results == sorted(results)
    (stats,) = manager.stats()
    assert (stats.skipped, stats.failed, stats.items_out) == (20, 20, 20)


def test_none_is_an_ordinary_value_of_a_sub_task():
    """In and out."""
    with PipelineManager() as manager:
        manager.add_worker(PoolWorker.of(identity))
        assert manager.run([None, 0, None]) == [None, 0, None]


class Own(PoolWorker):
    """Each sub-worker keeps what it has seen in its own ``self``."""

    def setup(self):
        self.seen = set()

    def process_item(self, item):
        meeting.wait(10)
        self.seen.add((id(self), threading.get_ident()))
        return item

    def teardown(self):
        reports.append(self.seen)


reports = []
meeting = threading.Barrier(2)


def test_each_sub_worker_is_an_instance_in_a_thread_of_its_own():
    """As in every stage: nothing is shared, and what it keeps in ``self`` needs no lock."""
    reports.clear()
    with PipelineManager() as manager:
        manager.add_worker(Own, worker_args={"num_sub_workers": 2})
        assert manager.run(range(10)) == list(range(10))
        assert [type(worker) for worker in manager.workers] == [Own, Own]
    assert [len(seen) for seen in reports] == [1, 1]
    (one,), (other,) = reports
    assert one[0] != other[0]
    assert one[1] != other[1]


def test_there_are_no_more_sub_workers_than_may_be_in_flight():
    """One that could never have an item would be a thread for nothing."""
    manager = PipelineManager()
    manager.add_worker(PoolWorker.of(identity), worker_args={"num_sub_workers": 4, "max_in_flight": 2})
    assert manager.stats()[0].workers == 2


LATE = {"num_sub_workers": 2, "max_in_flight": 3, "executor": ByHand()}


@pytest.mark.parametrize("name", LATE)
def test_settings_that_come_after_the_threads_were_counted_are_refused(name):
    """A constructor of one's own that passes them on comes too late; the message says what to do."""

    class Late(PoolWorker):
        def __init__(self):
            super().__init__(**{name: LATE[name]})

        def process_item(self, item):
            return item

    with PipelineManager() as manager:
        manager.add_worker(Late)
        with pytest.raises(PipelineError) as caught:
            manager.run([1])
    assert "set them in the class; or give them in worker_args" in str(caught.value)


class WithAPart(PoolWorker):
    """Its constructor takes a part and no settings."""

    def __init__(self, part):
        self.part = part

    def process_item(self, item):
        return self.part(item)


class Swallows(WithAPart):
    """Takes the settings, and does nothing with them."""

    def __init__(self, part, **pool):
        super().__init__(part)


class PassesOn(PoolWorker):
    """Does what the messages say."""

    def __init__(self, part, **pool):
        super().__init__(**pool)
        self.part = part

    def process_item(self, item):
        return self.part(item)


class InTheClass(WithAPart):
    """The other way that they say."""

    num_sub_workers, max_in_flight = LATE["num_sub_workers"], LATE["max_in_flight"]


WHAT_TO_DO = "def __init__(self, …, **pool): super().__init__(**pool)"


@pytest.mark.parametrize("name", LATE)
def test_a_constructor_of_ones_own_that_takes_no_settings_is_refused_with_what_to_do(name):
    """When the stage is added, and not only by a word about a keyword argument."""
    with PipelineManager() as manager, pytest.raises(TypeError) as caught:
        manager.add_worker(WithAPart, worker_args={"part": identity, name: LATE[name]})
    assert name in str(caught.value)
    assert WHAT_TO_DO in str(caught.value)


def test_a_constructor_of_ones_own_that_swallows_its_settings_is_refused_with_what_to_do():
    """They were given in worker_args: to be told to give them there would not help."""
    with PipelineManager() as manager:
        manager.add_worker(Swallows, worker_args={"part": identity, "num_sub_workers": 2})
        with pytest.raises(PipelineError) as caught:
            manager.run([1])
    assert WHAT_TO_DO in str(caught.value)


@pytest.mark.parametrize(
    ("worker", "settings"),
    [(PassesOn, {"num_sub_workers": 2, "max_in_flight": 3}), (InTheClass, {})],
    ids=["in worker_args", "in the class"],
)
def test_a_constructor_of_ones_own_works_as_the_messages_say(worker, settings):
    with PipelineManager() as manager:
        manager.add_worker(worker, worker_args={"part": identity, **settings})
        assert manager.run(range(5)) == [*range(5)]
        assert [type(each) for each in manager.workers] == [worker, worker]


def test_the_times_of_a_stage_on_an_executor_are_those_of_its_items():
    """Of three that may be in flight one is worked on, one waits for it, and one place is empty."""
    pool, go = ByHand(), threading.Event()

    def source():
        yield from range(2)
        assert go.wait(30)

    with PipelineManager() as manager:
        start(manager, source(), pool, max_in_flight=3)
        pool.finish(1)
        (stage,) = manager.view().stages[1:]
        wait_until(lambda: stage.states() == ["working", "blocked", "starved"], "each is in its place")
        (before,) = manager.stats()
        wait_until(lambda: manager.stats()[0].working_s > before.working_s + 0.3, "time goes by")
        (after,) = manager.stats()
        grown = after.working_s - before.working_s
        assert after.blocked_s - before.blocked_s == pytest.approx(grown, rel=0.2)
        assert after.starved_s - before.starved_s == pytest.approx(grown, rel=0.2)
        assert after.workers == 3
        assert "pool/1 waits for a sub-task to finish" in manager.view().who_waits()
        go.set()
        pool.finish(0)
        assert manager.wait_for_completion() == [0, 1]
    assert stage.states() == ["ended"] * 3
    assert manager.stats() == manager.stats()


def test_an_executor_that_is_busy_throughout_is_the_bottleneck():
    """Not the two threads that feed it and wait for it."""
    pool = ByHand()
    with PipelineManager(maxsize=1) as manager:
        manager.add_worker(identity, "before")
        start(manager, count(), pool, max_in_flight=2)
        wait_until(lambda: len(pool.futures) == 2, "both places are taken")
        wait_until(lambda: manager.diagnose().bottleneck == "pool", "the pool is named")
        manager.stop()


def test_a_pooled_stage_holds_no_more_than_it_says_while_nothing_is_taken():
    """With the results queue full the line does not grow either."""
    source = Counted(count())
    with PipelineManager(maxsize=2) as manager:
        args = {"num_sub_workers": 2, "max_in_flight": 3}
        manager.add_worker(PoolWorker.of(identity), worker_args=args)
        manager.start(source)
        wait_until(lambda: all(queue.full() for queue in manager.queues), "all is full")
        wait_until_still(lambda: source.pulled)
        assert source.pulled <= (2 * 2 + 3) + 2 + 1
        manager.stop()


# --- PoolWorker on executors of the caller's: processes, bare ones, ones that are shut down or die


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

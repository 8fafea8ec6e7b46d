"""Results: as they come or as a list, and what is told when they do not come in time."""

import gc
import signal
import threading
import tracemalloc
import weakref
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from itertools import count, islice

import pytest

from pipeline_core import BaseWorker, PipelineError, PipelineManager, PoolWorker
from tests.core.helpers import (
    Counted,
    Gate,
    InThread,
    add,
    fail_at,
    failure_of,
    identity,
    queues_full,
    thread_names,
    wait_until,
)

# --- Results: as they come, or as a list; what is kept, what is not, and who joins whom


def test_results_come_as_they_come_out():
    """The first result is there while the source has not given its second item."""
    taken = threading.Event()

    def source():
        yield "first"
        assert taken.wait(10)
        yield "second"

    with PipelineManager() as manager:
        manager.add_worker(identity)
        manager.start(source())
        results = manager.results()
        assert next(results) == "first"
        taken.set()
        assert list(results) == ["second"]
    assert manager.state == "finished"


def test_breaking_out_of_results_stops_and_joins():
    """``break`` is an early end: an endless source is closed and no thread is left after the loop."""
    before, source = thread_names(), Counted(count())
    with PipelineManager(maxsize=2) as manager:
        manager.add_worker(identity, workers=2).add_worker(PoolWorker.of(identity))
        manager.start(source)
        for result in manager.results():
            if result == 10:
                break
        wait_until(lambda: thread_names() == before, "no thread is left")
        assert source.closed_in == "source"
        assert manager.state == "stopped"


def test_closing_results_stops_and_joins():
    """The same by hand: when close() returns, every thread is gone."""
    before = thread_names()
    manager = PipelineManager(maxsize=2)
    manager.add_worker(identity, workers=3)
    manager.start(count())
    results = manager.results()
    assert list(islice(results, 3)) == [0, 1, 2]
    results.close()
    assert thread_names() == before
    assert manager.state == "stopped"


def test_breaking_out_after_a_failure_still_tells_of_it_on_leaving_with():
    """A failure nobody has seen yet is not lost by a break."""
    with pytest.raises(PipelineError) as caught, PipelineManager() as manager:
        manager.add_worker(fail_at(3))
        manager.start(range(10))
        assert manager.stop_event.wait(10)
        for _ in manager.results():
            break
    assert str(caught.value.exceptions[0]) == "bad item 3"


def test_run_leaves_no_thread_even_without_with():
    """When run() returns or raises, every thread is gone: not soon, but now."""
    before = thread_names()
    for bad in ([], [5]):
        manager = PipelineManager()
        manager.add_worker(fail_at(*bad), workers=3).add_worker(PoolWorker.of(identity))
        try:
            manager.run(range(20))
        except PipelineError:
            assert bad
        assert thread_names() == before


@pytest.mark.parametrize("way", ["finished", "failed", "stopped", "never taken", "body raised"])
@pytest.mark.filterwarnings("ignore:.*nobody asked for its results:RuntimeWarning")
def test_no_thread_outlives_the_with_block(way):
    """On every path the block ends with all threads gone."""
    before = thread_names()
    told = {
        "failed": pytest.raises(PipelineError),
        "body raised": pytest.raises(LookupError),
        "never taken": pytest.warns(RuntimeWarning, match="wait_for_completion"),
    }.get(way, nullcontext())
    with told, PipelineManager(maxsize=1) as manager:
        manager.add_worker(fail_at(*[2] * (way == "failed")), workers=2).add_worker(identity)
        manager.start(range(5) if way in {"finished", "failed"} else count())
        if way in {"finished", "failed"}:
            assert manager.wait_for_completion() == list(range(5))
        elif way == "stopped":
            manager.stop()
        elif way == "body raised":
            raise LookupError
        else:
            queues_full(manager)
    assert thread_names() == before


@pytest.mark.parametrize("asked", ["not at all", "results", "wait_for_completion", "stop"])
def test_leaving_with_without_asking_for_the_results_gives_a_warning(asked):
    """Whoever forgets to wait has everything stopped, and is told; whoever asked or stopped knows."""
    told = (
        pytest.warns(RuntimeWarning, match=r"thumbnails.*nobody asked")
        if asked == "not at all"
        else nullcontext()
    )
    with told, PipelineManager(maxsize=1, name="thumbnails") as manager:
        manager.add_worker(identity)
        manager.start(count())
        if asked == "results":
            next(manager.results())
        elif asked == "wait_for_completion":
            with pytest.raises(TimeoutError):
                manager.wait_for_completion(timeout=0)
        elif asked == "stop":
            manager.stop()
    assert manager.state == "stopped"


def test_the_list_of_results_is_the_callers():
    """Changing it changes nothing in the pipeline."""
    with PipelineManager() as manager:
        manager.add_worker(identity).start(range(3))
        manager.wait_for_completion().clear()
        assert manager.wait_for_completion() == [0, 1, 2]


def test_state_tells_where_a_pipeline_is():
    """new, running, finished; failed and stopped have tests of their own beside their causes."""
    with PipelineManager() as manager, Gate() as gate:
        assert manager.state == "new"
        manager.add_worker(gate)
        assert manager.state == "new"
        manager.start([1])
        assert manager.state == "running"
        gate.release()
        manager.wait_for_completion()
        assert manager.state == "finished"
    assert manager.state == "finished"


def test_wait_for_completion_after_the_end_gives_the_same_again():
    """Asking twice neither hangs nor loses anything."""
    with PipelineManager() as manager:
        manager.add_worker(identity).start(range(3))
        assert manager.wait_for_completion() == [0, 1, 2]
        assert manager.wait_for_completion() == [0, 1, 2]
        assert manager.wait_for_completion(timeout=0) == [0, 1, 2]


class Large:
    """An item that would be missed."""


@pytest.mark.parametrize("kind", ["one worker", "pool", "ordered", "unordered", "executor"])
def test_whoever_waits_for_the_next_item_holds_none(kind):
    """A worker, a pool, the source: an item that has gone through can be freed, however large it is."""
    items, go = weakref.WeakSet(), threading.Event()

    def source():
        for _ in range(5):
            item = Large()
            items.add(item)
            yield item
            del item
        assert go.wait(10)

    with without_gc(), ThreadPoolExecutor(2) as executor, PipelineManager() as manager:
        if kind == "executor":
            manager.add_worker(PoolWorker.of(identity), worker_args={"executor": executor})
        else:
            add(manager, kind, identity)
        manager.add_worker(lambda item: None).start(source())
        results = manager.results()
        for _ in range(5):
            next(results)
        wait_until(lambda: not items, "no item is held while all wait")
        go.set()


def test_run_hands_its_results_over_and_keeps_none():
    """A manager that is still asked for its statistics must not hold all that came out."""
    with without_gc(), PipelineManager() as manager:
        manager.add_worker(lambda number: Large())
        results = manager.run(range(5))
        items = weakref.WeakSet(results)
        assert len(items) == 5
        del results
        wait_until(lambda: not items, "no result is held")


@contextmanager
def without_gc():
    """What is freed inside is freed at once, and not because the collector happened to come by."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def test_wait_for_completion_again_after_a_failure_or_a_stop():
    """The failure is raised again, the partial results returned again."""
    with PipelineManager() as manager:
        manager.add_worker(fail_at(2))
        for _ in range(2):
            with pytest.raises(PipelineError) as caught:
                manager.run(range(5)) if manager.state == "new" else manager.wait_for_completion()
            assert caught.value.results == [0, 1]
    with PipelineManager() as manager:
        manager.add_worker(identity)
        manager.start(count())
        manager.stop()
        assert manager.wait_for_completion() == manager.wait_for_completion()


def test_results_and_then_wait_share_the_rest():
    """What results() has given is gone; a second look after the end finds nothing and does not hang."""
    with PipelineManager() as manager:
        manager.add_worker(identity)
        manager.start(range(5))
        assert list(manager.results()) == [0, 1, 2, 3, 4]
        assert list(manager.results()) == []
        assert manager.wait_for_completion() == []


def test_stop_inside_the_loop_over_results_ends_the_loop():
    """The usual way to leave early and still see what came out."""
    taken = []
    with PipelineManager(maxsize=2) as manager:
        manager.add_worker(identity)
        manager.start(count())
        for result in manager.results():
            taken.append(result)
            if result == 3:
                manager.stop()
    assert taken == list(range(len(taken)))
    assert len(taken) >= 4


def test_results_that_is_never_iterated_costs_nothing():
    """Making the iterator starts nothing; leaving ``with`` ends the pipeline all the same."""
    before = thread_names()
    with PipelineManager(maxsize=1) as manager:
        manager.add_worker(identity)
        manager.start(count())
        manager.results()
    assert thread_names() == before


def traced_memory():
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


@pytest.mark.parametrize("settings", [{}, {"workers": 2}], ids=["one worker", "ordered"])
def test_memory_stays_flat_over_many_results(settings):
    """Taking results() keeps none of them, and nothing else grows with the number of items."""
    items = 60_000
    tracemalloc.start()
    try:
        with PipelineManager(maxsize=16) as manager:
            manager.add_worker(identity, **settings).add_worker(identity)
            manager.start(iter(range(items)))
            results = manager.results()
            for _ in islice(results, 2_000):
                pass
            early = traced_memory()
            for _ in islice(results, items - 4_000):
                pass
            late = traced_memory()
            assert sum(1 for _ in results) == 2_000
    finally:
        tracemalloc.stop()
    assert late - early < 50_000  # bytes; one kept reference an item would be 450,000


def test_memory_stays_flat_under_a_pool():
    """The line of futures gives back what it has handed on."""
    items = 20_000
    tracemalloc.start()
    try:
        with PipelineManager(maxsize=16) as manager:
            manager.add_worker(PoolWorker.of(identity), worker_args={"num_sub_workers": 2})
            manager.start(iter(range(items)))
            results = manager.results()
            for _ in islice(results, 1_000):
                pass
            early = traced_memory()
            for _ in islice(results, items - 2_000):
                pass
            late = traced_memory()
            results.close()
    finally:
        tracemalloc.stop()
    assert late - early < 50_000


def test_a_finished_pipeline_can_be_collected():
    """Nothing global keeps a manager that has ended."""
    import weakref

    manager = PipelineManager()
    manager.add_worker(identity)
    manager.run([1])
    gone = weakref.ref(manager)
    del manager
    gc.collect()
    assert gone() is None


# --- ``wait_for_completion(timeout=…)``: a report of who waits on what, and a pipeline that goes on


def report_of(manager, timeout=0):
    with pytest.raises(TimeoutError) as caught:
        manager.wait_for_completion(timeout)
    return str(caught.value)


def line_of(report, thread):
    """Return what the report says about one thread."""
    (line,) = [line for line in report.splitlines() if thread in line.split()]
    return line


def test_the_report_says_which_thread_waits_on_what():
    """One worker holds an item: those before it wait for room, those behind it for an item."""
    with PipelineManager(maxsize=1, name="thumbnails") as manager, Gate() as gate:
        manager.add_worker(identity, "read").add_worker(gate, "resize").add_worker(identity, "write")
        manager.start(count())
        wait_until(lambda: manager.queues[0].full() and manager.queues[1].full(), "those before it are full")

        def shown():
            report = report_of(manager)
            lines = [line_of(report, thread) for thread in ("source", "read/1", "resize/1", "write/1")]
            expected = [("room", "'read'"), ("room", "'resize'"), ("work",), ("item", "'write'")]
            matches = all(
                all(word in line for word in words) for line, words in zip(lines, expected, strict=True)
            )
            return matches and report

        report = wait_until(shown, "the report shows the pipeline as it stands")
        assert "thumbnails" in report
        assert "1/1" in line_of(report, "source")  # the queue it waits for is full
        assert "0/1" in line_of(report, "write/1")
        manager.stop()


def test_the_report_names_workers_that_have_left():
    """A thread that has ended is not shown as if it worked."""
    with PipelineManager() as manager, Gate() as gate:
        manager.add_worker(identity, "read").add_worker(gate, "resize")
        manager.start([1])
        gate.await_arrival(1)
        wait_until(lambda: "left" in line_of(report_of(manager), "read/1"), "the reader has left")


def test_the_pipeline_goes_on_after_a_timeout():
    """The wait has ended, not the pipeline: the next call returns everything, once."""
    with PipelineManager() as manager, Gate(3) as gate:
        manager.add_worker(gate)
        manager.start(range(6))
        gate.await_arrival(3)
        for _ in range(3):
            report_of(manager, 0.001)
            assert manager.state == "running"
        gate.release()
        assert manager.wait_for_completion() == [0, 1, 2, 3, 4, 5]
    assert manager.state == "finished"


def test_what_had_come_out_before_a_timeout_is_kept_for_results_too():
    """results() after a timed-out wait begins with what that wait had taken."""
    with PipelineManager() as manager, Gate(3) as gate:
        manager.add_worker(gate)
        manager.start(range(6))
        gate.await_arrival(3)
        report_of(manager)
        gate.release()
        assert list(manager.results()) == [0, 1, 2, 3, 4, 5]


def test_what_had_come_out_before_a_timeout_is_kept_for_a_stop_and_a_failure():
    """Partial results count what earlier waits had taken."""
    with PipelineManager() as manager, Gate(3) as gate:
        manager.add_worker(gate)
        manager.start(range(6))
        gate.await_arrival(3)
        report_of(manager)
        manager.stop()
        gate.release()
        assert manager.wait_for_completion()[:3] == [0, 1, 2]
    with PipelineManager() as manager, Gate(3) as gate:
        manager.add_worker(lambda item: fail_at(3)(gate(item)))
        manager.start(range(6))
        gate.await_arrival(3)
        report_of(manager)
        gate.release()
        with pytest.raises(PipelineError) as caught:
            manager.wait_for_completion()
        assert caught.value.results == [0, 1, 2]


def test_a_timeout_that_is_long_enough_changes_nothing():
    """The list, as without one."""
    with PipelineManager() as manager:
        manager.add_worker(identity)
        manager.start(range(5))
        assert manager.wait_for_completion(timeout=3600) == [0, 1, 2, 3, 4]


def test_a_stop_or_a_failure_ends_a_wait_with_a_timeout_early():
    """Nobody waits out an hour on a pipeline that has ended."""
    for ending in ("stop", "failure"):
        go = threading.Event()

        def stage(item, go=go, ending=ending):
            assert go.wait(10)
            if ending == "failure":
                raise ValueError(item)
            return item

        with PipelineManager() as manager:
            manager.add_worker(stage)
            manager.start([1])
            waiting = InThread(manager.wait_for_completion, 3600)
            if ending == "stop":
                manager.stop()
            go.set()
            if ending == "failure":
                with pytest.raises(PipelineError):
                    waiting.result()
            else:
                assert waiting.result() in ([], [1])


def test_leaving_with_after_a_timeout_stops_and_joins():
    """A timeout that is let through ends the pipeline with the block."""
    with pytest.raises(TimeoutError), PipelineManager(maxsize=1) as manager:
        manager.add_worker(identity, maxsize=1)
        manager.start(count())
        queues_full(manager)
        manager.wait_for_completion(timeout=0.001)
    assert manager.state == "stopped"


def test_a_timeout_of_zero_looks_once():
    """It takes what is there and does not wait."""
    with PipelineManager() as manager, Gate(2) as gate:
        manager.add_worker(gate)
        manager.start(range(3))
        gate.await_arrival(2)
        report_of(manager, 0)
        assert manager.queues[-1].empty()
        gate.release()
        assert manager.wait_for_completion() == [0, 1, 2]


def test_who_waits_behind_a_slower_item_is_not_said_to_wait_for_room():
    """The queue behind is empty then; what holds it up is the head of its own line."""
    with PipelineManager(maxsize=1) as manager, Gate(0) as gate:
        manager.add_worker(gate, "resize", workers=2)
        manager.start(count())
        gate.await_arrival(0)

        def shown():
            lines = report_of(manager).splitlines()
            return [line for line in lines if "waits for a slower item in front" in line]

        (line,) = wait_until(shown, "the other worker has used up its permits")
        assert "resize/" in line
        manager.stop()


def test_the_message_of_too_many_failures_names_the_limit():
    """Which policy ended the run is part of what happened."""
    with PipelineManager(max_failures=1) as manager, pytest.raises(PipelineError) as caught:
        manager.add_worker(fail_at(0, 1, 2), on_error="skip").run(range(5))
    assert "max_failures=1" in str(caught.value)


class Slow(BaseWorker):
    """Takes its time in one phase, until it is let go."""

    def __init__(self, phase, go):
        self.phase, self.go = phase, go

    def process_item(self, item):
        assert self.phase != "process_item" or self.go.wait(30)
        return item

    def teardown(self):
        assert self.phase != "teardown" or self.go.wait(30)


@pytest.mark.parametrize("why", ["end", "stop", "failure"])
def test_a_timeout_bounds_the_wait_for_threads_that_do_not_leave(why):
    """Whatever the threads were told to end for, the caller has said how long it waits; then it goes on."""
    go = threading.Event()
    with PipelineManager() as manager:
        phase = "teardown" if why == "end" else "process_item"
        manager.add_worker(identity).add_worker(Slow, worker_args={"phase": phase, "go": go})

        def source():
            yield 0
            wait_until(lambda: manager.stats()[1].items_in, "the slow stage has its item")
            if why == "failure":
                raise ValueError("in the source")
            yield 1

        manager.start(source())
        wait_until(lambda: manager.stats()[1].items_in, "the slow stage has its item")
        if why == "stop":
            manager.stop()
        waiting = InThread(manager.wait_for_completion, 0.05)
        with pytest.raises(TimeoutError, match="Slow/1 has been working"):
            waiting.result()
        go.set()
        if why == "failure":
            failure_of(manager.wait_for_completion)
        else:
            assert manager.wait_for_completion() == ([0, 1] if why == "end" else [])


def test_a_timeout_without_end_is_none():
    """Infinity is longer than the clock of a lock can count."""
    with PipelineManager() as manager, Gate(1) as gate:
        manager.add_worker(gate)
        manager.start([1])
        gate.await_arrival(1)
        waiting = InThread(manager.wait_for_completion, float("inf"))
        wait_until(lambda: manager._delivery.meter.state == "starved", "the caller waits")
        gate.release()
        assert waiting.result() == [1]


class Alarm(TimeoutError):
    """What a signal handler raises."""


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no alarm")
@pytest.mark.parametrize("timeout", [None, 3600])
def test_a_timeout_error_of_somebody_elses_goes_through_as_it_is(timeout):
    """An alarm in the middle of the wait is no timeout of the pipeline's; it ends like any exception."""

    def ring(*_):
        raise Alarm

    before = signal.signal(signal.SIGALRM, ring)
    try:
        with pytest.raises(Alarm):
            manager = PipelineManager()
            manager.add_worker(identity).start(count())
            signal.setitimer(signal.ITIMER_REAL, 0.05)
            manager.wait_for_completion(timeout)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert manager.state == "stopped"
    assert not manager.view().thread_ids

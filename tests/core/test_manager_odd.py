"""Odd cases: calls in an unusual order or from an unusual place, and what is refused half way."""

import gc
import inspect
import threading
from itertools import count

import pytest
import tqdm.auto

from pipeline_core import (
    Channel,
    Failure,
    PipelineError,
    PipelineManager,
    robust_put,
)
from tests.core.helpers import (
    Gate,
    InThread,
    identity,
    queues_full,
    thread_names,
    wait_until,
)


def test_waiting_inside_the_loop_over_results_takes_the_rest():
    """The list is what had not come out yet, and the loop ends."""
    taken = []
    with PipelineManager() as manager:
        manager.add_worker(identity)
        manager.start(range(5))
        for result in manager.results():
            taken.append(result)
            taken += manager.wait_for_completion()
    assert taken == [0, 1, 2, 3, 4]


def test_two_threads_that_wait_both_get_away():
    """Each result goes to one of them, and the end reaches both."""
    with PipelineManager(maxsize=1) as manager:
        manager.add_worker(identity)
        manager.start(range(50))
        waiting = [InThread(lambda: list(manager.results())) for _ in range(2)]
        taken = [result for one in waiting for result in one.result()]
    assert set(taken) == set(range(50))


class NoLength(list):
    """A list whose length cannot be asked for."""

    def __len__(self):
        raise OSError("length")


def test_a_start_that_fails_half_way_hangs_nobody(monkeypatch):
    """The bar cannot be shown (a closed terminal): the caller is told, and ``with`` is left in peace."""

    def no_terminal(self, *args, **settings):
        self.disable = True
        raise BrokenPipeError("closed")

    before = thread_names()
    monkeypatch.setattr(tqdm.auto.tqdm, "__init__", no_terminal)
    with pytest.raises(BrokenPipeError), PipelineManager(3, progress=True) as manager:
        manager.add_worker(identity)
        manager.run(count())
    assert thread_names() == before


def test_a_source_whose_length_fails_hangs_nobody():
    """Its length is asked for to size a bar; that fails, and ``with`` is left in peace."""
    before = thread_names()
    with pytest.raises((OSError, PipelineError)), PipelineManager(progress=True) as manager:
        manager.add_worker(identity)
        manager.run(NoLength([1]))
    assert thread_names() == before


def test_the_signatures_are_those_of_the_design():
    """Names, order, defaults, and what is keyword-only."""
    expected = {
        PipelineManager: "(num_total_items=None, *, maxsize=10, progress=False, trace=False, "
        "max_failures=None, name='pipeline')",
        PipelineManager.add_worker: "(self, worker, name=None, *, workers=1, maxsize=None, ordered=True, "
        "on_error='raise', worker_args=None)",
        PipelineManager.start: "(self, source)",
        PipelineManager.run: "(self, source)",
        PipelineManager.results: "(self)",
        PipelineManager.wait_for_completion: "(self, timeout=None)",
        PipelineManager.stop: "(self)",
        PipelineManager.stats: "(self)",
        PipelineManager.diagnose: "(self)",
    }
    for function, promised in expected.items():
        signature = inspect.signature(function)
        bare = [p.replace(annotation=inspect.Parameter.empty) for p in signature.parameters.values()]
        assert str(inspect.Signature(bare)) == promised, function
    assert list(inspect.signature(Channel).parameters)[:2] == ["maxsize", "stop_event"]
    assert [p.name for p in inspect.signature(robust_put).parameters.values()][1:] == [
        "item",
        "stop_event",
        "timeout",
    ]
    assert inspect.signature(robust_put).parameters["timeout"].default == 0.1
    assert {"stage", "worker", "index", "item", "error"} <= set(Failure.__dataclass_fields__)


def test_stop_from_a_signal_handler_inside_stop_is_no_deadlock():
    """A handler runs in the main thread, perhaps in the middle of stop(): the event's lock is re-entrant."""
    import signal

    with PipelineManager(maxsize=1) as manager:
        manager.add_worker(identity)
        manager.start(count())
        queues_full(manager)
        previous = signal.signal(signal.SIGINT, lambda *_: manager.stop())
        try:
            for _ in range(50):
                signal.raise_signal(signal.SIGINT)
                manager.stop()
        finally:
            signal.signal(signal.SIGINT, previous)
        assert manager.wait_for_completion() is not None


def test_a_stage_may_use_a_channel_of_its_own_with_the_stop_event():
    """A worker blocked in a channel made with the pipeline's stop event is woken, and that is no failure."""
    blocked = threading.Event()

    def stage(item):
        blocked.set()
        Channel(1, manager.stop_event).get()

    with PipelineManager() as manager:
        manager.add_worker(stage)
        manager.start([1])
        assert blocked.wait(10)
        manager.stop()
        assert manager.wait_for_completion() == []
    assert manager.failures == []


def test_results_collected_in_a_worker_thread_does_not_wait_for_itself():
    """The garbage collector may close a forgotten iterator in any thread: there it joins nobody."""
    forgotten = threading.Event()

    def stage(item):
        if item == 1:
            assert forgotten.wait(10)
            gc.collect()
        return item

    def forget():
        results = manager.results()
        assert next(results) == 0
        circle = [results]
        circle.append(circle)

    gc.disable()
    try:
        with PipelineManager(maxsize=1) as manager:
            manager.add_worker(stage)
            manager.start(count())
            forget()
            forgotten.set()
            assert manager.stop_event.wait(10)
    finally:
        gc.enable()
    assert manager.state == "stopped"


def test_a_stage_may_be_called_like_a_part_of_the_pipeline():
    """The names "consumer", "results" and "gil" are free; the diagnosis tells the stage from the part."""
    for name in ("consumer", "results", "gil"):
        with PipelineManager(maxsize=1) as manager, Gate(0) as gate:
            manager.add_worker(identity, "first").add_worker(gate, name)
            manager.start(count())
            gate.await_arrival(0)
            found = wait_until(
                lambda m=manager, n=name: (d := m.diagnose()).bottleneck == n and d, "it is named"
            )
            assert found.kind == "stage"
            manager.stop()

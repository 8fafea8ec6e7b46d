"""Diagnosis: which part limits the pipeline, in one sentence, from counters that are kept anyway."""

import dataclasses
import threading
import time
from itertools import count

from pipeline_core import Diagnosis, PipelineManager, PoolWorker, Stats
from pipeline_core.diagnosis import diagnose
from tests.core.helpers import Gate, identity, queues_full, wait_until


def verdict(manager, kind):
    """Wait until the diagnosis is of a kind, and return it."""
    return wait_until(lambda: (d := manager.diagnose()).kind == kind and d, f"the verdict is {kind}")


def test_the_bottleneck_is_the_stage_that_works_while_others_wait():
    """The held stage is named, not those that it holds up."""
    with PipelineManager(maxsize=1) as manager, Gate(1) as gate:
        manager.add_worker(identity, "before").add_worker(gate, "held").add_worker(identity, "behind")
        manager.start(count())
        gate.await_arrival(1)
        found = wait_until(
            lambda: (d := manager.diagnose()).bottleneck == "held" and d, "the held stage is the bottleneck"
        )
        assert isinstance(found, Diagnosis)
        assert found.kind == "stage"
        assert "held" in found.sentence
        assert str(found) == found.sentence
        manager.stop()


def test_the_source_can_be_the_bottleneck():
    """Everybody starves while it thinks."""
    go = threading.Event()

    def source():
        yield 1
        assert go.wait(30)

    with PipelineManager() as manager:
        manager.add_worker(identity).add_worker(identity)
        manager.start(source())
        results = manager.results()
        assert next(results) == 1
        waiting = threading.Thread(target=lambda: list(results))
        waiting.start()
        found = verdict(manager, "source")
        assert "source" in found.sentence
        assert found.bottleneck == "source"
        go.set()
        waiting.join()


def test_the_consumer_can_be_the_bottleneck():
    """All queues are full and nobody takes the results."""
    with PipelineManager(maxsize=1) as manager:
        manager.add_worker(identity).add_worker(identity)
        manager.start(count())
        queues_full(manager)
        found = verdict(manager, "consumer")
        assert "consumer" in found.sentence or "result" in found.sentence
        manager.stop()


def test_the_gil_can_be_the_bottleneck(monkeypatch):
    """Five threads whose CPU time adds up to one core, and none of which fills it alone.

    The threads' CPU clock is replaced by one that says so, since a real one depends on who else computes.
    """
    begun, lives = time.perf_counter(), threading.local()

    def fifth_of_a_core():
        first = not hasattr(lives, "seen")
        lives.seen = True
        return 0.0 if first else (time.perf_counter() - begun) / 5

    monkeypatch.setattr(time, "thread_time", fifth_of_a_core)
    with PipelineManager(maxsize=1) as manager, Gate(0) as gate:
        manager.add_worker(gate, "a").add_worker(identity, "b").add_worker(identity, "c")

        def source():
            yield 0
            gate.await_arrival(0)
            wait_until(lambda: time.perf_counter() > begun + 1, "the run is long, its start and end short")
            gate.release()

        assert manager.run(source()) == [0]
        found = manager.diagnose()
    assert found.kind == "gil"
    assert "GIL" in found.sentence


def test_a_diagnosis_needs_no_trace_and_can_be_asked_for_after_the_end():
    """It is made of counters that are kept anyway."""
    with PipelineManager() as manager, Gate(0) as gate:
        manager.add_worker(identity, "quick").add_worker(gate, "slow")
        manager.start(range(3))
        wait_until(lambda: manager.stats()[1].working_s > 0.1, "the slow stage has worked a while")
        gate.release()
        manager.wait_for_completion()
        assert manager.trace is None
        found = manager.diagnose()
    assert (found.kind, found.bottleneck) == ("stage", "slow")


def test_a_diagnosis_is_sound_for_a_pool():
    """A pool whose sub-workers are all at work is the bottleneck, not the thread that feeds it."""
    with PipelineManager(maxsize=1) as manager, Gate() as gate:
        manager.add_worker(identity, "before")
        manager.add_worker(
            PoolWorker.of(gate), "pool", worker_args={"num_sub_workers": 2, "max_in_flight": 2}
        )
        manager.start(count())
        wait_until(lambda: len(gate.arrived) == 2, "both sub-workers are at work")
        found = wait_until(lambda: (d := manager.diagnose()).bottleneck == "pool" and d, "the pool is named")
        assert found.kind == "stage"
        manager.stop()


def test_a_pools_own_threads_count_for_the_gil(monkeypatch):
    """Four sub-workers that share one core are the GIL's, though the threads before and behind are idle."""
    begun = time.perf_counter()

    def quarter_of_a_core():
        pooled = threading.current_thread().name.startswith("pool/")
        return (time.perf_counter() - begun) / 4 if pooled else 0.0

    monkeypatch.setattr(time, "thread_time", quarter_of_a_core)
    with PipelineManager(maxsize=1) as manager, Gate() as gate:
        manager.add_worker(PoolWorker.of(gate), "pool", worker_args={"num_sub_workers": 4})
        manager.start(range(4))
        wait_until(lambda: len(gate.arrived) == 4, "all are at work")
        wait_until(lambda: time.perf_counter() > begun + 1, "the run is long, its start and end short")
        gate.release()
        manager.wait_for_completion()
        assert manager.diagnose().kind == "gil"


def test_where_nothing_was_busy_the_diagnosis_says_so():
    """A share of a few per cent is no bottleneck, and no advice is given on it."""
    quiet = Stats("read", 1, 9, 9, 0, 0, 0.1, 0.9, 0.0, 0, 1, 8)
    parts = [dataclasses.replace(quiet, stage="source", working_s=0.01), quiet, quiet]
    found = diagnose(parts, 1.0, [0.01])
    assert found.sentence.startswith("Nothing was busy for long")
    assert "10%" in found.sentence
    assert "more workers" not in found.sentence

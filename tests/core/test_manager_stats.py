"""Stats: counts that add up, and times that follow what threads do."""

import dataclasses
import threading
import time
from itertools import count

import pytest

from pipeline_core import SKIP, PipelineManager, PoolWorker, Stats
from pipeline_core.diagnosis import diagnose
from tests.core.helpers import Gate, identity, wait_until, wait_until_still

FIELDS = (
    "stage workers items_in items_out skipped failed working_s starved_s blocked_s depth depth_max maxsize"
)


def mixed(item):
    """Skip every third item, fail on every other third."""
    if item % 3 == 1:
        raise ValueError(item)
    return SKIP if item % 3 == 2 else item


@pytest.mark.parametrize("kind", ["one worker", "ordered", "unordered", "pool"])
@pytest.mark.parametrize("trace", [False, True])
def test_the_counts_add_up(kind, trace):
    """What went in came out, was skipped, or failed; with or without a trace."""
    with PipelineManager(trace=trace, maxsize=7) as manager:
        workers = 3 if kind.endswith("ordered") else 1
        worker = PoolWorker.of(mixed) if kind == "pool" else mixed
        manager.add_worker(worker, "mixed", workers=workers, ordered=kind != "unordered", on_error="skip")
        manager.add_worker(identity, "last", maxsize=4)
        manager.run(range(30))
    first, last = manager.stats()
    assert (first.items_in, first.items_out, first.skipped, first.failed) == (30, 10, 10, 10)
    assert (last.items_in, last.items_out, last.skipped, last.failed) == (10, 10, 0, 0)
    assert (first.stage, last.stage) == ("mixed", "last")
    assert (first.maxsize, last.maxsize) == (7, 4)
    assert (first.depth, last.depth) == (0, 0)
    assert 1 <= first.depth_max <= 7
    assert first.workers == (4 if kind == "pool" else workers)  # a pool's sub-workers


def test_stats_are_records_with_the_promised_fields():
    """One a stage, before the start too, and not to be changed."""
    manager = PipelineManager()
    manager.add_worker(identity, "a").add_worker(identity, "b", workers=2)
    stats = manager.stats()
    assert [type(each) for each in stats] == [Stats, Stats]
    assert set(FIELDS.split()) <= {field.name for field in dataclasses.fields(Stats)}
    assert [(each.stage, each.workers, each.items_in) for each in stats] == [("a", 1, 0), ("b", 2, 0)]
    with pytest.raises(dataclasses.FrozenInstanceError):
        stats[0].items_in = 1


def test_stats_can_be_read_while_it_runs():
    """Two items in, one out, one in work, and how many wait."""
    with PipelineManager(maxsize=3) as manager, Gate(1) as gate:
        manager.add_worker(gate)
        manager.start(range(10))
        gate.await_arrival(1)
        wait_until(manager.queues[0].full, "the queue is full")
        (stats,) = manager.stats()
        assert (stats.items_in, stats.items_out, stats.depth, stats.depth_max) == (2, 1, 3, 3)
        gate.release()
        manager.wait_for_completion()


def grows(manager, stage, field):
    """Wait until one time of a stage has grown by a tenth of a second; return by how much each grew."""
    names = ("working_s", "starved_s", "blocked_s")
    before = {name: getattr(manager.stats()[stage], name) for name in names}
    wait_until(lambda: getattr(manager.stats()[stage], field) > before[field] + 0.1, f"{field} grows")
    after = manager.stats()[stage]
    return {name: getattr(after, name) - before[name] for name in names}


def test_time_is_counted_as_working_starved_or_blocked():
    """While one stage holds an item, the one before it is blocked and the one behind it starves."""
    with PipelineManager(maxsize=1) as manager, Gate() as gate:
        manager.add_worker(identity, "before").add_worker(gate, "held").add_worker(
            identity, "behind", workers=2
        )
        manager.start(count())
        wait_until(lambda: manager.queues[0].full() and manager.queues[1].full(), "those in front are full")
        for stage, field in enumerate(["blocked_s", "working_s", "starved_s"]):
            grown = grows(manager, stage, field)
            others = sum(value for name, value in grown.items() if name != field)
            assert others < 0.02, (stage, grown)
        manager.stop()


def test_times_are_in_worker_seconds():
    """Two starving workers starve twice as long as one: their times add up."""
    with PipelineManager(maxsize=1) as manager, Gate() as gate:
        manager.add_worker(gate, "held").add_worker(identity, "two", workers=2).add_worker(identity, "one")
        manager.start(count())
        gate.await_arrival(0)
        wait_until(lambda: all(stats.starved_s for stats in manager.stats()[1:]), "they have begun to starve")
        wait_until_still(lambda: [round(stats.working_s, 4) for stats in manager.stats()[1:]])
        before = manager.stats()
        wait_until(lambda: manager.stats()[2].starved_s > before[2].starved_s + 0.5, "a while goes by")
        pairs = zip(before, manager.stats(), strict=True)
        _, two, one = (late.starved_s - early.starved_s for early, late in pairs)
        assert two / one == pytest.approx(2, rel=0.2)
        manager.stop()


def test_times_stand_still_once_the_pipeline_has_ended():
    """Reading later changes nothing."""
    with PipelineManager() as manager:
        manager.add_worker(identity, workers=2).add_worker(PoolWorker.of(identity))
        manager.run(range(100))
    first, begun = manager.stats(), time.perf_counter()
    wait_until(lambda: time.perf_counter() > begun + 0.01, "the clock moves on")
    assert manager.stats() == first
    assert all(s.working_s >= 0 and s.starved_s >= 0 and s.blocked_s >= 0 for s in first)


def test_depth_max_counts_items_and_not_the_sentinel():
    """Of no items none ever waited; of those that a producer puts itself, as many as there was room for."""
    with PipelineManager() as manager:
        manager.add_worker(identity).add_worker(identity, workers=2)
        manager.run([])
        assert [stats.depth_max for stats in manager.stats()] == [0, 0]
    with PipelineManager(maxsize=3) as manager, Gate() as gate:
        manager.add_worker(gate)
        manager.start(lambda queue, stop_event: [queue.put(item) for item in range(9)])
        wait_until(manager.queues[0].full, "the queue is full")
        assert manager.stats()[0].depth_max == 3
        gate.release()
        manager.wait_for_completion()
    with PipelineManager(maxsize=9) as manager, Gate() as gate:
        manager.add_worker(gate)
        manager.start(lambda queue, stop_event: [queue.put(item) for item in range(3)])
        gate.release()
        manager.wait_for_completion()
        assert 1 <= manager.stats()[0].depth_max <= 3


def test_a_pools_sub_workers_starve_each_for_itself():
    """Times are in worker-seconds: three idle sub-workers starve three times, and none of it is work."""
    go = threading.Event()

    def source():
        yield 1
        assert go.wait(30)
        yield 2

    with PipelineManager() as manager:
        manager.add_worker(PoolWorker.of(identity), worker_args={"num_sub_workers": 3})
        manager.start(source())
        wait_until(lambda: manager.stats()[0].items_out == 1, "the first item is through")
        wait_until_still(lambda: round(manager.stats()[0].working_s, 4))
        (before,) = manager.stats()
        wait_until(lambda: manager.stats()[0].starved_s > before.starved_s + 3, "they starve a second each")
        go.set()
        manager.wait_for_completion()
        (after,) = manager.stats()
    assert after.starved_s > before.starved_s + 2.9
    assert after.working_s < before.working_s + 1


def test_a_busy_source_and_a_busy_consumer_are_told_by_their_place():
    """Whatever their stages are called: the source comes first, the consumer last."""
    quiet = Stats("consumer", 1, 9, 9, 0, 0, 0.1, 0.9, 0.0, 0, 1, 8)
    busy = dataclasses.replace(quiet, working_s=0.9, starved_s=0.1)
    assert diagnose([busy, quiet, quiet], 1.0, [0.01]).kind == "source"
    assert diagnose([quiet, busy, quiet], 1.0, [0.01]).kind == "stage"
    assert diagnose([quiet, quiet, busy], 1.0, [0.01]).kind == "consumer"

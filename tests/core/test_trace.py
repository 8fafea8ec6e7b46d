"""trace: every event of a run, when asked for; nothing when not."""

from collections import Counter
from itertools import accumulate, pairwise

import pytest

from pipeline_core import SKIP, PipelineManager, PoolWorker, Trace
from tests.core.helpers import identity

KINDS = pytest.mark.parametrize("kind", ["one worker", "ordered", "unordered", "pool"])


def traced(kind, function=identity, items=range(20), maxsize=2):
    """Run two stages with a trace and return the manager."""
    with PipelineManager(trace=True, maxsize=maxsize) as manager:
        worker = PoolWorker.of(function) if kind == "pool" else function
        workers = 3 if kind.endswith("ordered") else 1
        manager.add_worker(worker, "first", workers=workers, ordered=kind != "unordered", on_error="skip")
        manager.add_worker(identity, "second")
        manager.run(items)
    return manager


def test_without_asking_there_is_no_trace():
    """It costs memory, so it is off."""
    with PipelineManager() as manager:
        manager.add_worker(identity)
        manager.run([1])
        assert manager.trace is None


@KINDS
def test_every_item_is_in_the_trace(kind):
    """Each stage takes each item and hands each result on, and the source hands on what it gives."""
    trace = traced(kind).trace
    assert isinstance(trace, Trace)
    for stage in ("first", "second"):
        for event_kind in ("take", "hand_on"):
            numbers = [e.number for e in trace.events if (e.stage, e.kind) == (stage, event_kind)]
            assert sorted(numbers) == list(range(20)), (stage, event_kind)
    assert [e.number for e in trace.events if (e.stage, e.kind) == ("source", "hand_on")] == list(range(20))


@KINDS
def test_the_trace_tells_what_became_of_each_item(kind):
    """Skipped and failed items are told from those handed on."""

    def mixed(item):
        if item % 3 == 1:
            raise ValueError(item)
        return SKIP if item % 3 == 2 else item

    trace = traced(kind, mixed, range(9)).trace
    fates = {
        e.number: e.kind for e in trace.events if e.stage == "first" and e.kind in ("hand_on", "skip", "fail")
    }
    assert fates == {n: ("hand_on", "fail", "skip")[n % 3] for n in range(9)}


def test_results_do_not_depend_on_the_trace():
    """It watches."""
    with PipelineManager(trace=True) as manager:
        manager.add_worker(identity, workers=3)
        assert manager.run(range(100)) == list(range(100))


STATES = ("working", "starved", "blocked", "ended")


def spans(trace, stage):
    """Return what each worker of a stage did, as (worker, state, begin, end)."""
    events = [event for event in trace.events if event.stage == stage and event.kind in STATES]
    for worker in {event.worker for event in events}:
        mine = [event for event in events if event.worker == worker]
        for begun, ended in pairwise(mine):
            yield worker, begun.kind, begun.time, ended.time


@KINDS
def test_a_worker_works_waits_and_ends(kind):
    """The states of each thread begin with work, and ``ended`` comes once, last."""
    trace = traced(kind, maxsize=1).trace
    for worker in {
        event.worker for event in trace.events if event.worker in {"source", "first/1", "second/1"}
    }:
        states = [event.kind for event in trace.events if event.worker == worker and event.kind in STATES]
        assert states[0] == "working"
        assert states.index("ended") == len(states) - 1
        assert all(one != "working" or two != "working" for one, two in pairwise(states)), states


@KINDS
def test_the_times_of_trace_and_stats_agree(kind):
    """What the events say a stage has waited is what its statistics say."""
    manager = traced(kind, items=range(200), maxsize=1)
    for stats in manager.stats():
        if kind == "pool" and stats.stage == "first":
            continue  # there the statistics speak of sub-workers
        for state, seconds in (("starved", stats.starved_s), ("blocked", stats.blocked_s)):
            seen = sum(
                end - begin for _, what, begin, end in spans(manager.trace, stats.stage) if what == state
            )
            assert seen == pytest.approx(seconds, rel=0.3, abs=0.05), (stats.stage, state)


def test_the_depth_of_a_queue_can_be_read_from_the_events():
    """Handed on less taken: never more than maxsize, one more perhaps in a hand on each side."""
    trace = traced("one worker", items=range(50), maxsize=3).trace
    for before, stage in (("source", "first"), ("first", "second")):
        steps = [
            1 if event.kind == "hand_on" else -1
            for event in trace.events
            if (event.stage, event.kind) in ((before, "hand_on"), (stage, "take"))
        ]
        depths = list(accumulate(steps))
        assert len(depths) == 100
        assert depths[-1] == 0
        assert min(depths) >= -1
        assert max(depths) <= 3 + 1


def test_the_events_of_a_thread_are_in_order_of_time():
    """And all times are seconds since the start, none before it."""
    events = traced("ordered").trace.events
    for worker in {event.worker for event in events}:
        times = [event.time for event in events if event.worker == worker]
        assert times == sorted(times)
        assert times[0] >= 0
    ended = Counter(event.worker for event in events if event.kind == "ended")
    assert ended == {"source": 1, "first/1": 1, "first/2": 1, "first/3": 1, "second/1": 1, "consumer": 1}

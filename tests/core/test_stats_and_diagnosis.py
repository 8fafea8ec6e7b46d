"""Statistics, diagnosis and trace: counts that add up, times that agree, a verdict in one sentence."""

import dataclasses
import threading
import time
from collections import Counter
from functools import partial
from itertools import accumulate, count, pairwise

import pytest

from pipeline_core import SKIP, Diagnosis, PipelineManager, PoolWorker, Stats, Trace, lab
from pipeline_core.diagnosis import diagnose
from pipeline_core.meter import Meter
from tests.core.helpers import Gate, InThread, identity, queues_full, wait_until, wait_until_still

# --- Stats: counts that add up, and times that follow what threads do


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


# --- Diagnosis: which part limits the pipeline, in one sentence, from counters that are kept anyway


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


@pytest.mark.parametrize("maxsize", [10, 400, 0])
@pytest.mark.parametrize(
    ("stage", "loop", "limit"),
    [(19, 20, "consumer"), (12, 20, "consumer"), (20, 18, "stage"), (20, 1, "stage")],
)
def test_a_loop_over_results_that_is_slower_than_every_stage_is_the_bottleneck(stage, loop, limit, maxsize):
    """By however little, and though results may find room and wait there."""

    def fetch(item):
        time.sleep(stage)
        return item

    def program():
        with PipelineManager(maxsize=maxsize) as manager:
            manager.add_worker(fetch)
            manager.start(range(300))
            for _ in manager.results():
                time.sleep(loop)
        return manager.diagnose()

    run = lab.simulate(program, switch="sync", max_steps=100_000)
    assert run.result.kind == limit, run.result
    assert run.elapsed == pytest.approx(300 * max(stage, loop), rel=0.02)


def test_two_stages_that_are_as_slow_are_both_told():
    """To mend the one alone gains nothing."""

    def program():
        with PipelineManager() as manager:
            manager.add_worker(lambda _: time.sleep(10), "load").add_worker(lambda _: time.sleep(9.5), "save")
            manager.run(range(300))
        return str(manager.diagnose())

    told = lab.simulate(program, switch="sync", max_steps=100_000).result
    assert "Stage 'load' is the bottleneck" in told
    assert "Stage 'save' worked for 95%, and is the limit as soon as that is mended" in told
    assert "gains nothing" not in told


@pytest.mark.parametrize("ordered", [True, False])
def test_workers_who_wait_for_a_slow_item_in_front_are_told(ordered):
    """Nobody is busy for long then, and the cure is another one than more workers."""

    def fetch(item):
        time.sleep(20 if item % 20 == 0 else 1)

    def program():
        with PipelineManager(maxsize=2) as manager:
            manager.add_worker(fetch, workers=8, ordered=ordered)
            manager.run(range(100))
        return str(manager.diagnose())

    told = lab.simulate(program, switch="sync", max_steps=100_000).result
    assert ("a slow item in front" in told) == ordered, told


def test_a_caller_who_has_not_come_for_results_yet_is_no_bottleneck_while_there_is_room():
    """It may ask how things go meanwhile."""

    def program():
        with PipelineManager(maxsize=100) as manager:
            manager.add_worker(time.sleep)
            manager.start([1] * 20)
            time.sleep(10)
            told = manager.diagnose()
            manager.stop()
        return told

    assert lab.simulate(program, switch="sync").result.bottleneck == "sleep"


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


def test_a_stage_that_only_waits_all_the_time_is_named_beside_two_that_compute_as_much_as_one_core():
    """Hashing lets go of the GIL: that two threads fill a core between them says little."""
    quiet = Stats("source", 1, 9, 9, 0, 0, 0.1, 0.9, 0.0, 0, 1, 8)
    download = Stats("download", 1, 9, 9, 0, 0, 0.99, 0.01, 0.0, 0, 1, 8, cpu_s=0.01)
    hashing = [Stats(name, 1, 9, 9, 0, 0, 0.53, 0.47, 0.0, 0, 1, 8, cpu_s=0.47) for name in ("hash", "sign")]
    parts = [quiet, download, *hashing, quiet]
    assert diagnose(parts, 1.0, [0.0, 0.01, 0.47, 0.47]).bottleneck == "download"
    busy = dataclasses.replace(download, cpu_s=0.3)  # a third of a core is more than who waits would take
    assert diagnose([quiet, busy, *hashing, quiet], 1.0, [0.0, 0.3, 0.35, 0.35]).bottleneck == "gil"


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


BUSY = Stats("work", 2, 9, 9, 0, 0, 1.8, 0.1, 0.1, 0, 8, 8)
IDLE = dataclasses.replace(BUSY, stage="idle", working_s=0.1)


@pytest.mark.parametrize(
    ("figures", "says", "not_says"),
    [
        ({"cpu_s": 1.7}, ["computed for 94%", "GIL", "ProcessPoolExecutor"], "Give it more, or"),
        ({"cpu_s": 0.1}, ["Workers: 2. Give it more"], "GIL"),
        ({"cpu_s": None}, ["If they wait", "GIL", "ProcessPoolExecutor"], "Give it more, or"),
        ({"cpu_s": 0.1, "working_s": 1.92}, ["a change anywhere else gains nothing"], "may gain as well"),
        ({"cpu_s": 0.1, "working_s": 1.5}, ["where times vary", "may gain as well"], "gains nothing"),
        ({"elsewhere": True, "workers": 8, "working_s": 6.0}, ["6.0 of at most 8 items"], "max_in_flight"),
        (
            {"elsewhere": True, "workers": 8, "working_s": 7.9},
            ["7.9 of at most 8 items at once (max_in_flight). If it has more workers than that, raise"],
            "Workers: 8",
        ),
    ],
    ids=["computing", "waiting", "not known", "all the time", "three quarters", "executor", "full executor"],
)
def test_the_advice_says_no_more_than_the_figures_allow(figures, says, not_says):
    """More threads help those that wait; of those that compute nobody knows whether they share the GIL."""
    found = diagnose([IDLE, dataclasses.replace(BUSY, **figures), IDLE], 1.0, [0.1])
    assert (found.kind, found.bottleneck) == ("stage", "work")
    assert all(words in found.sentence for words in says), found
    assert not_says not in found.sentence


def test_the_time_a_worker_computed_is_what_its_thread_used():
    """On a loaded machine too: the thread's own clock is the measure, not the run's."""
    used = []

    def compute(item):
        begun = time.thread_time()
        total = sum(range(50_000))
        used.append(time.thread_time() - begun)
        return total

    with PipelineManager() as manager:
        manager.add_worker(compute, "compute")
        manager.run(range(100))
        (stats,) = manager.stats()
    assert sum(used) <= stats.cpu_s <= 2 * sum(used)


# --- trace: every event of a run, when asked for; nothing when not


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


def test_the_cpu_of_a_consumer_in_two_threads_is_never_that_of_something_else():
    """start() in one and results() in another: neither's CPU time from before counts, as gain or as loss."""

    def busy(then):
        until = time.thread_time() + 0.1
        while time.thread_time() < until:
            pass
        then()

    for old, young in ("open", "close"), ("close", "open"):
        meter = Meter("consumer", "consumer", None)
        calls = {old: partial(busy, getattr(meter, old)), young: getattr(meter, young)}
        for call in ("open", "close"):
            InThread(calls[call]).result()
        assert 0 <= meter.cpu < 0.1

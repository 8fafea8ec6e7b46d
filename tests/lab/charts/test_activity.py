"""What the pictures are drawn of: spans, depths, items and bounds, to the exact figure of virtual time."""

from __future__ import annotations

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, Full, Queue
from typing import Any

import pytest

from pipeline_core import SENTINEL, SKIP, Channel, PipelineError, PipelineManager, PoolWorker, Trace, lab
from pipeline_core.lab.charts.activity import (
    Activity,
    Bound,
    Depth,
    Item,
    Lane,
    Span,
    extremes,
    rates,
    shares,
)
from pipeline_core.lab.charts.read import TraceReader, activity
from pipeline_core.meter import Event

ms = pytest.approx


def sleeper(milliseconds: float) -> Any:
    def work(item: Any) -> Any:
        time.sleep(milliseconds / 1000)
        return item

    return work


def three_stages(items: int = 3, maxsize: int = 1, **options: Any) -> PipelineManager:
    """1 ms, 4 ms and 2 ms an item, the source is there at once."""
    manager = PipelineManager(trace=True, maxsize=maxsize)
    manager.add_worker(sleeper(1), "first").add_worker(sleeper(4), "slow", **options)
    manager.add_worker(sleeper(2), "last").run(range(items))
    return manager


def seen(program: Any) -> Activity:
    return activity(lab.simulate(program, switch="sync"))


def spans(found: Activity, name: str) -> list[tuple[float, float, str, int | None]]:
    """A lane's spans in whole milliseconds."""
    (lane,) = (lane for lane in found.lanes if lane.name == name)
    return [(round(s * 1000, 6), round(e * 1000, 6), state, number) for s, e, state, number in lane.spans]


def started(*functions: Any) -> None:
    threads = [threading.Thread(target=f, name=f.__name__) for f in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# -- a pipeline's trace -------------------------------------------------------------------------


def test_the_spans_of_a_pipeline_are_those_that_can_be_worked_out_on_paper() -> None:
    """Each worker's states and items, to the millisecond, the source and the consumer too."""
    found = seen(three_stages)
    assert [lane.name for lane in found.lanes] == ["source", "first/1", "slow/1", "last/1", "consumer"]
    assert spans(found, "source") == [(0, 1, "blocked", 2), (1, 2, "blocked", None)]  # the last is the end
    assert spans(found, "first/1") == [
        (0, 1, "working", 0), (1, 2, "working", 1), (2, 3, "working", 2), (3, 5, "blocked", 2),
        (5, 9, "blocked", None),
    ]  # fmt: skip
    assert spans(found, "slow/1") == [
        (0, 1, "starved", None), (1, 5, "working", 0), (5, 9, "working", 1), (9, 13, "working", 2),
    ]  # fmt: skip
    assert spans(found, "last/1") == [
        (0, 5, "starved", None), (5, 7, "working", 0), (7, 9, "starved", None), (9, 11, "working", 1),
        (11, 13, "starved", None), (13, 15, "working", 2),
    ]  # fmt: skip
    assert spans(found, "consumer") == [
        (0, 7, "starved", None), (7, 11, "starved", None), (11, 15, "starved", None),
    ]  # fmt: skip
    assert found.seconds == ms(0.015)


def test_depths_items_bounds_and_the_verdict_are_exact_too() -> None:
    """What waits in each queue, when each item came and went, and what each stage would let through."""
    found = seen(three_stages)
    first, slow, last = found.queues
    assert (first.name, first.maxsize, first.lasting) == (
        "first",
        1,
        [(0, 1), (ms(0.001), 1), (ms(0.002), 0)],
    )
    assert slow.lasting == [(ms(0.001), 0), (ms(0.002), 1), (ms(0.005), 1), (ms(0.009), 0)]
    assert (last.peak, slow.peak) == (0, 1)
    assert found.items == [
        Item(0, ms(0.007), "hand_on"), Item(0, ms(0.011), "hand_on"), Item(ms(0.001), ms(0.015), "hand_on"),
    ]  # fmt: skip
    assert {bound.part: bound.rate for bound in found.bounds} == ms({"first": 1000, "slow": 250, "last": 500})
    assert found.bound == Bound("slow", ms(250), ms(0.004), 1)
    assert found.bottleneck == "slow"
    assert "Stage 'slow' is the bottleneck: it worked for 80% of the run" in found.verdict


def test_littles_law_holds_to_the_last_digit_once_everything_has_left() -> None:
    """The mean number inside, measured from the depths, is the rate times the mean time."""
    inside, rate, wait = seen(lambda: three_stages(20)).little()
    assert inside == pytest.approx(rate * wait, rel=1e-12)
    assert (seen(three_stages).little()) == ms((32 / 15, 200, 32 / 3000))


def test_workers_of_one_stage_have_a_lane_each_and_share_a_bound() -> None:
    """Two workers let through twice as much."""
    found = seen(lambda: three_stages(6, workers=2))
    assert [lane.name for lane in found.lanes if lane.stage == "slow"] == ["slow/1", "slow/2"]
    taken = {number for name in ("slow/1", "slow/2") for *_, number in spans(found, name)} - {None}
    assert taken == set(range(6))
    assert next(bound for bound in found.bounds if bound.part == "slow").rate == ms(500)


def pooled() -> PipelineManager:
    manager = PipelineManager(trace=True, maxsize=2)
    settings = {"num_sub_workers": 2}
    manager.add_worker(PoolWorker.of(sleeper(2)), "pool", worker_args=settings).run(range(4))
    return manager


def test_the_sub_workers_of_a_pool_have_lanes_of_their_own_numbered_by_item() -> None:
    """Two at a time, as in every stage of two workers."""
    found = seen(pooled)
    assert [lane.name for lane in found.lanes if lane.stage == "pool"] == ["pool/1", "pool/2"]
    assert spans(found, "pool/1") == [(0, 2, "working", 0), (2, 4, "working", 2)]
    assert spans(found, "pool/2") == [(0, 2, "working", 1), (2, 4, "working", 3)]
    assert found.bound == Bound("pool", ms(1000), ms(0.002), 2)


def test_a_trace_alone_says_the_same_but_for_the_limits_of_queues() -> None:
    """The order of the stages is found from the items, the verdict from the spans."""
    manager = lab.simulate(three_stages, switch="sync").result
    whole, alone = activity(manager), activity(manager.trace)
    assert (alone.lanes, alone.items, alone.bottleneck) == (whole.lanes, whole.items, "slow")
    assert alone.bound is not None
    assert alone.bound.rate == ms(250)
    assert [queue.maxsize for queue in alone.queues] == [None] * 3
    assert [queue.lasting for queue in alone.queues] == [queue.lasting for queue in whole.queues]


def test_skipped_and_failed_items_leave_where_they_were_dropped() -> None:
    """They count for Little's law, never as results, and a bound is told in results."""

    def pick(item: int) -> Any:
        time.sleep(0.001)
        if item == 1:
            raise ValueError(item)
        return SKIP if item == 2 else item

    def program() -> PipelineManager:
        manager = PipelineManager(trace=True)
        manager.add_worker(sleeper(2), "first").add_worker(pick, "pick", on_error="skip").run(range(4))
        return manager

    found = seen(program)
    assert [item.fate for item in found.items] == ["hand_on", "fail", "skip", "hand_on"]
    assert found.finished == [ms(0.003), ms(0.009)]
    assert found.failures == [(ms(0.005), "pick/1")]
    assert {b.part: b.rate for b in found.bounds} == ms({"first": 250, "pick": 500})


def test_the_failure_that_stops_a_pipeline_is_placed_at_the_end_of_its_worker() -> None:
    """And what was inside by then never left."""

    def bad(item: int) -> int:
        time.sleep(0.003)
        if item == 2:
            raise ValueError(item)
        return item

    def program() -> PipelineManager:
        manager = PipelineManager(trace=True, maxsize=1).add_worker(bad, "bad")
        with pytest.raises(PipelineError):
            manager.run(range(9))
        return manager

    found = seen(program)
    assert found.failures == [(ms(0.009), "bad/1")]
    assert Counter(item.fate for item in found.items) == {"hand_on": 2, None: 2}


def test_notes_in_the_wrong_order_never_make_a_queue_hold_less_than_nothing_or_more_than_its_limit() -> None:
    """On real clocks a take may be noted before its put, and a put before the take that made room."""
    trace = Trace()
    notes = [
        ("take", "s", 0), ("hand_on", "source", 0), ("hand_on", "source", 1), ("hand_on", "source", 2),
        ("take", "s", 1), ("take", "s", 2),
    ]  # fmt: skip
    trace.events = [
        Event(n / 10, stage, "source" if stage == "source" else "s/1", kind, number)
        for n, (kind, stage, number) in enumerate(notes)
    ]
    (queue,) = activity(trace).queues
    assert [depth for _, depth in queue.steps] == [0, 1, 2, 1, 0]
    bounded = TraceReader(trace.events).depth("source", "s", 1)
    assert [depth for _, depth in bounded.steps] == [0, 1, 1, 0]


def test_a_real_run_gives_sound_spans() -> None:
    """On the real clock: spans in order, no overlap, no negative depth, every item in and out."""
    with PipelineManager(trace=True, maxsize=2) as manager:
        manager.add_worker(str, "a", workers=3).add_worker(len, "b", workers=2, ordered=False)
        manager.run(range(500))
    found = activity(manager)
    for lane in found.lanes:
        assert all(one.end <= two.start for one, two in zip(lane.spans, lane.spans[1:], strict=False))
    for queue in found.queues:
        assert min(depth for _, depth in queue.steps) >= 0
        assert queue.peak <= 2
        assert queue.steps[-1][1] == 0
    assert len(found.finished) == 500
    assert min(wait for _, wait in found.latencies) >= 0


def results_taken_every(milliseconds: float) -> Any:
    """A stage of 4 ms an item, and whoever takes its results does something of their own in between."""

    def program() -> PipelineManager:
        with PipelineManager(trace=True, maxsize=1) as manager:
            manager.add_worker(sleeper(4), "stage").start(range(10))
            for _ in manager.results():
                time.sleep(milliseconds / 1000)
        return manager

    return program


def test_a_consumer_limits_only_as_far_as_it_holds_the_last_stage_up() -> None:
    """What it does while it would have had to wait anyway costs the pipeline nothing."""
    quick, slow = seen(results_taken_every(3)), seen(results_taken_every(9))
    assert (quick.bottleneck, slow.bottleneck) == ("stage", "consumer")
    assert [bound.part for bound in quick.bounds] == ["stage"]
    assert slow.bound is not None
    assert slow.bound.part == "consumer"
    assert spans(quick, "consumer")[:3] == [
        (0, 4, "starved", None), (4, 7, "working", None), (7, 8, "starved", None),
    ]  # fmt: skip


# -- plain threads and queues -------------------------------------------------------------------


def produce_and_consume() -> None:
    """1 ms to make an item, 3 ms to use one, one place in the queue, None at the end."""
    work: Queue[int | None] = Queue(maxsize=1)

    def producer() -> None:
        for item in range(3):
            time.sleep(0.001)
            work.put(item)
        work.put(None)

    def consumer() -> None:
        while work.get() is not None:
            time.sleep(0.003)

    started(producer, consumer)


def test_the_spans_of_plain_threads_are_those_that_can_be_worked_out_on_paper() -> None:
    """Sleeping, blocked in put, starved in get, waiting in join: each call is one span."""
    found = seen(produce_and_consume)
    assert [lane.name for lane in found.lanes] == ["producer", "consumer", "MainThread"]
    assert spans(found, "producer") == [
        (0, 1, "sleeping", None), (1, 2, "sleeping", None), (2, 3, "sleeping", None),
        (3, 4, "blocked", None), (4, 7, "blocked", None),
    ]  # fmt: skip
    assert spans(found, "consumer") == [
        (0, 1, "starved", None),
        (1, 4, "sleeping", None), (4, 7, "sleeping", None), (7, 10, "sleeping", None),
    ]  # fmt: skip
    assert spans(found, "MainThread") == [(0, 7, "waiting", None), (7, 10, "waiting", None)]


def test_of_a_plain_queue_depth_items_and_bounds_are_known_and_the_end_marker_is_no_item() -> None:
    """Items wait in the queue from put to get, and are done when their thread asks for the next."""
    found = seen(produce_and_consume)
    (queue,) = found.queues
    assert (queue.name, queue.maxsize, queue.peak) == ("work", 1, 1)
    assert queue.lasting == [
        (0, 0),
        (ms(0.001), 0),
        (ms(0.002), 1),
        (ms(0.004), 1),
        (ms(0.007), 1),
        (ms(0.01), 0),
    ]
    assert [(i.entered, i.left) for i in found.items] == [
        (ms(0.001), ms(0.001)), (ms(0.002), ms(0.004)), (ms(0.004), ms(0.007)),
    ]  # fmt: skip
    assert found.finished == [ms(0.004), ms(0.007), ms(0.01)]
    assert {b.part: b.rate for b in found.bounds} == ms({"producer": 1000, "consumer": 1000 / 3})
    assert found.verdict == "Thread 'consumer' is the bottleneck: it was busy for 90% of the run."


@pytest.mark.parametrize("marker", [None, SENTINEL, object()])
def test_each_kind_of_end_marker_is_left_out_and_the_same_value_inside_is_not(marker: object) -> None:
    """It ends something only if whoever takes it takes nothing more."""

    def program() -> None:
        work: Queue[object] = Queue()
        for item in (1, marker, 2, marker):
            work.put(item)

        def consumer() -> None:
            for _ in range(4):
                work.get()
                time.sleep(0.001)

        started(consumer)

    assert len(seen(program).items) == 3


def test_waiting_for_locks_events_and_the_gil_is_told_from_waiting_for_items() -> None:
    """And computing is work."""

    def program() -> None:
        lock, event = threading.Lock(), threading.Event()

        def holder() -> None:
            with lock:
                lab.compute(0.004)
            event.set()

        def waiter() -> None:
            with lock:
                event.wait()

        def rival() -> None:
            lab.compute(0.002)

        started(holder, waiter, rival)

    found = seen(program)
    assert spans(found, "holder") == [(0, 4, "working", None)]
    assert spans(found, "waiter") == [(0, 4, "waiting", None)]
    assert spans(found, "rival") == [(0, 4, "waiting", None), (4, 6, "working", None)]


def test_calls_that_come_to_nothing_move_nothing() -> None:
    """A put that finds no room and a get that finds no item, at once or after their time."""

    def program() -> None:
        work: Queue[int] = Queue(maxsize=1)
        with pytest.raises(Empty):
            work.get(timeout=0.002)
        with pytest.raises(Empty):
            work.get_nowait()
        work.put(1)
        with pytest.raises(Full):
            work.put_nowait(2)
        with pytest.raises(Full):
            work.put(2, timeout=0.003)
        work.get()

    found = seen(program)
    assert found.queues[0].steps == [(0, 0), (ms(0.002), 1), (ms(0.005), 0)]
    assert spans(found, "MainThread") == [(0, 2, "starved", None), (2, 5, "blocked", None)]
    assert len(found.items) == 1


def test_a_deadlock_is_drawn_to_its_end_with_who_is_stuck() -> None:
    """The last wait never ended, and is a span all the same."""

    def program() -> None:
        one, two = threading.Lock(), threading.Lock()

        def left() -> None:
            with one:
                time.sleep(0.001)
                with two:
                    pass

        def right() -> None:
            with two:
                time.sleep(0.004)
                with one:
                    pass

        started(left, right)

    found = seen(program)
    assert spans(found, "left") == [(0, 1, "sleeping", None), (1, 4, "waiting", None)]
    assert found.stuck == ["left", "right", "MainThread"]
    assert found.verdict == "The run ends in a deadlock."


def test_threads_of_one_name_keep_lanes_of_their_own() -> None:
    """Names may repeat; the number of the thread tells them apart."""

    def program() -> None:
        threads = [threading.Thread(target=time.sleep, args=(n / 1000,), name="same") for n in (1, 2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    found = seen(program)
    assert spans(found, "same #1") == [(0, 1, "sleeping", None)]
    assert spans(found, "same #2") == [(0, 2, "sleeping", None)]


def test_items_of_an_earlier_cell_count_as_inside_from_the_beginning() -> None:
    """And are not taken for the items that the run puts."""
    work: Queue[int] = Queue()
    work.put(0)
    work.put(1)

    def program() -> None:
        work.put(2)
        time.sleep(0.005)
        for _ in range(3):
            work.get()

    found = seen(program)
    assert found.queues[0].lasting == [(0, 3), (ms(0.005), 0)]
    assert [(item.entered, item.left) for item in found.items] == [(0, ms(0.005))]


def test_the_queue_of_a_pool_holds_what_was_submitted_and_not_sooner() -> None:
    """``submit`` puts within one step of the pool: nothing lies there before, and each sub-task after."""

    def program() -> None:
        with ThreadPoolExecutor(1, "pool") as pool:
            lab.compute(1)
            for _ in range(3):
                pool.submit(lab.compute, 1)

    (queue,) = activity(lab.simulate(program)).queues
    assert queue.name == "pool"
    # The first one is taken at once; from the end of the ``with`` on the pool's end mark lies there, too.
    assert queue.lasting[:4] == [(0, 0), (1, 3), (2, 2), (3, 1)]


def test_several_queues_need_to_be_told_apart_by_name() -> None:
    """Items are followed through one of them; the others are drawn all the same."""

    def program() -> None:
        one: Queue[int] = Queue()
        two: Queue[int] = Queue()
        one.put(1)
        two.put(one.get())
        two.get()

    run = lab.simulate(program, switch="sync")
    assert [queue.name for queue in activity(run).queues] == ["one", "two"]
    assert activity(run).items == []
    assert len(activity(run, queue="two").items) == 1
    with pytest.raises(ValueError, match=r"no queue of this run is called 'three'; there are one, two"):
        activity(run, queue="three")


def test_a_channel_in_plain_threads_blocks_where_it_waits_for_room() -> None:
    """Inside, it waits for an empty crate; to its user it is blocked."""

    def program() -> None:
        channel: Channel[int] = Channel(1)

        def producer() -> None:
            channel.put(1)
            channel.put(2)

        def consumer() -> None:
            time.sleep(0.002)
            channel.get()
            channel.get()

        started(producer, consumer)

    found = seen(program)
    assert spans(found, "producer") == [(0, 2, "blocked", None)]
    (queue,) = found.queues
    assert (queue.name, queue.maxsize, queue.lasting) == ("channel", 1, [(0, 1), (ms(0.002), 0)])


def test_a_pipeline_whose_trace_was_not_returned_is_refused_with_the_cure() -> None:
    """Its locks and crates would be a picture of nothing."""

    def program() -> list[int]:
        return PipelineManager().add_worker(str).run(range(2))

    with pytest.raises(ValueError, match=r"trace=True.*and let the program return the manager"):
        activity(lab.simulate(program))


@pytest.mark.parametrize(
    ("source", "error", "words"),
    [
        (3, TypeError, "of a lab Run, not of 3"),
        (PipelineManager(), ValueError, r"make it with PipelineManager\(trace=True\)"),
        (PipelineManager(trace=True), ValueError, "and start it"),
        (Trace(), ValueError, "once the pipeline has been started"),
    ],
)
def test_what_cannot_be_drawn_is_refused(source: Any, error: type[Exception], words: str) -> None:
    """With what can."""
    with pytest.raises(error, match=words):
        activity(source)


# -- what is computed from them -----------------------------------------------------------------


def test_shares_add_up_to_the_time_that_the_spans_cover() -> None:
    """Also where a span lies over several bins, and where several lanes are seen as one."""
    lane = Lane("a", "a", [Span(0.0, 2.5, "working"), Span(2.5, 3.0, "starved")])
    assert shares([lane], [0, 1, 2, 3, 4]) == {"working": [1, 1, 0.5, 0], "starved": [0, 0, 0.5, 0]}
    idle = Lane("b", "a", [])
    assert shares([lane, idle], [0, 2, 4]) == {"working": [0.5, 0.125], "starved": [0, 0.125]}


def test_the_extremes_of_a_depth_include_what_a_bin_began_with() -> None:
    """The least and the most in each bin."""
    assert extremes([(0.5, 3), (2.0, 1)], [0, 1, 2, 3]) == ([0, 3, 1], [3, 3, 1])
    assert Depth("q", [(1, 4), (1, 2), (3, 0)]).peak == 2
    assert Depth("q", [(1, 4), (3, 0)]).mean(0, 4) == 2


def test_rates_run_from_one_exit_to_another_and_count_every_result() -> None:
    """Results at one moment count together, and a rest too short to stand alone joins the last stretch."""
    assert rates([1.0, 2.0, 2.0, 4.0], 4.0) == [(0, 1, 1), (1, 2, 2), (2, 4, 0.5)]
    times = [n / 1000 for n in range(1, 1001)]
    found = rates(times, 1.0)
    assert len(found) <= 60
    assert sum(rate * (end - start) for start, end, rate in found) == pytest.approx(1000)
    assert rates([], 1.0) == []
    assert rates([0.01], 1.0) == [(0, 0.01, 100)]

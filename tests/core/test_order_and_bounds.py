"""Order and bounds: what leaves when, and how much is inside at most."""

import random
import sys
import threading
from itertools import count

import pytest

from pipeline_core import SKIP, PipelineManager, PoolWorker
from tests.core.helpers import Counted, Gate, identity, queues_full, wait_until, wait_until_still

# --- Order: results leave a stage in the order its items came in, or as they finish when told so


def test_the_shape_of_the_course_input_to_output():
    """Three stages between four queues, ten items: the same as three function calls in a loop."""
    with PipelineManager(num_total_items=10) as manager:
        manager.add_worker(lambda x: x + 1).add_worker(lambda x: x * 2).add_worker(str)
        assert manager.run(range(10)) == [str((x + 1) * 2) for x in range(10)]
        assert len(manager.queues) == 4
    assert manager.state == "finished"


@pytest.mark.parametrize("items", [[], [1], [None]], ids=repr)
@pytest.mark.parametrize("workers", [1, 3])
def test_short_inputs_come_to_an_end(items, workers):
    """No item, or fewer items than workers: every worker still learns of the end."""
    with PipelineManager() as manager:
        manager.add_worker(identity, workers=workers).add_worker(identity, workers=workers)
        assert manager.run(items) == items


def test_an_ordered_stage_waits_for_its_slow_head():
    """Items 1 to 3 are done long before item 0, and leave behind it all the same."""
    with PipelineManager() as manager, Gate(0) as gate:
        manager.add_worker(gate, workers=4)
        manager.start(range(4))
        wait_until(lambda: sorted(gate.left) == [1, 2, 3], "all but the head are done")
        assert manager.queues[-1].empty()
        gate.release(0)
        assert manager.wait_for_completion() == [0, 1, 2, 3]


def test_an_unordered_stage_lets_results_go_as_they_finish():
    """Item 1 is out while item 0 is still being worked on."""
    with PipelineManager() as manager, Gate(0) as gate:
        manager.add_worker(gate, workers=2, ordered=False)
        manager.start(range(4))
        results = manager.results()
        assert [next(results) for _ in range(3)] == [1, 2, 3]
        gate.release(0)
        assert list(results) == [0]


def test_a_finished_head_leaves_at_once_without_further_input():
    """The result of the head is not held back until the next item comes in."""
    more = threading.Event()

    def source():
        yield 0
        assert more.wait(10)
        yield 1

    with PipelineManager() as manager:
        manager.add_worker(identity, workers=2)
        manager.start(source())
        results = manager.results()
        assert next(results) == 0
        more.set()
        assert list(results) == [1]


def test_what_waited_behind_the_head_leaves_with_it_without_further_input():
    """Once the head is done the whole finished line behind it moves, though no item comes any more."""
    more = threading.Event()

    def source():
        yield from range(4)
        assert more.wait(10)

    with PipelineManager() as manager, Gate(0) as gate:
        manager.add_worker(gate, workers=2)
        manager.start(source())
        wait_until(lambda: sorted(gate.left) == [1, 2, 3], "the others are done")
        results = manager.results()
        gate.release(0)
        assert [next(results) for _ in range(4)] == [0, 1, 2, 3]
        more.set()
        assert list(results) == []


@pytest.mark.parametrize("how", ["skip", "fail"])
@pytest.mark.parametrize("head", ["first of the line", "inside the line"])
def test_a_dropped_item_leaves_no_gap_to_wait_at(how, head):
    """Order survives items that are skipped or fail, also when the dropped one is the held head."""
    dropped = {0, 3} if head == "first of the line" else {2, 3}
    with PipelineManager() as manager, Gate(0) as gate:

        def stage(item):
            gate(item)
            if item in dropped and how == "fail":
                raise ValueError(item)
            return SKIP if item in dropped else item

        manager.add_worker(stage, workers=3, on_error="skip")
        manager.start(range(6))
        wait_until(lambda: len(gate.left) == 5, "the others are done")
        gate.release(0)
        assert manager.wait_for_completion() == sorted(set(range(6)) - dropped)


def test_everything_may_be_dropped():
    """A stage that drops every item still passes the end on."""
    with PipelineManager(maxsize=1) as manager:
        manager.add_worker(lambda item: SKIP, workers=3).add_worker(identity, workers=2)
        assert manager.run(range(50)) == []
        assert manager.stats()[0].skipped == 50


@pytest.mark.parametrize("maxsize", [0, 1, 3])
@pytest.mark.parametrize("workers", [2, 5])
def test_order_holds_under_random_durations_and_hasty_switches(maxsize, workers):
    """Three ordered stages with several workers, of which each takes its own random time."""
    sys.setswitchinterval(1e-5)
    dice = random.Random(maxsize * 10 + workers)
    loops = [[dice.randrange(300) for _ in range(200)] for _ in range(3)]

    def stage(durations, item):
        for _ in range(durations[item]):
            pass
        return item

    with PipelineManager(maxsize=maxsize) as manager:
        for number, durations in enumerate(loops):
            manager.add_worker(lambda item, d=durations: stage(d, item), f"stage {number}", workers=workers)
        assert manager.run(range(200)) == list(range(200))


def test_unordered_stages_lose_and_double_nothing():
    """The same items come out, in whatever order."""
    sys.setswitchinterval(1e-5)
    with PipelineManager(maxsize=2) as manager:
        for _ in range(3):
            manager.add_worker(identity, workers=3, ordered=False)
        assert sorted(manager.run(range(500))) == list(range(500))


def test_items_are_numbered_in_the_order_they_reached_the_stage():
    """With several workers too, number n is the n-th item that came in, whoever worked on it."""

    def refuse(item):
        raise ValueError(item)

    for ordered in (True, False):
        with PipelineManager() as manager:
            manager.add_worker(lambda item: SKIP if item % 2 else item, workers=2)
            manager.add_worker(refuse, "second", workers=3, ordered=ordered, on_error="skip")
            manager.run(range(20))
        assert {failure.index: failure.item for failure in manager.failures} == {n: 2 * n for n in range(10)}


# --- Bounds: how much is inside, counted by what was pulled from the source while an item is held


SIZES = pytest.mark.parametrize("maxsize", [1, 2, 5])


def pulled_exactly(source, expected):
    """Wait until so many are pulled, and see that no more follow."""
    wait_until(lambda: source.pulled >= expected, f"{expected} items pulled, so far {source.pulled}")
    wait_until_still(lambda: source.pulled)
    assert source.pulled == expected


@SIZES
@pytest.mark.parametrize(("workers", "ordered"), [(1, True), (3, False)])
def test_a_plain_stage_holds_maxsize_plus_workers(maxsize, workers, ordered):
    """Those that wait and those in work; the item in the source's hand is one more."""
    source = Counted(count())
    with PipelineManager(maxsize=maxsize) as manager, Gate() as gate:
        manager.add_worker(gate, workers=workers, ordered=ordered)
        manager.start(source)
        pulled_exactly(source, maxsize + workers + 1)
        assert len(gate.arrived) == workers
        manager.stop()


@SIZES
@pytest.mark.parametrize("workers", [2, 4])
def test_an_ordered_stage_holds_twice_maxsize_plus_workers_behind_a_slow_head(maxsize, workers):
    """The re-order buffer takes maxsize; then the others wait for the head, however fast they are."""
    source = Counted(count())
    with PipelineManager(maxsize=maxsize) as manager, Gate(0) as gate:
        manager.add_worker(gate, workers=workers)
        manager.start(source)
        pulled_exactly(source, 2 * maxsize + workers + 1)
        assert len(gate.left) <= maxsize + workers - 1  # in the buffer, or in the hands of those not held
        manager.stop()


@SIZES
@pytest.mark.parametrize("ordered", [True, False])
@pytest.mark.parametrize("max_in_flight", [1, 3])
def test_a_pooled_stage_holds_at_most_twice_maxsize_plus_max_in_flight(maxsize, ordered, max_in_flight):
    """``submit`` never blocks; the stage does."""
    source = Counted(count())
    with PipelineManager(maxsize=maxsize) as manager, Gate(*[0] * ordered) as gate:
        args = {"num_sub_workers": 3, "max_in_flight": max_in_flight}
        manager.add_worker(PoolWorker.of(gate), ordered=ordered, worker_args=args)
        manager.start(source)
        wait_until(lambda: len(gate.arrived) >= max_in_flight, "as many in flight as may be")
        wait_until_still(lambda: source.pulled)
        assert len(gate.arrived) == max_in_flight
        assert maxsize + max_in_flight <= source.pulled <= 2 * maxsize + max_in_flight + 1
        manager.stop()


@SIZES
def test_results_that_nobody_takes_hold_the_source_back(maxsize):
    """The results queue is bounded too: one stage in front of it, and the source stands still."""
    source = Counted(count())
    with PipelineManager(maxsize=maxsize) as manager:
        manager.add_worker(identity)
        manager.start(source)
        pulled_exactly(source, maxsize + 1 + maxsize + 1)  # queue, hand, results, the source's hand
        manager.stop()


def test_backpressure_reaches_through_all_stages():
    """The last of three stages is held; what is inside is the sum of the three bounds."""
    source = Counted(count())
    with PipelineManager(maxsize=2) as manager, Gate() as gate:
        manager.add_worker(identity).add_worker(identity, workers=2, ordered=False).add_worker(gate)
        manager.start(source)
        pulled_exactly(source, (2 + 1) + (2 + 2) + (2 + 1) + 1)
        manager.stop()


def test_each_stage_may_have_a_bound_of_its_own():
    """A stage's maxsize is its input queue's; the manager's is the default and the results queue's."""
    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(identity, maxsize=1).add_worker(identity).add_worker(identity, maxsize=0)
        assert [queue.maxsize for queue in manager.queues] == [1, 4, 0, 4]
        manager.start(count())
        wait_until(
            lambda: manager.queues[0].full() and manager.queues[-1].full(), "the first and the last are full"
        )
        manager.stop()


def test_the_default_bound_is_ten():
    """A pipeline that says nothing about queues is bounded."""
    manager = PipelineManager()
    manager.add_worker(identity)
    assert [queue.maxsize for queue in manager.queues] == [10, 10]


def test_maxsize_zero_means_no_limit():
    """As in queue.Queue: the source is pulled to its end though the only worker is held."""
    source = Counted(range(1_000))
    with PipelineManager(maxsize=0) as manager, Gate() as gate:
        manager.add_worker(gate)
        manager.start(source)
        wait_until(lambda: source.pulled == 1_000, "the source is used up")
        assert not manager.queues[0].full()
        gate.release()
        assert manager.wait_for_completion() == list(range(1_000))


@pytest.mark.parametrize("workers", [2, 4])
def test_without_limit_a_slow_head_holds_nobody(workers):
    """No limit holds for the re-order buffer too."""
    with PipelineManager(maxsize=0) as manager, Gate(0) as gate:
        manager.add_worker(gate, workers=workers)
        manager.start(range(300))
        wait_until(lambda: len(gate.left) == 299, "all others are done")
        gate.release(0)
        assert manager.wait_for_completion() == list(range(300))


def test_a_source_is_pulled_only_as_fast_as_there_is_room():
    """Each result that is taken lets exactly one more item in."""
    source = Counted(count())
    with PipelineManager(maxsize=1) as manager:
        manager.add_worker(identity)
        manager.start(source)
        results = manager.results()
        for taken in range(1, 6):
            assert next(results) == taken - 1
            pulled_exactly(source, taken + 4)
        results.close()


def test_no_queue_ever_holds_more_than_its_maxsize():
    """Looked at from every stage at every item, and remembered as the peak."""
    seen, lock = [], threading.Lock()

    def look(item):
        depths = [queue.qsize() for queue in manager.queues]
        with lock:
            seen.append(max(depths))
        return item

    with PipelineManager(maxsize=3) as manager:
        manager.add_worker(look, workers=3).add_worker(look).add_worker(look, workers=2, ordered=False)
        assert len(manager.run(range(300))) == 300
        assert max(seen) <= 3
        assert all(stats.depth_max <= 3 for stats in manager.stats())


def test_full_queues_say_so():
    """With nobody to take results, every queue fills to its maxsize, and stats show it."""
    with PipelineManager(maxsize=2) as manager:
        manager.add_worker(identity, "a").add_worker(identity, "b")
        manager.start(count())
        queues_full(manager)
        assert [(s.depth, s.depth_max, s.maxsize) for s in manager.stats()] == [(2, 2, 2), (2, 2, 2)]
        manager.stop()

"""Order: results leave a stage in the order its items came in, or as they finish when told so."""

import random
import sys
import threading

import pytest

from pipeline_core import SKIP, PipelineManager
from tests.core.helpers import Gate, identity, wait_until


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

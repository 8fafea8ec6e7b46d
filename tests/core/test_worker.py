"""worker: what may be a stage, where a worker is built, and what it finds in ``self``."""

import operator
import threading
from functools import partial

import pytest

from pipeline_core import (
    SENTINEL,
    SKIP,
    BaseWorker,
    PipelineError,
    PipelineManager,
    PipelineStopped,
    StopEvent,
)
from tests.core.helpers import Breaks, Gate, failure_of, identity


def run(worker, items, **settings):
    with PipelineManager() as manager:
        manager.add_worker(worker, **settings)
        return manager.run(items)


class Doubler(BaseWorker):
    def process_item(self, item):
        return item * 2


class Callable:
    def __call__(self, item):
        return item + 1

    def method(self, item):
        return item + 2


@pytest.mark.parametrize(
    ("worker", "expected"),
    [
        (Doubler, [2, 4]),
        (lambda item: item - 1, [0, 1]),
        (str, ["1", "2"]),
        (operator.neg, [-1, -2]),
        (partial(pow, 2), [2, 4]),
        (Callable(), [2, 3]),
        (Callable().method, [3, 4]),
        (lambda item, extra=10, *rest, **more: item + extra, [11, 12]),
    ],
    ids=[
        "subclass",
        "lambda",
        "class",
        "builtin",
        "partial",
        "callable object",
        "method",
        "optional arguments",
    ],
)
def test_a_worker_is_a_subclass_or_any_callable_of_one_item(worker, expected):
    """Signatures are not looked at to guess: what can be called with one item is called with one item."""
    assert run(worker, [1, 2]) == expected


def test_a_subclass_need_not_call_super_init():
    """A constructor of the learner's own, with arguments, is enough."""

    class Adder(BaseWorker):
        def __init__(self, amount):
            self.amount = amount

        def process_item(self, item):
            return item + self.amount

    assert run(Adder, [1, 2], worker_args={"amount": 10}) == [11, 12]


def test_every_worker_is_built_and_used_in_its_own_thread():
    """Constructor, setup, process_item and teardown run in one thread; workers share nothing."""
    log, lock, together = [], threading.Lock(), threading.Barrier(3)

    class Recorder(BaseWorker):
        def __init__(self):
            self.note("init")

        def note(self, what):
            with lock:
                log.append((id(self), what, threading.get_ident()))

        def setup(self):
            self.note("setup")

        def process_item(self, item):
            self.note("item")
            together.wait(10)  # so that each of the three gets one item
            return item

        def teardown(self):
            self.note("teardown")

    assert run(Recorder, range(3), workers=3) == [0, 1, 2]
    for worker in {worker for worker, _, _ in log}:
        mine = [(what, thread) for who, what, thread in log if who == worker]
        assert [what for what, _ in mine] == ["init", "setup", "item", "teardown"]
        assert len({thread for _, thread in mine}) == 1
    threads = {thread for _, _, thread in log}
    assert len({who for who, _, _ in log}) == len(threads) == 3
    assert threading.get_ident() not in threads


def test_workers_of_a_stage_really_work_at_the_same_time():
    """Four workers meet at a barrier for four; one worker alone would wait there for ever."""
    meeting = threading.Barrier(4)
    assert sorted(run(lambda item: meeting.wait(10), range(4), workers=4)) == [0, 1, 2, 3]


def test_a_worker_finds_its_name_and_the_stop_event_in_self():
    """``self.name`` is its thread's name and begins with the stage's; the stop event is the manager's."""
    found = []

    class Curious(BaseWorker):
        def setup(self):
            found.append(("setup", self.name, self.stop_event))

        def process_item(self, item):
            found.append((threading.current_thread().name, self.name, self.stop_event))
            return item

    with PipelineManager() as manager:
        manager.add_worker(Curious, "curious")
        manager.run([1])
        event = manager.stop_event
    assert isinstance(event, StopEvent)
    assert found == [("setup", "curious/1", event), ("curious/1", "curious/1", event)]


def test_long_work_can_look_at_the_stop_event():
    """A worker that waits on ``self.stop_event`` instead of sleeping leaves at a stop."""

    class Patient(BaseWorker):
        def process_item(self, item):
            working.set()
            return self.stop_event.wait(60)

    working = threading.Event()
    with PipelineManager() as manager:
        manager.add_worker(Patient)
        manager.start([1])
        assert working.wait(10)
        manager.stop()
        assert manager.wait_for_completion() in ([], [True])


def test_teardown_runs_when_the_pipeline_is_stopped_or_fails():
    """What setup opened is closed on every path."""
    for ending in ("stop", "failure"):
        closed = []

        class Careful(BaseWorker):
            def process_item(self, item, ending=ending):
                if ending == "failure":
                    raise ValueError(item)
                return item

            def teardown(self, closed=closed):
                closed.append(self.name)

        with PipelineManager(maxsize=1) as manager:
            manager.add_worker(Careful, "careful", workers=2)
            manager.start(iter(int, 1))
            if ending == "stop":
                results = manager.results()
                next(results)
                manager.stop()
                list(results)
            else:
                with pytest.raises(PipelineError):
                    manager.wait_for_completion()
        assert sorted(closed) == ["careful/1", "careful/2"], ending


@pytest.mark.parametrize("settings", [{}, {"workers": 3}, {"workers": 3, "ordered": False}], ids=str)
def test_none_is_an_ordinary_value(settings):
    """None goes in, None comes out, and neither ends nor shortens anything."""
    with PipelineManager() as manager:
        manager.add_worker(identity, **settings).add_worker(lambda item: None, **settings)
        assert manager.run([None, 1, None]) == [None] * 3


@pytest.mark.parametrize("settings", [{}, {"workers": 3}], ids=str)
def test_only_skip_drops_an_item(settings):
    """False values stay, SKIP goes, and order stays as it was."""
    falsy = [0, "", None, False, SKIP, [], SKIP, {}]
    with PipelineManager() as manager:
        manager.add_worker(identity, **settings).add_worker(identity, **settings)
        results = manager.run(falsy)
    assert results == [0, "", None, False, [], {}]
    assert [stats.skipped for stats in manager.stats()] == [2, 0]


class Touchy:
    """A value that can't be compared, tested for truth or hashed, like some arrays."""

    __hash__ = None

    def __eq__(self, other):
        raise AssertionError("compared")

    def __bool__(self):
        raise AssertionError("tested for truth")


@pytest.mark.parametrize("settings", [{}, {"workers": 2}, {"workers": 2, "ordered": False}], ids=str)
def test_items_are_never_compared_hashed_or_tested_for_truth(settings):
    """The marks are found by identity alone, so arrays and data frames may travel."""
    items = [Touchy(), Touchy()]
    with PipelineManager() as manager:
        manager.add_worker(identity, **settings)
        results = manager.run(items)
    assert {id(item) for item in results} == {id(item) for item in items}


def test_returning_the_sentinel_is_a_failure_not_a_silent_end():
    """SENTINEL as a result would cut the rest off; it is reported and names SKIP as the cure."""
    with PipelineManager() as manager:
        manager.add_worker(lambda item: SENTINEL if item == 1 else item)
        with pytest.raises(PipelineError) as caught:
            manager.run([0, 1, 2])
    assert "SKIP" in str(caught.value.exceptions[0])


def test_a_stage_is_the_loop_of_base_worker():
    """``_run`` is the loop, ``process_item`` the one method to define; the base class says so."""
    assert callable(BaseWorker._run)
    with pytest.raises(NotImplementedError):
        BaseWorker().process_item(1)


def test_the_workers_attribute_holds_what_was_built():
    """One BaseWorker a thread, stage by stage."""
    with PipelineManager() as manager, Gate() as gate:
        manager.add_worker(Doubler, workers=2).add_worker(gate)
        assert manager.workers == []
        manager.start([1])
        gate.await_arrival(2)
        gate.release()
        manager.wait_for_completion()
        assert len(manager.workers) == 3
        assert all(isinstance(worker, BaseWorker) for worker in manager.workers)
        assert [type(worker) for worker in manager.workers[:2]] == [Doubler, Doubler]


@pytest.mark.parametrize("phase", ["constructor", "setup"])
def test_teardown_is_for_workers_whose_setup_has_returned(phase):
    """What was never set up is not torn down, so that the first failure is the only one."""
    torn_down = []

    class Half(Breaks):
        def teardown(self):
            torn_down.append(self)

    with PipelineManager() as manager:
        manager.add_worker(Half, worker_args={"phase": phase})
        error = failure_of(manager.run, [1])
    assert [str(one) for one in error.exceptions] == [phase]
    assert torn_down == []


@pytest.mark.parametrize("phase", ["constructor", "setup", "teardown"])
def test_pipeline_stopped_out_of_a_worker_is_a_failure_unless_it_is_stopped(phase):
    """Raised with no stop behind it, it is an error like any other, and not a silent end."""
    with PipelineManager() as manager:
        manager.add_worker(Breaks, worker_args={"phase": phase, "error": PipelineStopped})
        error = failure_of(manager.run, [1])
    assert [type(one) for one in error.exceptions] == [PipelineStopped]

"""Construction: stages, their names and workers, the start, and what is refused with which words."""

import decimal
import gc
import inspect
import operator
import re
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from functools import partial
from itertools import count

import pytest
import tqdm.auto

from pipeline_core import (
    SENTINEL,
    SKIP,
    BaseWorker,
    Channel,
    Failure,
    PipelineError,
    PipelineManager,
    PipelineStopped,
    PoolWorker,
    StopEvent,
    robust_put,
)
from tests.core.helpers import (
    Breaks,
    Gate,
    InThread,
    failure_of,
    identity,
    queues_full,
    thread_names,
    wait_until,
)

# --- Start: the moment in which some threads run and others do not yet


START = threading.Thread.start


class Slow(BaseWorker):
    """Takes its time to be built and to go, so that a join that was forgotten shows."""

    def __init__(self, stop_event, log):
        log.append("built")
        assert stop_event.wait(10)
        for _ in range(100_000):
            pass
        log.append("gone")

    def process_item(self, item):
        return item


@pytest.mark.parametrize("number", [1, 2, 4])
@pytest.mark.parametrize("with_block", [True, False])
def test_an_interrupt_while_starting_leaves_no_thread(monkeypatch, number, with_block):
    """Ctrl-C just after thread number n was started: it and those before it are stopped and joined."""
    before, started, log = thread_names(), [], []

    def start_and_interrupt(thread):
        started.append(thread)
        START(thread)
        if len(started) == number:
            raise KeyboardInterrupt

    manager = PipelineManager()
    manager.add_worker(Slow, workers=3, worker_args={"stop_event": manager.stop_event, "log": log})
    monkeypatch.setattr(threading.Thread, "start", start_and_interrupt)
    with pytest.raises(KeyboardInterrupt):
        if with_block:
            with manager:
                manager.start([])
        else:
            manager.run([])
    assert thread_names() == before
    assert log.count("gone") == log.count("built")


@pytest.mark.parametrize("number", [1, 2, 4])
def test_threads_that_cannot_be_started_leave_no_thread(monkeypatch, number):
    """The system refuses thread number n: the caller is told, and those before it are stopped and joined."""
    before, started = thread_names(), []

    def refuse(thread):
        started.append(thread)
        if len(started) == number:
            raise RuntimeError("can't start new thread")
        START(thread)

    monkeypatch.setattr(threading.Thread, "start", refuse)
    with PipelineManager() as manager:
        manager.add_worker(identity, workers=3)
        with pytest.raises(RuntimeError, match="new thread"):
            manager.start(iter(int, 1))
        assert thread_names() == before


def test_the_manager_returns_itself_from_add_worker_and_with():
    """So that stages can be written in a chain."""
    manager = PipelineManager()
    assert manager.add_worker(identity) is manager
    with manager as entered:
        assert entered is manager
    assert manager.state == "new"


def test_a_manager_that_was_never_started_leaves_with_in_peace():
    """Nothing to stop, nothing to join, nothing to raise."""
    with PipelineManager() as manager:
        manager.add_worker(identity)
    assert (manager.state, manager.failures, manager.workers) == ("new", [], [])
    with PipelineManager():
        pass


def test_several_pipelines_run_side_by_side():
    """They share nothing: stopping one leaves the other at work."""
    with PipelineManager(maxsize=2) as first, PipelineManager(maxsize=2) as second:
        first.add_worker(identity)
        second.add_worker(lambda item: item + 1, workers=2)
        first.start(iter(int, 1))
        second.start(range(50))
        first.stop()
        assert second.wait_for_completion() == list(range(1, 51))
        assert (first.state, second.state) == ("stopped", "finished")


def test_a_pipeline_may_run_inside_a_worker_of_another():
    """Nesting is allowed: each has threads of its own."""

    def inner(item):
        with PipelineManager() as manager:
            manager.add_worker(lambda number: number * item)
            return manager.run(range(3))

    with PipelineManager() as manager:
        manager.add_worker(inner, workers=2)
        assert manager.run([1, 2]) == [[0, 1, 2], [0, 2, 4]]


def test_a_worker_of_an_inner_pipeline_cannot_wait_for_the_outer_one():
    """The outer one waits for the inner one: that would be a circle."""

    def innermost(item):
        with pytest.raises(RuntimeError, match="wait"):
            outer.wait_for_completion()
        return item

    def inner(item):
        with PipelineManager() as manager:
            manager.add_worker(innermost)
            return manager.run([item])

    with PipelineManager() as outer:
        outer.add_worker(inner)
        assert outer.run([1]) == [[1]]


def test_an_interrupt_between_starting_and_waiting_leaves_no_thread(monkeypatch):
    """run() is one call: wherever Ctrl-C hits it, the threads are stopped and joined."""

    def interrupted(self, timeout=None):
        raise KeyboardInterrupt

    before = thread_names()
    monkeypatch.setattr(PipelineManager, "wait_for_completion", interrupted)
    manager = PipelineManager(maxsize=1)
    manager.add_worker(identity, workers=2)
    with pytest.raises(KeyboardInterrupt):
        manager.run(iter(int, 1))
    assert thread_names() == before


# --- Names: given, taken from the worker, numbered where they repeat; never two of one


class Worker(BaseWorker):
    def process_item(self, item):
        return item


@pytest.mark.parametrize("name", ["", 7, ("a",)], ids=repr)
def test_a_name_that_is_no_text_is_refused(name):
    """A stage's name is written in errors, statistics and threads."""
    with pytest.raises((TypeError, ValueError), match=re.escape(repr(name))):
        PipelineManager().add_worker(identity, name)


def test_two_stages_of_one_name_are_refused():
    """Errors, statistics and pictures could not tell them apart."""
    manager = PipelineManager()
    manager.add_worker(identity, "resize")
    with pytest.raises(ValueError, match="'resize'"):
        manager.add_worker(identity, "resize")
    manager.add_worker(identity)
    with pytest.raises(ValueError, match="'identity'"):
        manager.add_worker(identity, "identity")


def test_names_not_given_are_numbered_where_they_repeat():
    """Three times the same function, and a name that was given before in the same shape."""
    manager = PipelineManager()
    for _ in range(3):
        manager.add_worker(identity)
    first, *others = [stats.stage for stats in manager.stats()]
    assert first == "identity"
    assert all(re.fullmatch(rf"identity\W?{number}", name) for number, name in enumerate(others, 2)), others
    again = PipelineManager()
    again.add_worker(identity, others[0]).add_worker(identity).add_worker(identity).add_worker(identity)
    assert len({stats.stage for stats in again.stats()}) == 4


@pytest.mark.parametrize(
    ("worker", "name"),
    [
        (Worker, "Worker"),
        (identity, "identity"),
        (str, "str"),
        (partial(pow, 2), "pow"),
        (lambda item: item, "lambda"),
    ],
    ids=["subclass", "function", "class", "partial", "lambda"],
)
def test_a_name_not_given_is_taken_from_the_worker(worker, name):
    """What the learner called it is what the error and the statistics say."""
    manager = PipelineManager()
    manager.add_worker(worker)
    assert name in manager.stats()[0].stage


# --- Misuse: a clear error at the call that is wrong, naming the stage, the value, and what is allowed


class Amount(BaseWorker):
    def __init__(self, amount):
        self.amount = amount

    def process_item(self, item):
        return item + self.amount


class Forgot(BaseWorker):
    pass


class ForgotInPool(PoolWorker):
    pass


class AsyncWorker(BaseWorker):
    async def process_item(self, item):
        return item


class GeneratorWorker(BaseWorker):
    def process_item(self, item):
        yield item


class AsyncCallable:
    async def __call__(self, item):
        return item


async def coroutine_stage(item):
    return item


async def async_generator_stage(item):
    yield item


def generator_stage(item):
    yield item


def generator_function():
    yield 1


async def async_generator():
    yield 1


async def coroutine_function():
    return [1]


pool = PoolWorker.of(identity)

WRONG_STAGES = {
    "an instance": (TypeError, {"worker": Worker()}, "add_worker(Worker"),
    "worker_args that are no dict": (TypeError, {"worker": Worker, "worker_args": (3,)}, "dict of keyword"),
    "nothing callable": (TypeError, {"worker": 7}, "7"),
    "a string": (TypeError, {"worker": "double"}, "'double'"),
    "None": (TypeError, {"worker": None}, "None"),
    "an async function": (TypeError, {"worker": coroutine_stage}, "coroutine_stage"),
    "an async generator function": (TypeError, {"worker": async_generator_stage}, "async_generator_stage"),
    "a generator function": (TypeError, {"worker": generator_stage}, "list"),
    "an async method": (TypeError, {"worker": AsyncWorker}, "AsyncWorker"),
    "a generator method": (TypeError, {"worker": GeneratorWorker}, "list"),
    "an object with async call": (TypeError, {"worker": AsyncCallable()}, "AsyncCallable"),
    "a partial of an async function": (TypeError, {"worker": partial(coroutine_stage)}, "coroutine_stage"),
    "no process_item": (TypeError, {"worker": Forgot}, "process_item"),
    "BaseWorker itself": (TypeError, {"worker": BaseWorker}, "process_item"),
    "no process_item in a pool": (TypeError, {"worker": ForgotInPool}, "process_item"),
    "worker_args of a callable": (TypeError, {"worker_args": {"a": 1}}, "functools.partial"),
    "unknown worker_args": (TypeError, {"worker": Amount, "worker_args": {"amuont": 1}}, "amuont"),
    "missing worker_args": (TypeError, {"worker": Amount}, "amount"),
    "workers 0": (ValueError, {"workers": 0}, "at least 1"),
    "workers -1": (ValueError, {"workers": -1}, "-1"),
    "workers 1.5": (ValueError, {"workers": 1.5}, "1.5"),
    "workers '2'": (ValueError, {"workers": "2"}, "'2'"),
    "workers None": (ValueError, {"workers": None}, "None"),
    "on_error": (ValueError, {"on_error": "rasie"}, "'raise'"),
    "on_error lists all": (ValueError, {"on_error": "rasie"}, "'skip'"),
    "on_error None": (ValueError, {"on_error": None}, "None"),
    "maxsize -1": (ValueError, {"maxsize": -1}, "-1"),
    "maxsize 2.0": (ValueError, {"maxsize": 2.0}, "2.0"),
    "maxsize '3'": (ValueError, {"maxsize": "3"}, "'3'"),
    "workers of a pool": (ValueError, {"worker": pool, "workers": 2}, "2"),
    "max_in_flight 0": (ValueError, {"worker": pool, "worker_args": {"max_in_flight": 0}}, "max_in_flight"),
    "num_sub_workers 0": (
        ValueError,
        {"worker": pool, "worker_args": {"num_sub_workers": 0}},
        "num_sub_workers",
    ),
    "num_sub_workers '2'": (ValueError, {"worker": pool, "worker_args": {"num_sub_workers": "2"}}, "'2'"),
    "no executor": (TypeError, {"worker": pool, "worker_args": {"executor": 3}}, "3"),
}


@pytest.mark.parametrize(("kind", "settings", "words"), WRONG_STAGES.values(), ids=WRONG_STAGES)
def test_a_wrong_stage_is_refused_by_add_worker(kind, settings, words):
    """The error names the stage and the value, and the pipeline is as it was before."""
    manager = PipelineManager()
    with pytest.raises(kind) as caught:
        manager.add_worker(**{"worker": identity, "name": "resize", **settings})
    assert "'resize'" in str(caught.value)
    assert words in str(caught.value)
    assert len(manager.queues) == 1  # the results' alone
    assert manager.add_worker(identity, "resize").run([1]) == [1]


WRONG_MANAGERS = {
    "maxsize": [-1, 1.5, "10", None, True, 10_000_001, sys.maxsize],
    "num_total_items": [-1, 1.5, "10"],
    "max_failures": [-1, 1.5, "3"],
}


@pytest.mark.parametrize(
    ("setting", "value"), [(setting, value) for setting, values in WRONG_MANAGERS.items() for value in values]
)
def test_a_wrong_setting_of_the_manager_is_refused_by_its_constructor(setting, value):
    """Naming setting and value."""
    with pytest.raises((TypeError, ValueError)) as caught:
        PipelineManager(**{setting: value})
    assert all(words in str(caught.value) for words in (setting, repr(value)))


WRONG_SOURCES = {
    "a class": (list, "list()"),
    "a generator function": (generator_function, "call"),
    "an async generator function": (async_generator, "async_generator"),
    "an async generator": (async_generator(), "async"),
    "a coroutine function": (coroutine_function, "coroutine_function"),
    "a number": (7, "7"),
    "None": (None, "None"),
    "a function of nothing": (lambda: [1], "queue, stop_event"),
    "a function of one argument": (lambda queue: None, "queue, stop_event"),
    "a function of three": (lambda queue, event, more: None, "queue, stop_event"),
}


@pytest.mark.parametrize("call", ["start", "run"])
@pytest.mark.parametrize(("source", "words"), WRONG_SOURCES.values(), ids=WRONG_SOURCES)
def test_a_wrong_source_is_refused_by_start(call, source, words):
    """A TypeError with the cure; nothing has been started, and a right source still can be."""
    before = threading.active_count()
    with PipelineManager() as manager:
        manager.add_worker(identity)
        with pytest.raises(TypeError) as caught:
            getattr(manager, call)(source)
        assert words in str(caught.value)
        assert threading.active_count() == before
        assert manager.state == "new"
        assert manager.run([1]) == [1]


def test_a_coroutine_is_refused_as_a_source():
    """An object that has to be awaited is not iterated by a thread."""
    coroutine = coroutine_function()
    with pytest.raises(TypeError, match="async"):
        PipelineManager().add_worker(identity).start(coroutine)
    coroutine.close()


def test_starting_twice_is_an_error():
    """While it runs and when it has ended."""
    with PipelineManager(name="thumbnails") as manager:
        manager.add_worker(identity)
        manager.start([1])
        for _ in range(2):
            for start in (manager.start, manager.run):
                with pytest.raises(RuntimeError, match=r"thumbnails.*started"):
                    start([2])
            assert manager.wait_for_completion() == [1]


def test_starting_without_a_stage_is_an_error_with_the_cure():
    """The message names add_worker."""
    with pytest.raises(RuntimeError, match="add_worker"):
        PipelineManager().start([1])


def test_adding_a_stage_after_the_start_is_an_error():
    """Also after the end; the running pipeline goes on untouched."""
    with PipelineManager() as manager:
        manager.add_worker(identity)
        manager.start([1])
        for _ in range(2):
            with pytest.raises(RuntimeError, match="late"):
                manager.add_worker(identity, "late")
            assert manager.wait_for_completion() == [1]


@pytest.mark.parametrize("call", ["wait_for_completion", "results", "diagnose"])
def test_asking_for_results_before_the_start_is_an_error_at_the_call(call):
    """results() too raises when it is called, not when it is first iterated."""
    manager = PipelineManager()
    manager.add_worker(identity)
    with pytest.raises(RuntimeError, match="start"):
        getattr(manager, call)()


@pytest.mark.parametrize("pooled", [False, True])
def test_waiting_inside_a_worker_is_an_error_not_a_deadlock(pooled):
    """A thread of the pipeline, a pool's own included, cannot wait for the pipeline."""

    def stage(item):
        with pytest.raises(RuntimeError, match="wait"):
            manager.wait_for_completion()
        with pytest.raises(RuntimeError, match="wait"):
            manager.results()
        return "refused"

    with PipelineManager() as manager:
        manager.add_worker(PoolWorker.of(stage) if pooled else stage)
        assert manager.run([1]) == ["refused"]


@pytest.mark.parametrize("wrong", [7, None, "square"])
def test_pool_worker_of_wants_a_function(wrong):
    """The error comes where the class is made."""
    with pytest.raises(TypeError, match=re.escape(repr(wrong))):
        PoolWorker.of(wrong)


def test_a_pool_cannot_have_threads_of_its_own_and_an_executor():
    """One or the other."""
    with ThreadPoolExecutor(1) as executor, pytest.raises(ValueError, match="executor"):
        PipelineManager().add_worker(pool, worker_args={"executor": executor, "num_sub_workers": 2})


def test_a_number_in_the_place_of_the_name_is_taken_for_what_was_meant():
    """add_worker(resize, 4) means workers=4, and the message says so."""
    with pytest.raises(ValueError, match="did you mean workers=4"):
        PipelineManager().add_worker(identity, 4)


# --- worker: what may be a stage, where a worker is built, and what it finds in ``self``


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


class Namesake(BaseWorker):
    """Has, under names of its own choosing, what the library might have called so too."""

    size = (64, 64)

    def __init__(self):
        self._port = self._stage = self._run = 8080

    def setup(self):
        self.port = self._port

    def check(self, item):
        return item > 0

    def process_item(self, item):
        return (self.check(item), self.size, self._port, self.port, self._run)


class NamesakePool(Namesake, PoolWorker):
    """The same in a pool."""

    num_sub_workers = 2


@pytest.mark.parametrize("worker", [Namesake, NamesakePool])
def test_a_subclass_may_call_its_own_things_as_it_likes(worker):
    """Only what the docstring of BaseWorker names is taken."""
    with PipelineManager() as manager:
        manager.add_worker(worker)
        assert manager.run([1]) == [(True, (64, 64), 8080, 8080, 8080)]


def test_a_subclass_that_replaces_the_loop_is_refused():
    """It would be called in place of the loop, and what passes the end on would never come."""

    class Command(BaseWorker):
        def _run(self):
            return "a command"

        def process_item(self, item):
            return self._run()

    class Further(Command):
        pass

    for worker in (Command, Further):
        with pytest.raises(TypeError, match="Command defines _run"):
            PipelineManager().add_worker(worker)


def test_worker_args_are_those_of_the_call():
    """The caller may go on with the same dict for the next stage."""

    class Times(BaseWorker):
        def __init__(self, factor):
            self.factor = factor

        def process_item(self, item):
            return item * self.factor

    with PipelineManager() as manager:
        args = {"factor": 2}
        manager.add_worker(Times, worker_args=args)
        args["factor"] = 10
        manager.add_worker(Times, worker_args=args)
        assert manager.run([1]) == [20]


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


def test_a_worker_that_names_itself_keeps_its_name():
    """``name`` is a natural attribute for a user's own; only a worker without one is named by its thread."""

    class Named(BaseWorker):
        def __init__(self, name=None):
            if name is not None:
                self.name = name

        def process_item(self, item):
            return self.name

    assert run(Named, [0], worker_args={"name": "own"}) == ["own"]
    assert run(Named, [0]) == ["Named/1"]


# --- contextvars: each thread of a pipeline runs in a copy of the caller's context


user = ContextVar("user", default="nobody")


@pytest.fixture
def ada():
    token = user.set("ada")
    yield
    user.reset(token)


class Phases(BaseWorker):
    """Notes which user each phase sees."""

    def __init__(self, seen):
        self.seen = seen
        self.seen.append(user.get())

    def setup(self):
        self.seen.append(user.get())

    def process_item(self, item):
        self.seen.append(user.get())
        return item

    def teardown(self):
        self.seen.append(user.get())


def test_workers_and_source_see_the_callers_context(ada):
    """Every phase of a worker, the source, and its closing."""
    seen = []

    def source():
        seen.append(user.get())
        yield 1
        seen.append(user.get())

    with PipelineManager() as manager:
        manager.add_worker(Phases, workers=2, worker_args={"seen": seen})
        manager.run(source())
    assert seen == ["ada"] * len(seen)
    assert len(seen) == 2 + 3 * 2 + 1


def test_the_context_is_that_of_start(ada):
    """What is set between adding stages and starting them counts."""
    manager = PipelineManager()
    manager.add_worker(lambda item: user.get())
    token = user.set("grace")
    manager.start([1])
    user.reset(token)
    assert manager.wait_for_completion() == ["grace"]


def test_a_producer_sees_the_callers_context(ada):
    """The same for a producer function."""
    with PipelineManager() as manager:
        manager.add_worker(identity)
        assert manager.run(lambda queue, stop_event: queue.put(user.get())) == ["ada"]


def test_the_pools_own_threads_see_the_callers_context(ada):
    """Sub-tasks too."""
    with PipelineManager() as manager:
        manager.add_worker(PoolWorker.of(lambda item: user.get()), worker_args={"num_sub_workers": 3})
        assert manager.run(range(12)) == ["ada"] * 12


@pytest.mark.parametrize("pooled", [False, True])
def test_what_a_thread_sets_stays_its_own(ada, pooled):
    """It is a copy: neither the caller nor another stage sees the change."""

    def change(item):
        user.set("changed")
        return item

    with PipelineManager() as manager:
        manager.add_worker(PoolWorker.of(change) if pooled else change).add_worker(lambda item: user.get())
        assert manager.run(range(5)) == ["ada"] * 5
    assert user.get() == "ada"


def test_the_decimal_precision_of_the_caller_holds_in_the_workers():
    """A setting of the standard library that lives in the context."""
    with decimal.localcontext() as context:
        context.prec = 5
        with PipelineManager() as manager:
            manager.add_worker(lambda number: decimal.Decimal(1) / number)
            manager.add_worker(PoolWorker.of(lambda number: str(+number + 0)))
            assert manager.run([decimal.Decimal(3)]) == ["0.33333"]


# --- Odd cases: calls in an unusual order or from an unusual place, and what is refused half way


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


def test_a_source_whose_length_fails_is_one_of_unknown_length():
    """Its length is asked for to size a bar, and for nothing else."""
    with PipelineManager(progress=True) as manager:
        manager.add_worker(identity)
        assert manager.run(NoLength([1])) == [1]


def test_the_signatures_are_the_promised_ones():
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

"""Misuse: a clear error at the call that is wrong, naming the stage, the value, and what is allowed."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from pipeline_core import BaseWorker, PipelineManager, PoolWorker
from tests.core.helpers import identity


class Worker(BaseWorker):
    def process_item(self, item):
        return item


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
    "maxsize": [-1, 1.5, "10", None, True],
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

"""The core itself under the lab."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from pipeline_core import (
    BaseWorker,
    Channel,
    PipelineError,
    PipelineManager,
    PipelineStopped,
    PoolWorker,
    StopEvent,
    lab,
)


class Double(BaseWorker):
    def process_item(self, item: int) -> int:
        return 2 * item


def two_stages() -> list[int]:
    return (
        PipelineManager(maxsize=1).add_worker(Double).add_worker(lambda x: x + 1, name="plus").run(range(3))
    )


def two_workers_ordered() -> list[int]:
    return PipelineManager(maxsize=2).add_worker(Double, workers=2).run(range(3))


def raising_item() -> str:
    def bad(item: int) -> int:
        if item == 1:
            raise ValueError("no ones")
        return item

    try:
        PipelineManager(maxsize=1).add_worker(bad).run(range(3))
    except PipelineError as error:
        return type(error.exceptions[0]).__name__
    return "nothing"


def stop_from_outside() -> bool:
    manager = PipelineManager(maxsize=1).add_worker(lambda x: x, name="same")
    with manager:
        manager.start(range(3))
        stopper = threading.Thread(target=manager.stop)
        stopper.start()
        results = manager.wait_for_completion()
        stopper.join()
    return results == list(range(len(results)))


def pool() -> list[int]:
    square = PoolWorker.of(lambda x: x * x)
    settings = {"max_in_flight": 2, "num_sub_workers": 2}
    return PipelineManager(maxsize=2).add_worker(square, name="square", worker_args=settings).run(range(2))


PIPELINES = [
    (two_stages, [1, 3, 5]), (two_workers_ordered, [0, 2, 4]), (raising_item, "ValueError"),
    (stop_from_outside, True), (pool, [0, 1]),
]  # fmt: skip


@pytest.mark.parametrize(("program", "expected"), PIPELINES)
def test_a_pipeline_runs_under_the_lab(program: Any, expected: Any) -> None:
    """At each grain, with and without a seed, the result is the one real threads give."""
    for switch in ("channel", "sync", "line", "opcode"):
        for seed in (None, 1):
            run = lab.simulate(program, switch=switch, seed=seed)
            assert (run.outcome, run.result) == ("finished", expected), run.explain()


@pytest.mark.parametrize("budget", [50, pytest.param(600, marks=pytest.mark.wide)])
@pytest.mark.parametrize(("program", "expected"), PIPELINES)
def test_no_schedule_of_a_pipeline_fails_within_the_budget(program: Any, expected: Any, budget: int) -> None:
    """Different schedules, early timers included: the same result in each."""
    found = lab.explore(
        program, switch="sync", max_schedules=budget, check=lambda run: run.result == expected
    )
    assert found.failure is None, str(found)


def doubling(items: int, stages: int = 1, workers: int = 1) -> Any:
    """A program: so many items through so many stages of so many workers, over channels of one."""

    def program() -> list[int]:
        manager = PipelineManager(maxsize=1)
        for _ in range(stages):
            manager.add_worker(Double, workers=workers)
        return manager.run(range(items))

    return program


def raising_at_once() -> str:
    def bad(item: int) -> int:
        raise ValueError(item)

    try:
        PipelineManager(maxsize=1).add_worker(bad).run(range(1))
    except PipelineError as error:
        return type(error.exceptions[0]).__name__
    return "nothing"


def pool_of_one() -> list[int]:
    square = PoolWorker.of(lambda x: x * x)
    settings = {"max_in_flight": 1, "num_sub_workers": 1}
    return PipelineManager(maxsize=1).add_worker(square, name="square", worker_args=settings).run(range(3, 4))


PROVED = [
    (doubling(0), []), (doubling(1), [0]), (doubling(2), [0, 2]), (doubling(3, stages=2), [0, 4, 8]),
    (doubling(0, workers=2), []), (raising_at_once, "ValueError"), (pool_of_one, [9]),
]  # fmt: skip


@pytest.mark.parametrize(("program", "expected"), PROVED)
def test_a_pipeline_is_proved_over_channels_that_are(program: Any, expected: Any) -> None:
    """With each operation of a channel as one step, every order of everything else is right."""
    found = lab.explore(program, switch="channel", timers="idle", check=lambda run: run.result == expected)
    assert found.failure is None, str(found)
    assert found.complete, str(found)
    assert "each operation of a Channel being one" in str(found)


def test_an_empty_pipeline_is_proved() -> None:
    """A manager with one stage and no item: every order of start, end and leaving is right."""
    found = lab.explore(doubling(0), switch="sync", timers="idle", check=lambda run: run.result == [])
    assert found.failure is None, str(found)
    assert found.complete, str(found)


def test_a_channel_is_proved() -> None:
    """Producer and consumer over a channel of one: order kept and both end, in every schedule."""

    def program() -> list[int]:
        channel: Channel[int] = Channel(1, StopEvent())
        producer = threading.Thread(target=lambda: [channel.put(i) for i in range(2)])
        producer.start()
        out = [channel.get(), channel.get()]
        producer.join()
        return out

    found = lab.explore(program, watch=Channel, check=lambda run: run.result == [0, 1])
    assert found.failure is None, str(found)
    assert found.complete, str(found)


def test_stopping_a_channel_is_proved() -> None:
    """``StopEvent.set`` lets a producer go, wherever it is, in every schedule."""

    def program() -> int:
        stop = StopEvent()
        channel: Channel[int] = Channel(1, stop)

        def produce() -> None:
            try:
                for i in range(2):
                    channel.put(i)
            except PipelineStopped:
                return

        producer = threading.Thread(target=produce)
        producer.start()
        stop.set()
        producer.join()
        return 1

    found = lab.explore(program, watch=Channel)
    assert found.failure is None, str(found)
    assert found.complete, str(found)

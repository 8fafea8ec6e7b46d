"""The source: an iterable, pulled in a thread of its own, or a producer that puts for itself."""

import threading
from itertools import count

import pytest

from pipeline_core import (
    PipelineError,
    PipelineManager,
)
from tests.core.helpers import Counted, identity, wait_until


def run(source, **settings):
    with PipelineManager(**settings) as manager:
        manager.add_worker(identity)
        results = manager.run(source)
    assert manager.state == "finished"
    return results


class BySubscript:
    """The old protocol of iteration: ``__getitem__`` until IndexError."""

    def __getitem__(self, number):
        if number == 3:
            raise IndexError
        return number


@pytest.mark.parametrize(
    "source",
    [
        [0, 1, 2],
        (0, 1, 2),
        range(3),
        iter([0, 1, 2]),
        (n for n in range(3)),
        {0: "a", 1: "b", 2: "c"},
        BySubscript(),
    ],
    ids=lambda source: type(source).__name__,
)
def test_a_source_is_anything_that_can_be_iterated(source):
    """Lists, ranges, iterators, generators, mappings and the old protocol."""
    assert run(source) == [0, 1, 2]


def test_a_source_runs_in_a_thread_of_its_own():
    """Not in the caller's, and not in a worker's."""
    threads = []

    def source():
        threads.append(threading.current_thread())
        yield 1

    def stage(item):
        threads.append(threading.current_thread())
        return item

    with PipelineManager() as manager:
        manager.add_worker(stage)
        manager.run(source())
    assert len(set(threads)) == 2
    assert threading.main_thread() not in threads
    assert threads[0].name == "source"


def test_start_returns_while_the_source_still_runs():
    """Starting does not pull anything itself."""
    go = threading.Event()

    def source():
        assert go.wait(10)
        yield 1

    with PipelineManager() as manager:
        manager.add_worker(identity)
        manager.start(source())
        go.set()
        assert manager.wait_for_completion() == [1]


def test_the_sources_generator_is_closed_after_an_early_end():
    """Whatever ends the pipeline early, the generator's ``finally`` runs."""
    for ending in ("break", "failure", "stop"):
        source = Counted(count())

        def stage(item, ending=ending):
            if ending == "failure" and item == 3:
                raise ValueError(item)
            return item

        with PipelineManager(maxsize=1) as manager:
            manager.add_worker(stage)
            manager.start(source)
            if ending == "failure":
                with pytest.raises(PipelineError):
                    manager.wait_for_completion()
            else:
                for result in manager.results():
                    if result == 2:
                        break
        assert source.closed_in == "source", ending


def test_a_source_that_is_used_up_is_not_asked_again():
    """An iterator is pulled once to its end; StopIteration is not followed by another next()."""

    class Once:
        ended = 0

        def __iter__(self):
            return self

        def __next__(self):
            self.ended += 1
            if self.ended > 3:
                raise StopIteration
            return self.ended

    source = Once()
    assert run(source) == [1, 2, 3]
    assert source.ended == 4


def test_a_source_may_be_shared_with_what_comes_after():
    """After an early end the iterator goes on where it was left; no more was pulled than fits inside."""
    numbers = iter(range(1_000))
    with PipelineManager(maxsize=2) as manager:
        manager.add_worker(identity)
        manager.start(numbers)
        for result in manager.results():
            if result == 5:
                break
    wait_until(lambda: manager.state == "stopped", "the pipeline is stopped")
    assert next(numbers) <= 5 + 1 + 2 + 1 + 2 + 1 + 1

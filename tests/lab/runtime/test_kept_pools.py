"""A pool from before the run: its threads are real ones, and a run begins as if it had none."""

import functools
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest

from pipeline_core import lab


@pytest.fixture(params=["new", "used"])
def pool(request):
    """A pool of two; where it was used before, a real thread waits in it for more work."""
    with ThreadPoolExecutor(2) as made:
        if request.param == "used":
            assert made.submit(abs, -1).result() == 1
        yield made


def doubled(pool):
    return [future.result() for future in [pool.submit(lambda n=n: 2 * n) for n in range(3)]]


def chapters(pool):
    """Sub-tasks of the pool wait for sub-tasks of it."""
    return [future.result() for future in [pool.submit(lambda: sum(pool.map(abs, [1]))) for _ in range(2)]]


def test_its_work_is_done_by_threads_of_the_run(pool):
    """Its own threads, which wait for more work, are no leak; and afterwards it serves real threads again."""
    before = set(pool._threads)
    run = lab.simulate(lambda: doubled(pool))
    assert (run.outcome, run.result) == ("finished", [0, 2, 4])
    assert pool._threads == before
    assert doubled(pool) == [0, 2, 4]


def test_each_run_begins_with_none_of_the_run_before(pool):
    found = lab.explore(lambda: doubled(pool), check=lambda run: run.result == [0, 2, 4], max_schedules=10)
    assert found.failure is None
    assert not found.kind


def test_a_pool_that_waits_for_itself_is_told(pool):
    run = lab.simulate(lambda: chapters(pool))
    assert run.outcome == "deadlock"
    assert "whose 2 workers wait too" in run.explain()


def test_a_pool_that_the_run_shuts_down_is_open_afterwards(pool):
    def program():
        with pool:
            return doubled(pool)

    for _ in range(2):
        assert lab.simulate(program).result == [0, 2, 4]
    assert doubled(pool) == [0, 2, 4]


@functools.lru_cache
def workers(number):
    return ThreadPoolExecutor(number)


def test_a_pool_that_a_cache_keeps_is_taken_over():
    """Its threads would do the work behind the lab's back, and the run would look stuck."""
    with workers(2) as pool:
        pool.submit(abs, -1).result()
        assert lab.simulate(lambda: doubled(workers(2))).result == [0, 2, 4]
    workers.cache_clear()


def test_so_is_one_that_is_held_weakly(pool):
    by_name = weakref.WeakValueDictionary(pool=pool)
    del pool
    assert lab.simulate(lambda: doubled(by_name["pool"])).result == [0, 2, 4]


def test_it_has_no_more_schedules_than_a_pool_of_the_run(pool):
    """What the library guards in it by locks is one step, for the pool from before the run too."""

    def program():
        return [future.result() for future in [pool.submit(abs, n) for n in (-1, -2)]]

    found = lab.explore(program, max_schedules=400)
    assert found.complete, found

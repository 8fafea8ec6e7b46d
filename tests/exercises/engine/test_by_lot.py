"""Many calls in orders drawn by lot: what goes wrong in one is told of a run with that call alone."""

import threading

import pytest

from exercises.engine.bench import Bench
from exercises.engine.by_lot import Call, by_lot
from exercises.engine.verdict import Refusal


def two_bumps(lock):
    """A number that two threads count up, under a lock or none; what is wrong with it."""
    total = [0]

    def bump():
        if lock is None:
            total[0] += 1
        else:
            with lock:
                total[0] += 1

    threads = [threading.Thread(target=bump) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return f"the number is {total[0]}" * (total[0] != 2)


def with_lock():
    return two_bumps(threading.Lock())


def without():
    return two_bumps(None)


def test_a_rare_order_is_found_and_told_of_one_call() -> None:
    """The run that is shown has the two threads of that call, and not those of all calls."""
    calls = [Call(with_lock, "with a lock"), Call(without, "without one")]
    with pytest.raises(
        Refusal, match=r"^without one, in an order of steps drawn by lot: the number is 1"
    ) as it:
        by_lot(Bench(without), calls, laps=8)
    assert it.value.run is not None
    assert len(it.value.run.threads) == 3


def test_what_is_right_passes_and_costs_one_run() -> None:
    bench = Bench(with_lock)
    by_lot(bench, [Call(with_lock, "with a lock")], laps=8)
    assert bench.runs == 8

"""Locks that were made before the run are the lab's during the run, wherever a function keeps them."""

import threading

import pytest

from pipeline_core import lab


class Counter:
    """One lock for one datum, made where the functions were defined."""

    def __init__(self):
        self.value = 0

    def by_position(self, lock=threading.Lock()):  # noqa: B008 - what this test is about
        with lock:
            self.value += 1

    def by_name(self, *, lock=threading.Lock()):  # noqa: B008
        with lock:
            self.value += 1


@pytest.mark.parametrize("name", ["by_position", "by_name"])
def test_a_lock_in_a_default_is_taken_over(name):
    """``def add(self, lock=Lock())`` is one lock for all calls, and who waits for it is scheduled."""

    def program():
        counter = Counter()
        threads = [threading.Thread(target=getattr(counter, name)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return counter.value

    method = getattr(Counter, name)
    before = method.__defaults__, dict(method.__kwdefaults__ or {})
    found = lab.explore(program, check=lambda run: run.result == 2, switch="opcode", watch=Counter)
    assert found.complete, found
    assert (method.__defaults__, dict(method.__kwdefaults__ or {})) == before

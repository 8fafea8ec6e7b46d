"""The events of a run tell two locks of one name apart, and a lock that was asked for in vain."""

import threading

import pytest

from pipeline_core import lab


def locking(run):
    return [(event.kind, event.number_of_lock, event.vain) for event in run.events if "acquire" in event.kind]


def test_two_locks_of_one_name_have_two_numbers():
    """A lock that is made in each call has the name of the one before."""

    def call():
        lock = threading.Lock()
        with lock:
            pass
        with lock:
            pass
        return lock

    run = lab.simulate(lambda: (call(), call()))
    first, again, second, _ = [number for _, number, _ in locking(run)]
    assert first == again != second


@pytest.mark.parametrize("make", [threading.Lock, threading.Semaphore, threading.RLock])
def test_who_gives_up_has_not_got_it(make):
    """With a timeout, or without waiting; the owner of an RLock gets it again."""

    def program():
        lock = make()

        def ask():
            assert not lock.acquire(timeout=1)
            assert not lock.acquire(blocking=False)

        with lock:
            asking = threading.Thread(target=ask)
            asking.start()
            asking.join()
        with lock:
            if make is threading.RLock:
                assert lock.acquire(blocking=False)
                lock.release()

    run = lab.simulate(program)
    vain = [vain for _, _, vain in locking(run)]
    assert run.outcome == "finished"
    assert vain == [False, True, True, False, *([False] if make is threading.RLock else [])]

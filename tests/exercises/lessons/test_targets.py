"""Work that a process can be given, tried in threads and in real processes under the spawn method."""

import pickle
import sys
import threading
from threading import Thread
from time import monotonic, thread_time

import pytest

from exercises.lessons import targets

WORKS = [targets.wait, targets.count_letters, targets.hash_text, targets.compress]
free_threaded = not getattr(sys, "_is_gil_enabled", lambda: True)()


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.__name__)
def test_each_work_has_an_address_from_which_a_process_can_import_it(work):
    """A function travels as its name: what comes back is the same function, and it runs."""
    assert pickle.loads(pickle.dumps(work)) is work
    work()


def test_the_text_is_the_interpreters_own_library():
    """Real input, as long as was asked for, on every machine."""
    assert len(targets.text()) == 200_000
    assert "def " in targets.text()
    assert sum(targets.count_letters().values()) == 200_000
    assert targets.compress() < 100_000


def test_threads_that_wait_overlap_and_need_no_core():
    """Four waits of 100 ms take far less than 400 ms."""
    found = targets.side_by_side(targets.wait, 4)
    assert 0.09 < found.elapsed < 0.3
    assert found.cores < 0.3


@pytest.mark.skipif(free_threaded, reason="this build has no GIL: two cores may be busy")
def test_pure_python_never_keeps_more_than_one_core_busy():
    """However many cores are free: one thread computes at a time."""
    assert targets.side_by_side(targets.count_letters, 3).cores < 1.3


@pytest.mark.parametrize("work", [targets.hash_text, targets.compress], ids=lambda work: work.__name__)
def test_hashing_and_compressing_let_another_thread_run_python_meanwhile(work):
    """Also on one core: beside a call that kept the GIL the other thread would stand still."""
    started, spent = threading.Event(), {}

    def call():
        started.set()
        begin = thread_time()
        work()
        spent["call"] = thread_time() - begin

    caller = Thread(target=call)
    caller.start()
    started.wait()
    begin = thread_time()
    while caller.is_alive():
        pass
    spent["beside"] = thread_time() - begin
    assert spent["beside"] > 0.2 * spent["call"]


def test_a_thread_appends_to_the_callers_list_and_a_process_to_a_copy():
    """One heap a process: what a process is given is a copy."""
    shelf = []
    for make in (Thread, targets.Process):
        worker = make(target=targets.remember, args=(shelf, make.__name__))
        worker.start()
        worker.join(60)
        assert not worker.is_alive()
    assert shelf == ["Thread"]


def test_measurements_that_are_compared_alternate_and_the_shortest_of_each_counts(monkeypatch):
    """One, two, one, two: whatever disturbs for a while disturbs both; time and cores are of one run."""
    asked, seconds = [], iter([0.3, 0.9, 0.1, 0.5, 0.2, 0.7])

    def measured(work, count):
        asked.append(count)
        return targets.Measured(took := next(seconds), 1 - took)

    monkeypatch.setattr(targets, "side_by_side", measured)
    one, two = targets.alternating(targets.wait)
    assert asked == [1, 2] * 3
    assert one == (0.1, 0.9)
    assert two == (0.5, 0.5)


def test_of_several_rounds_the_shortest_counts():
    """The first round of two waits longer than the others."""
    pauses = {name: iter([0, 0.3, 0.05, 0.2]) for name in ("first", "other")}
    names, own = iter(pauses), threading.local()

    def work():
        own.name = getattr(own, "name", None) or next(names)
        threading.Event().wait(next(pauses[own.name]))

    assert 0.04 < targets.side_by_side(work, 2, rounds=3).elapsed < 0.19


def test_processes_are_measured_as_threads_are():
    """The time to start them is left out, and nobody is left behind."""
    begin = monotonic()
    found = targets.side_by_side(targets.wait, 2, processes=True)
    assert 0.09 < found.elapsed < monotonic() - begin
    assert not targets._processes.active_children()

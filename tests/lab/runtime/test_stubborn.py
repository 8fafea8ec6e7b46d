"""Programs that do not want to end, or that reach past the ``threading`` module."""

import _thread
import sys
import threading
import time
from _thread import start_new_thread

import pytest

from pipeline_core import lab
from pipeline_core.lab.runtime import threads


def swallows_once():
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue


def swallows_three_times():
    while True:
        try:
            try:
                try:
                    while True:
                        pass
                except BaseException:
                    pass
            except BaseException:
                pass
        except BaseException:
            pass


def swallows_deeper_and_deeper():
    try:
        while True:
            pass
    except BaseException:
        swallows_deeper_and_deeper()


def swallows_in_threads():
    stubborn = [threading.Thread(target=swallows_once) for _ in range(3)]
    for thread in stubborn:
        thread.start()
    for thread in stubborn:
        thread.join()


@pytest.mark.parametrize(
    "program", [swallows_once, swallows_three_times, swallows_deeper_and_deeper, swallows_in_threads]
)
def test_a_loop_that_swallows_every_exception_is_ended(program):
    """The exceptions that end it come so close together that no handler is through before the next."""
    run = lab.simulate(program, switch="sync")
    assert (run.outcome, run.note) == ("endless", "")


def test_a_raw_thread_is_controlled_and_ends_with_the_program():
    """Whichever name it is started by: it takes its turn, waits in virtual time, and nothing stays behind."""
    said = []

    def program():
        lock = _thread.allocate_lock()
        lock.acquire()
        _thread.start_new_thread(lock.acquire, ())
        start_new_thread(said.append, ("moved",), {})
        start_new_thread(time.sleep, (1_000_000,))
        time.sleep(1)
        return len(said)

    before = _thread._count()
    run = lab.simulate(program)
    assert (run.outcome, run.result, run.elapsed) == ("finished", 1, 1.0)
    assert _thread._count() == before


def test_a_raw_thread_outside_of_a_run_is_what_it_was():
    """Nothing stays patched, and a thread that is not controlled never meets the lab's own."""
    started = _thread.start_new_thread
    lab.simulate(lambda: None)
    assert _thread.start_new_thread is start_new_thread is started


def test_a_program_that_starts_threads_without_end_gets_pythons_own_error(monkeypatch):
    """The system would refuse at some number; the lab does at a smaller one, and then can still tidy up."""
    monkeypatch.setattr(threads, "most", 20)

    def program():
        while True:
            threading.Thread(target=threading.Event().wait).start()

    run = lab.simulate(program, switch="sync")
    assert (run.outcome, str(run.error)) == ("error", "can't start new thread")
    assert len(run.threads) == 21


def test_threads_that_have_ended_do_not_count(monkeypatch):
    """The bound is on those alive at once."""
    monkeypatch.setattr(threads, "most", 3)

    def program():
        for _ in range(10):
            thread = threading.Thread(target=list)
            thread.start()
            thread.join()

    assert lab.simulate(program).outcome == "finished"


def test_a_program_that_closes_stdout_closes_its_own():
    """The notebook, or the terminal, goes on printing."""

    def program():
        sys.stdout.close()
        print("still here")

    run = lab.simulate(program)
    assert (run.outcome, run.output) == ("finished", "still here\n")
    assert not sys.stdout.closed

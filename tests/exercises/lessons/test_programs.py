"""What chapters run: named threads, the same log each time, work for threads and for real processes."""

import pickle
import sys
import threading
from functools import partial
from queue import Queue
from threading import Thread
from time import monotonic, thread_time

import pytest

from exercises.lessons import programs
from pipeline_core import lab

END = object()
WORKS = [programs.wait, programs.count_letters, programs.hash_text, programs.compress]
free_threaded = not getattr(sys, "_is_gil_enabled", lambda: True)()


def test_threads_are_called_after_their_functions_and_all_have_ended():
    """A picture can name a thread only if it has a name; two of a kind are told apart."""
    names = []

    def read():
        names.append(threading.current_thread().name)

    def parse():
        names.append(threading.current_thread().name)

    programs.run_threads(read, parse, partial(parse))
    assert sorted(names) == ["parse 1", "parse 2", "read"]
    assert not any(thread.name in names for thread in threading.enumerate())


def test_the_log_is_the_same_each_time_and_two_of_its_lines_are_cut(tmp_path):
    """The chapter's stored numbers hang on it."""
    texts = []
    for name in ("a.log", "b.log"):
        programs.write_log(tmp_path / name)
        texts.append((tmp_path / name).read_text(encoding="utf-8"))
    assert texts[0] == texts[1]
    short = [n for n, line in enumerate(texts[0].splitlines(), 1) if len(line.split()) != 5]
    assert (len(texts[0].splitlines()), short) == (60, [20, 45])


def test_another_seed_is_another_log(tmp_path):
    """The chapter's two shops don't sell the same."""
    for seed in (2, 3):
        programs.write_log(tmp_path / f"{seed}.log", lines=5, seed=seed)
    assert (tmp_path / "2.log").read_bytes() != (tmp_path / "3.log").read_bytes()


def test_who_never_ended_is_read_off_a_run():
    """The chapter compares guesses with it, so it names the stuck threads, and nobody after a good run."""

    def program(ends):
        queue = Queue()
        for _ in range(ends):
            queue.put(END)

        def parse():
            queue.get()

        programs.run_threads(parse, parse)

    assert programs.never_ended(lab.simulate(lambda: program(1))) == ["parse 2"]
    assert programs.never_ended(lab.simulate(lambda: program(2))) == []


def test_what_became_of_a_thread_is_read_off_a_run():
    """The drawings of the chapter show what a run came to, and its cells don't tell it beforehand."""

    def program(ends, places):
        queue, behind = Queue(), Queue(places)
        for _ in range(ends):
            queue.put(END)

        def parse():
            queue.get()

        def read():
            behind.put(END)
            behind.put(END)

        programs.run_threads(parse, read)

    names = "parse", "read"
    assert programs.states(lab.simulate(lambda: program(0, 1)), *names) == {
        "parse": "starved",
        "read": "blocked",
    }
    assert programs.states(lab.simulate(lambda: program(1, 2)), *names) == dict.fromkeys(names, "finished")


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.__name__)
def test_each_work_has_an_address_from_which_a_process_can_import_it(work):
    """A function travels as its name: what comes back is the same function, and it runs."""
    assert pickle.loads(pickle.dumps(work)) is work
    work()


def test_the_text_is_the_interpreters_own_library():
    """Real input, as long as was asked for, on every machine."""
    assert len(programs.text()) == 200_000
    assert "def " in programs.text()
    assert sum(programs.count_letters().values()) == 200_000
    assert programs.compress() < 100_000


def test_threads_that_wait_overlap_and_need_no_core():
    """Four waits of 100 ms take far less than 400 ms."""
    found = programs.side_by_side(programs.wait, 4)
    assert 0.09 < found.elapsed < 0.3
    assert found.cores < 0.3


@pytest.mark.skipif(free_threaded, reason="this build has no GIL: two cores may be busy")
def test_pure_python_never_keeps_more_than_one_core_busy():
    """However many cores are free: one thread computes at a time."""
    assert programs.side_by_side(programs.count_letters, 3).cores < 1.3


@pytest.mark.parametrize("work", [programs.hash_text, programs.compress], ids=lambda work: work.__name__)
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
    for make in (Thread, programs.Process):
        worker = make(target=programs.remember, args=(shelf, make.__name__))
        worker.start()
        worker.join(60)
        assert not worker.is_alive()
    assert shelf == ["Thread"]


def test_measurements_that_are_compared_alternate_and_the_shortest_of_each_counts(monkeypatch):
    """One, two, one, two: whatever disturbs for a while disturbs both; time and cores are of one run."""
    asked, seconds = [], iter([0.3, 0.9, 0.1, 0.5, 0.2, 0.7])

    def measured(work, count):
        asked.append(count)
        return programs.Measured(took := next(seconds), 1 - took)

    monkeypatch.setattr(programs, "side_by_side", measured)
    one, two = programs.alternating(programs.wait)
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

    assert 0.04 < programs.side_by_side(work, 2, rounds=3).elapsed < 0.19


def test_processes_are_measured_as_threads_are():
    """The time to start them is left out, and nobody is left behind."""
    begin = monotonic()
    found = programs.side_by_side(programs.wait, 2, processes=True)
    assert 0.09 < found.elapsed < monotonic() - begin
    assert not programs._processes.active_children()

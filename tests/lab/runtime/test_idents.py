"""Idents of threads: the system gives that of a thread that has ended to one that starts later."""

import re
import threading

from pipeline_core import lab


def started(target, count):
    threads = [threading.Thread(target=target, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    return threads


def in_a_row(count):
    """The idents of threads of which one has ended before the next starts."""
    idents = []
    for _ in range(count):
        thread = threading.Thread(target=lambda: idents.append(threading.get_ident()))
        thread.start()
        thread.join()
    return idents


def results_by_ident():
    """Each thread keeps its result under its ident; who starts late overwrites that of one that is over."""
    results = {}

    def work(number):
        results[threading.get_ident()] = number

    for thread in started(work, 2):
        thread.join()
    return len(results)


def results_by_thread():
    """The same, kept under the Thread object, which is another one each time."""
    results = {}

    def work(number):
        results[threading.current_thread()] = number

    for thread in started(work, 2):
        thread.join()
    return len(results)


def known_at_once():
    """What ``start`` has set when it returns, and what the thread itself hears."""
    heard = []
    thread = threading.Thread(target=lambda: heard.append(threading.get_ident()))
    thread.start()
    known = thread.ident
    thread.join()
    return [known] == heard


def own_values():
    """Who has a ``threading.local`` finds nothing in it that another thread has left."""
    own = threading.local()
    found = []

    def work(_number):
        found.append((threading.get_ident() > 0, getattr(own, "value", None)))
        own.value = 1

    for number in range(2):
        for thread in started(work, 1):
            thread.join(number)
    return found


def test_one_after_the_other_has_the_same_ident():
    assert len(set(lab.simulate(lambda: in_a_row(3)).result)) == 1


def test_results_kept_by_ident_are_lost_in_some_order():
    found = lab.explore(results_by_ident, check=lambda run: run.result == 2)
    assert found.failure is not None
    assert lab.replay(results_by_ident, found.failure.schedule).result == 1


def test_a_story_tells_idents_in_the_order_in_which_they_came():
    """They are other numbers in each run; the first of them is the first thread's."""
    found = lab.explore(results_by_ident, check=lambda run: run.result == 2)
    assert "{ident_2: 0}" in str(found)
    assert not re.search(r"\d{9}", str(found))


def test_the_usual_order_has_two_idents():
    assert lab.simulate(results_by_ident).result == 2


def test_results_kept_by_thread_are_not():
    found = lab.explore(results_by_thread, check=lambda run: run.result == 2)
    assert found.failure is None
    assert found.complete


def test_the_ident_is_known_when_start_returns():
    assert lab.simulate(known_at_once).result


def test_thread_locals_stay_of_one_thread():
    assert lab.simulate(own_values).result == [(True, None), (True, None)]


def test_idents_are_told_by_the_run_that_they_are_of():
    """Other runs between a run and its story change nothing in it."""

    def by_ident():
        names = {}
        for thread in started(lambda number: names.setdefault(threading.get_ident(), number), 2):
            thread.join()
        return names

    run = lab.simulate(by_ident)
    told = repr(run), run.explain()
    lab.simulate(lambda: in_a_row(3))
    assert (repr(run), run.explain()) == told
    assert "{ident_2: 0, ident_3: 1}" in repr(run)

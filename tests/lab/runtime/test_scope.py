"""Locks that were made before the run are the lab's during the run, wherever a function keeps them."""

import concurrent.futures.thread
import importlib
import logging
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

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


def test_a_pools_thread_whose_end_was_interrupted_spoils_no_later_call():
    """Until 3.12 a Ctrl-C inside ``Thread._stop`` leaves a thread of which ``is_alive`` fails for ever."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(int).result()
        (thread,) = pool._threads
        thread.join = lambda *_: None  # the executor waits no more: its thread is left in the list of exits
        queues = concurrent.futures.thread._threads_queues
        held = queues[thread]
    threading.Thread.join(thread)
    queues[thread] = held
    if hasattr(thread, "_tstate_lock"):
        thread._tstate_lock, thread._is_stopped = None, False
    assert lab.simulate(lambda: 1).result == 1
    assert thread not in queues
    thread._is_stopped = True


class Kept(logging.Handler):
    """A handler of the program's own: its lines are steps, and run under its lock."""

    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        text = record.getMessage()
        self.lines.append(text)


LOGGER = logging.getLogger("made before the run")
LOGGER.propagate = False
LOGGER.handlers[:] = [Kept()]


def log_from_two_threads():
    threads = [threading.Thread(target=LOGGER.warning, args=(text,)) for text in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.parametrize("seed", range(5))
def test_the_lock_of_a_handler_is_taken_over(seed):
    """Who logs while another thread is inside ``emit`` waits as for any lock, and blocks nobody for real."""
    handler = next(found for found in LOGGER.handlers if isinstance(found, Kept))
    lock = handler.lock
    run = lab.simulate(log_from_two_threads, seed=seed, watch=Kept)
    assert run.outcome == "finished", run.explain()
    assert handler.lock is lock


LOST = """
import threading

def lost():
    total = []

    def work(n):
        nonlocal total
        total = total + [n]

    threads = [threading.Thread(target=work, args=(n,)) for n in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(total)
"""


def test_what_is_inside_a_function_that_is_watched_has_switch_points_too(tmp_path, monkeypatch):
    """Of another module, never run before: the functions that it defines are new code each time."""
    name = f"watched_{tmp_path.name.replace('-', '_')}"
    (tmp_path / f"{name}.py").write_text(LOST, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    module = importlib.import_module(name)
    monkeypatch.delitem(sys.modules, name)  # at the end as well
    sys.modules[name] = module

    def program():
        return module.lost()

    found = lab.explore(program, check=lambda run: run.result == [1, 2], switch="opcode", watch=module.lost)
    assert found.failure is not None, str(found)

"""A program may take a queue's own mutex: then each operation of the queue waits, as without the lab."""

from __future__ import annotations

import queue
import threading
import time
from typing import Any

import pytest

from pipeline_core import lab
from tests.lab.programs import together

OPERATIONS = {
    "put": lambda q: q.put(2),
    "put_nowait": lambda q: q.put_nowait(2),
    "get": lambda q: q.get(),
    "get_nowait": lambda q: q.get_nowait(),
    "task_done": lambda q: q.task_done(),
}
LOOKS = {"qsize": 1, "empty": False, "full": True}


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("maxsize", [0, 2])
def test_who_holds_the_mutex_keeps_the_others_out(name: str, maxsize: int) -> None:
    """Nothing moves between two looks at the insides."""

    def program() -> Any:
        q: Any = queue.Queue(maxsize)
        q.put(1)
        seen = []

        def look() -> None:
            with q.mutex:
                before = len(q.queue), q.unfinished_tasks
                after = len(q.queue), q.unfinished_tasks
            seen.append(before == after)

        together(look, lambda: OPERATIONS[name](q))
        return seen

    found = lab.explore(program, check=lambda run: run.result == [True], max_schedules=300)
    assert found.failure is None, found


@pytest.mark.parametrize("name", LOOKS)
def test_who_asks_for_the_size_does_not_see_what_is_done_under_the_mutex(name: str) -> None:
    """An item that is taken out and put back is there all the time."""

    def program() -> Any:
        q: Any = queue.Queue(1)
        q.put(1)
        seen = []

        def turn() -> None:
            with q.mutex:
                item = q.queue.popleft()
                q.queue.append(item)

        together(turn, lambda: seen.append(getattr(q, name)()))
        return seen

    found = lab.explore(program, check=lambda run: run.result == [LOOKS[name]], max_schedules=300)
    assert found.failure is None, found


def test_what_is_thrown_out_under_the_mutex_is_counted() -> None:
    """The order of a put and of taking the mutex is tried both ways."""
    seen = set()

    def program() -> Any:
        q: Any = queue.Queue()
        q.put(1)
        gone: list[int] = []

        def empty() -> None:
            with q.mutex:
                gone.extend(q.queue)
                q.queue.clear()

        together(lambda: q.put(2), empty)
        return len(gone), q.qsize()

    found = lab.explore(program, check=lambda run: seen.add(run.result) or sum(run.result) == 2)
    assert found.failure is None, found
    assert seen == {(1, 1), (2, 0)}


def test_an_operation_under_its_own_mutex_is_a_deadlock() -> None:
    """As without the lab: the mutex is a plain lock."""

    def program() -> None:
        q: Any = queue.Queue()
        with q.mutex:
            q.put(1)

    assert lab.simulate(program).outcome == "deadlock"


def test_a_timeout_that_passes_while_the_mutex_is_held_looks_once_more() -> None:
    """``get`` takes the mutex before it gives up, and an item that is there by then is taken."""

    def program() -> Any:
        q: Any = queue.Queue()
        got = []

        def hold() -> None:
            with q.mutex:
                time.sleep(2)
                q.queue.append(1)

        holder = threading.Thread(target=hold)
        holder.start()
        time.sleep(0.5)
        got.append(q.get(timeout=1))
        holder.join()
        return got

    run = lab.simulate(program)
    assert (run.outcome, run.result) == ("finished", [1]), run.explain()


WAITS = {
    "not_empty": (lambda q: q.queue, lambda q: q.put(2)),
    "not_full": (lambda q: not q.queue, lambda q: q.get()),
    "all_tasks_done": (lambda q: not q.unfinished_tasks, lambda q: q.task_done()),
}


@pytest.mark.parametrize("name", WAITS)
def test_who_waits_at_a_condition_of_the_queue_is_woken(name: str) -> None:
    """As put, get and task_done do without the lab; a wait that may come too late has to look first."""
    ready, act = WAITS[name]

    def program() -> Any:
        q: Any = queue.Queue(1)
        if name != "not_empty":
            q.put(1)
        waited = []

        def wait() -> None:
            with getattr(q, name):
                while not ready(q):
                    getattr(q, name).wait()
                waited.append(len(q.queue))

        together(wait, lambda: act(q))
        return waited

    found = lab.explore(program, check=lambda run: len(run.result) == 1, max_schedules=300)
    assert found.failure is None, found


def test_who_waits_at_a_condition_without_a_look_may_wait_for_ever() -> None:
    """What was put before is not announced again."""

    def program() -> Any:
        q: Any = queue.Queue()

        def wait() -> None:
            with q.not_empty:
                q.not_empty.wait()

        together(wait, lambda: q.put(1))

    found = lab.explore(program)
    assert found.failure is not None
    assert found.failure.outcome == "deadlock"
    assert lab.simulate(program).outcome == "finished"


class Unique(queue.Queue):  # type: ignore[type-arg]
    """Its insides are its own; its methods run under the mutex, as the library calls them or by ``with``."""

    def _init(self, maxsize: int) -> None:
        self.queue: Any = set()

    def _put(self, item: Any) -> None:
        self.queue.add(item)

    def _get(self) -> Any:
        return self.queue.pop()

    def has(self, item: Any) -> bool:
        with self.mutex:
            return item in self.queue


def clears() -> Any:
    q: Any = queue.Queue()
    q.put(1)

    def empty() -> None:
        with q.mutex:
            q.queue.clear()

    together(lambda: q.put(2), empty)
    return q.qsize() in (0, 1)


def gets() -> Any:
    q, got = Unique(), []
    together(lambda: q.put(1), lambda: got.append(q.get()))
    return got == [1]


def asks() -> Any:
    q, got = Unique(), []
    together(lambda: q.put(1), lambda: got.append(q.has(1)))
    return len(got) == 1


@pytest.mark.parametrize("program", [clears, gets, asks])
def test_what_is_reached_under_the_mutex_is_no_doubt(program: Any) -> None:
    found = lab.explore(program, check=lambda run: run.result)
    assert found.complete, found


def test_what_is_reached_without_the_mutex_is_one() -> None:
    """The same set, past the lock that guards it."""

    def program() -> Any:
        q = Unique()
        together(lambda: q.put(1), lambda: 1 in q.queue)

    assert not lab.explore(program).complete


def test_who_has_joined_all_others_may_look_into_a_queue() -> None:
    """Nobody is left who could move it; before the last one has ended somebody is."""

    def looks(first: str) -> Any:
        q: Any = queue.Queue()
        threads = [threading.Thread(target=q.put, args=(number,)) for number in range(2)]
        for thread in threads:
            thread.start()
        found = sorted(q.queue) if first == "look" else []
        for thread in threads:
            thread.join()
        return found or sorted(q.queue)

    late = lab.explore(lambda: looks("join"), check=lambda run: run.result == [0, 1])
    assert (late.failure, late.complete, late.reason) == (None, True, ""), str(late)
    early = lab.explore(lambda: looks("look"))
    assert "Queue.queue is reached behind the lock that guards it" in early.reason

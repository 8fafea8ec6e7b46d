"""Programs that the lab and its peers are compared on: a state, workers that share it, what must hold."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple


class Case(NamedTuple):
    """``fails``: is there a schedule in which ``holds(state)`` is false, or that gets stuck?"""

    name: str
    setup: Callable[[], Any]
    workers: tuple[Callable[[Any], None], ...]
    holds: Callable[[Any], bool]
    fails: bool


class State:
    """Whatever a case needs."""

    def __init__(self) -> None:
        self.value, self.log, self.first = 0, [], None
        self.a, self.b = threading.Lock(), threading.Lock()
        self.q: queue.Queue[Any] = queue.Queue()
        self.q.put(1)
        self.late = False


def bump(s: State) -> None:
    seen = s.value
    s.value = seen + 1


def bump_in_a_line(s: State) -> None:
    s.value += 1


def bump_with_a_lock(s: State) -> None:
    with s.a:
        seen = s.value
        s.value = seen + 1


def a_then_b(s: State) -> None:
    with s.a, s.b:
        s.value += 1


def b_then_a(s: State) -> None:
    with s.b, s.a:
        s.value += 1


def namer(me: str) -> Callable[[State], None]:
    def name(s: State) -> None:
        with s.a:
            if s.first is None:
                s.first = me

    return name


def two_sections(me: str) -> Callable[[State], None]:
    def work(s: State) -> None:
        for _ in range(2):
            with s.a:
                s.log.append(me)

    return work


def take_if_not_empty(s: State) -> None:
    if not s.q.empty():
        s.q.get()


def nested(s: State) -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: pool.submit(lambda: 1).result()).result()


def late_put(s: State) -> None:
    time.sleep(10)
    s.q.put(2)


def timed_get(s: State) -> None:
    s.q.get()
    try:
        s.q.get(timeout=5)
    except queue.Empty:
        s.late = True


def consume(s: State) -> None:
    while s.q.get() is not None:
        s.log.append(1)


def produce_and_end(s: State) -> None:
    s.q.put(None)


CASES = [
    Case("lost update", State, (bump, bump), lambda s: s.value == 2, True),
    Case("c += 1", State, (bump_in_a_line, bump_in_a_line), lambda s: s.value == 2, True),
    Case("two locks, two orders", State, (a_then_b, b_then_a), lambda s: True, True),
    Case("first come, with a lock", State, (namer("a"), namer("b")), lambda s: s.first == "a", True),
    Case("3 threads × 2 sections", State, (two_sections("a"), two_sections("b"), two_sections("c")),
         lambda s: s.log != list("cbacba"), True),
    Case("if not q.empty(): q.get()", State, (take_if_not_empty, take_if_not_empty), lambda s: True, True),
    Case("sentinel, two consumers", State, (produce_and_end, consume, consume), lambda s: True, True),
    Case("nested submit, pool of one", State, (nested,), lambda s: True, True),
    Case("sleep(10) beside get(timeout=5)", State, (late_put, timed_get), lambda s: s.late, False),
    Case("right: one lock", State, (bump_with_a_lock, bump_with_a_lock), lambda s: s.value == 2, False),
    Case("right: locks in one order", State, (a_then_b, a_then_b), lambda s: s.value == 2, False),
    Case("right: 3 threads, one lock", State, (bump_with_a_lock,) * 3, lambda s: s.value == 3, False),
]  # fmt: skip


def program_of(case: Case) -> Callable[[], bool]:
    """The case as an ordinary program."""

    def program() -> bool:
        state = case.setup()
        threads = [threading.Thread(target=worker, args=(state,)) for worker in case.workers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return case.holds(state)

    return program

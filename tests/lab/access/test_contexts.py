"""Context variables under ``explore``: private ones cost nothing, shared ones are seen."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable
from typing import Any

import pytest

from pipeline_core import lab
from tests.lab.random_programs import final_states

var: contextvars.ContextVar[int] = contextvars.ContextVar("var", default=0)


def set_and_add() -> int:
    var.set(var.get() + 1)
    return var.get()


def own_contexts() -> list[int]:
    """Each thread has a context of its own."""
    seen = [0, 0]

    def work(me: int) -> None:
        seen[me] = set_and_add()

    threads = [threading.Thread(target=contextvars.copy_context().run, args=(work, i)) for i in range(2)]
    threads[0].start()
    threads[1].start()
    threads[0].join()
    threads[1].join()
    return [*seen, var.get()]


def one_context_for_two() -> list[str]:
    """Two threads enter one context: an error if they meet in it."""
    context = contextvars.copy_context()
    seen: list[str] = []
    lock = threading.Lock()

    def work() -> None:
        with lock:
            var.set(var.get() + 1)

    def enter() -> None:
        try:
            context.run(work)
        except RuntimeError:
            seen.append("met")

    threads = [threading.Thread(target=enter) for _ in range(2)]
    threads[0].start()
    threads[1].start()
    threads[0].join()
    threads[1].join()
    return [*seen, str(context[var])]


def read_from_outside() -> int:
    """The main thread reads the context in which another one is at work."""
    context = contextvars.copy_context()
    lock = threading.Lock()

    def work() -> None:
        with lock:
            var.set(7)

    thread = threading.Thread(target=context.run, args=(work,))
    thread.start()
    with lock:
        pass
    return context.get(var, 0)


def copied_meanwhile() -> list[Any]:
    """A pool's initialiser reads a copy, as the core's does."""
    var.set(3)
    context = contextvars.copy_context()
    out: list[Any] = []

    def work() -> None:
        for variable, value in context.items():
            variable.set(value)
        out.append(var.get())

    thread = threading.Thread(target=work)
    thread.start()
    var.set(4)
    thread.join()
    return [*out, var.get()]


@pytest.mark.parametrize("program", [own_contexts, one_context_for_two, read_from_outside, copied_meanwhile])
@pytest.mark.parametrize("switch", ["sync", "line"])
def test_every_final_state_with_context_variables_is_reached(program: Callable[[], Any], switch: str) -> None:
    """Reduction and trying every schedule end in the same final states."""
    reduced, search = final_states(program, switch, "any", True, 1_000)
    everything, whole = final_states(program, switch, "any", False, 1_000)
    assert not search.reason, search.reason
    assert everything <= reduced
    assert whole.reason or everything == reduced


def test_contexts_of_their_own_are_independent() -> None:
    """Two threads that set a variable each in its own context: one schedule."""
    found = lab.explore(own_contexts, check=lambda run: run.result == [1, 1, 0])
    assert (found.complete, found.schedules) == (True, 1), str(found)


def test_the_lambda_that_runs_is_the_one_that_is_looked_at() -> None:
    """Of two lambdas on one indented line each is told apart: one shares data, the other does not."""

    def program() -> list[int]:
        shared, own = [0], [0]
        pair = (lambda: own.append(1), lambda: shared.append(len(shared)))
        threads = [threading.Thread(target=pair[1]) for _ in range(2)]
        for thread in threads:
            thread.start()
        pair[0]()
        for thread in threads:
            thread.join()
        return shared

    found = lab.explore(program, switch="sync")
    assert (found.complete, found.schedules) == (True, 2), str(found)

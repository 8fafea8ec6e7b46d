"""Programs that do awkward things: the lab says what happened, and is whole for the next call."""

from __future__ import annotations

import _thread
import asyncio
import functools
import gc
import io
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, NoReturn
from unittest import mock

import pytest

from pipeline_core import lab
from pipeline_core.lab.runtime import runner
from pipeline_core.lab.scheduler.os_threads import MOST_PARKED
from tests.lab.programs import lost_update, together


def is_whole() -> None:
    """The lab still does what it does on a good day."""
    assert lab.simulate(lost_update).result == 2
    found = lab.explore(lost_update, check=lambda run: run.result == 2)
    assert found.failure is not None
    assert (found.failure.result, found.repeats) == (1, True)


# -- blocked in C ----------------------------------------------------------------------------


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The reading end of an empty pipe, and a short patience. Afterwards its readers are let go."""
    monkeypatch.setattr(runner, "GUARD_SECONDS", 0.3)
    monkeypatch.setattr(runner, "GIVE_UP_SECONDS", 0.2)
    source, sink = os.pipe()
    yield source
    os.write(sink, b"x" * 20)
    assert runner.wait_until_gone()
    os.close(sink)
    os.close(source)


def test_what_blocks_in_c_is_given_up(pipe: int) -> None:
    """A read from an empty pipe cannot be interrupted: the run says who is blocked, and where."""
    run = lab.simulate(lambda: os.read(pipe, 1))
    assert run.outcome == "endless"
    assert "MainThread is blocked in C code" in run.explain()
    assert "os.read(pipe, 1)" in run.note


def test_a_call_after_a_blocked_one_is_right(pipe: int) -> None:
    """Several in a row, the program's own thread or another, and each time the next call is whole.

    The exception meant for the blocked thread stayed pending, and held up every traced thread of the process.
    """

    def in_a_thread() -> None:
        together(lambda: os.read(pipe, 1), lambda: None)

    for program in (lambda: os.read(pipe, 1), in_a_thread, lambda: os.read(pipe, 1)):
        assert lab.simulate(program).outcome == "endless"
        is_whole()


def test_a_blocked_thread_ends_the_search(pipe: int) -> None:
    """The search reports the run that it hangs in as the failure, and is whole for the next call."""
    found = lab.explore(lambda: together(lambda: os.read(pipe, 1), lambda: None))
    assert found.failure is not None
    assert found.failure.outcome == "endless"
    assert "is blocked in C code" in str(found)
    assert not found.complete
    is_whole()


def test_the_others_end_when_one_is_left_behind(pipe: int) -> None:
    """Threads that wait beside a blocked one unwind, their ``finally`` included, before the call returns."""
    log: list[str] = []

    def tidy(q: queue.Queue[int]) -> None:
        try:
            q.get()
        finally:
            log.append("tidy")

    def program() -> None:
        q: queue.Queue[int] = queue.Queue()
        together(lambda: tidy(q), lambda: tidy(q), lambda: os.read(pipe, 1))

    assert lab.simulate(program).outcome == "endless"
    assert log == ["tidy", "tidy"]


def test_a_traced_caller_is_not_held_up_by_a_blocked_thread(pipe: int) -> None:
    """Under a debugger or coverage the caller gets its answer as well, and its tracer back."""

    def tracer(frame: Any, event: str, arg: Any) -> None:
        return None

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        outcome = lab.simulate(lambda: os.read(pipe, 1)).outcome
        assert sys.gettrace() is tracer
    finally:
        sys.settrace(before)
    assert outcome == "endless"
    is_whole()


def test_input_does_not_hang(pipe: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that asks the user something is given up: nobody is there to answer."""

    class Keyboard(io.TextIOBase):
        def readline(self, size: int = -1, /) -> str:
            return os.read(pipe, 1).decode()

    monkeypatch.setattr(sys, "stdin", Keyboard())
    run = lab.simulate(lambda: input("name? "))
    assert (run.outcome, run.output) == ("endless", "name? ")
    assert "is blocked in C code" in run.note
    is_whole()


@pytest.mark.filterwarnings("ignore:unclosed")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_asyncio_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Coroutines wait in real time for a clock that is virtual: the run says so.

    It is given up on wherever it stands, at times before its loop could close what it had opened.
    """
    monkeypatch.setattr(runner, "GUARD_SECONDS", 0.3)
    run = lab.simulate(lambda: asyncio.run(asyncio.sleep(0.01)))
    assert run.outcome == "endless"
    assert "inside asyncio, which the lab does not control" in run.explain()
    is_whole()
    del run
    gc.collect()  # what was left open is warned of here, and not in some later test


# -- ending ----------------------------------------------------------------------------------


def test_sys_exit_keeps_its_code() -> None:
    """In the program's first thread a code is an error; without one the run says why it has no result."""
    run = lab.simulate(lambda: sys.exit(3))
    assert run.outcome == "error"
    assert isinstance(run.error, SystemExit)
    assert run.error.code == 3
    assert "SystemExit: 3" in run.explain()
    assert lab.explore(lambda: sys.exit("bad luck")).failure is not None
    run = lab.simulate(sys.exit)
    assert (run.outcome, run.note) == (
        "finished",
        "MainThread ended itself by sys.exit(): the program has no result.",
    )


def test_sys_exit_in_a_thread_ends_that_thread() -> None:
    """As in Python it is no error there; the run mentions it."""
    run = lab.simulate(lambda: together(lambda: sys.exit(3)))
    assert run.outcome == "finished"
    assert "ended itself by sys.exit(3)." in run.note


def interrupting() -> Callable[[], None]:
    """A program that a Ctrl-C meets in its first run and that would otherwise never end."""
    started: list[int] = []

    def program() -> None:
        started.append(1)
        if len(started) == 1:
            signal.raise_signal(signal.SIGINT)
        while True:
            time.sleep(1)

    return program


@pytest.mark.parametrize("call", [functools.partial(lab.simulate, max_steps=10**9), lab.explore])
def test_ctrl_c_reaches_the_caller(call: Callable[..., Any]) -> None:
    """An interrupt ends the run, is raised again, and leaves nothing behind, even at the very end."""
    real = (time.sleep, threading.Lock, sys.stdout)
    with pytest.raises(KeyboardInterrupt):
        call(interrupting())
    assert (time.sleep, threading.Lock, sys.stdout) == real
    is_whole()


# -- kinds of programs -----------------------------------------------------------------------


class Counter:
    def __init__(self) -> None:
        self.count = 0

    def bump(self) -> None:
        seen = self.count
        self.count = seen + 1

    def method(self) -> int:
        self.count = 0
        together(self.bump, self.bump)
        return self.count

    __call__ = method


@functools.wraps(lost_update)
def decorated(*args: Any) -> int:
    return lost_update()


def made_by_exec() -> Callable[[], int]:
    space: dict[str, Any] = {"together": together}
    lines = [
        "def program():",
        "    count = 0",
        "    def bump():",
        "        nonlocal count",
        "        seen = count",
        "        count = seen + 1",
        "    together(bump, bump)",
        "    return count",
    ]
    exec("\n".join(lines), space)
    program: Callable[[], int] = space["program"]
    return program


@pytest.mark.parametrize(
    "program",
    [functools.partial(lost_update), Counter().method, Counter(), decorated, made_by_exec()],
    ids=["partial", "method", "instance", "decorated", "exec"],
)
def test_whatever_can_be_called_can_be_explored(program: Callable[[], int]) -> None:
    """A partial, a method, an instance, a decorated function, one without source: the race is found."""
    assert lab.simulate(program).result == 2
    found = lab.explore(program, check=lambda run: run.result == 2)
    assert found.failure is not None, str(found)
    assert found.failure.result == 1


def test_the_lab_inside_the_lab_is_refused() -> None:
    """A program under the lab cannot start the lab, in no thread; it is told so, and ends in order."""
    nested = [lambda: lab.simulate(lost_update), lambda: lab.explore(lost_update)]
    for call in nested:
        for program in (call, lambda call=call: together(call)):
            run = lab.simulate(program)
            assert run.outcome == "error"
            assert "inside a program" in str(run.error)
    assert lab.explore(nested[0]).failure is not None


# -- errors and values -----------------------------------------------------------------------


class Mute(Exception):
    def __str__(self) -> NoReturn:
        raise ValueError("no words")

    __repr__ = __str__


class Shy:
    def __repr__(self) -> NoReturn:
        raise ValueError("no picture")


def fail(error: BaseException) -> NoReturn:
    raise error


def for_ever() -> int:
    return for_ever()


@pytest.mark.parametrize("error", [Mute(), MemoryError(), KeyboardInterrupt(), GeneratorExit()])
def test_any_exception_is_told(error: BaseException) -> None:
    """Whatever leaves a thread is the run's error, and can be told even if it has no words itself."""
    for program in (lambda: fail(error), lambda: together(lambda: fail(error))):
        run = lab.simulate(program)
        assert (run.outcome, run.error) == ("error", error)
        for text in (str(run), repr(run), run._repr_html_(), str(lab.explore(program))):
            assert type(error).__name__ in text


def test_a_recursion_without_end_is_an_error() -> None:
    """In the first thread or in another: no step is lost on it, and the next call is whole."""
    for program in (for_ever, lambda: together(for_ever)):
        run = lab.simulate(program)
        assert isinstance(run.error, RecursionError)
    is_whole()


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Shy(), "a Shy"), ([Shy()], "a list"), (10**5000, "an int"),
     (lost_update, "a function"), (list(range(3_000_000)), "[0, "), ("x" * 10**7, "'xxxx")],
    ids=["shy", "list", "int", "function", "long", "text"],
)  # fmt: skip
def test_any_result_can_be_shown(value: Any, shown: str) -> None:
    """A result whose repr fails, is huge or holds an address: a Run stays short and readable."""
    run = lab.simulate(lambda: value)
    for text in (str(run), repr(run), run._repr_html_()):
        assert shown in text.replace("&#x27;", "'")
        assert len(text) < 400
        assert "0x" not in text


def test_a_variable_that_cannot_be_shown_disturbs_nobody() -> None:
    """An integer of 5,000 digits has no repr: the race on it is told all the same."""

    def program() -> bool:
        count = 10**5000

        def bump() -> None:
            nonlocal count
            seen = count
            count = seen + 1

        together(bump, bump)
        return count == 10**5000 + 2

    found = lab.explore(program, check=lambda run: run.result)
    assert found.failure is not None
    assert found.repeats
    assert "becomes" in str(found)


def test_threads_that_come_one_after_the_other_keep_few_stacks() -> None:
    """A thread that has ended is kept for the next run, but not each of a thousand."""
    before = _thread._count()

    def program() -> int:
        for _ in range(300):
            thread = threading.Thread(target=int)
            thread.start()
            thread.join()
        return _thread._count()

    assert lab.simulate(program).result < before + MOST_PARKED + 10


def test_much_output_is_kept() -> None:
    """Thirty thousand printed lines are all in run.output."""

    def program() -> None:
        for number in range(30_000):
            print(number)

    run = lab.simulate(program)
    assert run.outcome == "finished"
    assert run.output.count("\n") == 30_000


# -- patched by the program ------------------------------------------------------------------


def test_what_a_program_patches_in_time_is_real_again() -> None:
    """A program that replaces time.sleep, for a while or for good, leaves the real one."""
    real = time.sleep

    def for_good() -> None:
        time.sleep = lambda seconds: None  # type: ignore[assignment]
        time.sleep(1)

    def for_a_while() -> float:
        with mock.patch("time.sleep"):
            time.sleep(5)
        time.sleep(2)
        return time.monotonic()

    assert lab.simulate(for_good).elapsed == 0
    assert time.sleep is real
    assert lab.simulate(for_a_while).result == 2
    assert time.sleep is real


def test_a_program_may_replace_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """A subclass in the place of threading.Thread is controlled like the class itself."""

    class Named(threading.Thread):
        pass

    def program() -> int:
        monkeypatch.setattr(threading, "Thread", Named)
        counter = Counter()
        threads = [threading.Thread(target=counter.bump) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return counter.count

    found = lab.explore(program, check=lambda run: run.result == 2)
    assert found.failure is not None
    assert found.failure.result == 1

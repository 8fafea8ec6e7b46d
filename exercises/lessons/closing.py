"""The eight closing questions: short programs not seen before, and what the lab finds in them.

Inside:  ``QUESTIONS``, each a program with what to read again; ``show`` prints one; ``closing``
         checks all answers.
Outside: the programs of the chapters and of the exercises, pipelines broken by number (``ward``).
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from queue import Queue
from threading import Event, Lock, Thread
from typing import Any, NamedTuple

from exercises.lessons.programs import run_threads
from pipeline_core import lab

ENDINGS = """(a) it ends with this result in every order
(b) it can end with another result
(c) it can get stuck
(d) an exception can leave a thread"""
MOST = 3_000  # schedules
TYPES = re.compile(r" -> \w+(?=:\n)|(?<=\w): (?:Queue|dict|list)\[.*\](?= = )|(?<=\w): (?:int|str)(?=[,)])")
"""What is said of types in the programs: a type checker reads it, and nobody else needs it."""


class Question(NamedTuple):
    """A program, the result it is meant to have, and the chapter and section that tell of what happens."""

    program: Callable[[], Any]
    meant: Any
    again: str


def one_end() -> Any:
    """Two take; one end is put."""
    queue: Queue[Any] = Queue(1)
    taken = []

    def take() -> None:
        while (item := queue.get()) is not None:
            taken.append(item)
        queue.put(None)

    def give() -> None:
        for item in (1, 2, None):
            queue.put(item)

    run_threads(give, take, take)
    return sorted(taken)


def three_locks() -> Any:
    """Three use two locks each."""
    locks = [Lock(), Lock(), Lock()]
    log = []

    def use(first: int, second: int) -> None:
        with locks[first], locks[second]:
            log.append(first)

    run_threads(lambda: use(0, 1), lambda: use(1, 2), lambda: use(2, 0))
    return sorted(log)


def room_for_one() -> Any:
    """Two give, and take nothing."""
    queue: Queue[int] = Queue(1)

    def give() -> None:
        if not queue.full():
            queue.put_nowait(1)

    run_threads(give, give)
    return queue.qsize()


def begin_and_wait() -> Any:
    """One prepares, the other waits for it."""
    ready = Event()
    log = []

    def prepare() -> None:
        log.append("prepared")
        ready.set()

    def work() -> None:
        ready.clear()
        ready.wait()
        log.append("worked")

    run_threads(prepare, work)
    return log


def own_places() -> Any:
    """Two work, one dict."""
    squares = {}

    def work(item: int) -> None:
        square = item * item
        squares[item] = square

    run_threads(lambda: work(2), lambda: work(3))
    return sum(squares.values())


def made_when_needed() -> Any:
    """The first to note something makes the log."""
    shared: dict[str, list[str]] = {}

    def note(word: str) -> None:
        if "log" not in shared:
            log: list[str] = []
            shared["log"] = log
        shared["log"].append(word)

    run_threads(lambda: note("x"), lambda: note("y"))
    return sorted(shared["log"])


def pool_in_pool() -> Any:
    """Two tasks with a task of their own, two threads."""
    with ThreadPoolExecutor(2) as pool:

        def outer(number: int) -> int:
            return pool.submit(abs, -number).result()

        return sum(future.result() for future in [pool.submit(outer, 1), pool.submit(outer, 2)])


def names_of_threads() -> Any:
    """Two threads note their names."""
    log = []
    threads = {}
    for name in ("x", "y"):
        threads[name] = Thread(target=lambda: log.append(name))  # noqa: B023 - what is asked
    for thread in threads.values():
        thread.start()
    for thread in threads.values():
        thread.join()
    return sorted(log)


QUESTIONS = {
    1: Question(one_end, [1, 2], "03 Sentinels, section 8: Put it back"),
    2: Question(three_locks, [0, 1, 2], "07 Deadlocks, section 3: Three philosophers"),
    3: Question(room_for_one, 1, "06 Races and locks, section 7: Check, then act"),
    4: Question(
        begin_and_wait, ["prepared", "worked"], "04 Stop events and errors, section 2: A flag for everybody"
    ),
    5: Question(own_places, 13, "06 Races and locks, section 11: Sharing nothing"),
    6: Question(made_when_needed, ["x", "y"], "06 Races and locks, section 7: Check, then act"),
    7: Question(pool_in_pool, 3, "07 Deadlocks, section 5: Waiting for who never comes"),
    8: Question(
        names_of_threads, ["x", "y"], "01 Threads and processes, section 3: One heap, one stack a thread"
    ),
}


@cache
def found(number: int) -> lab.Exploration:
    """What the lab finds in the program of a question: its first failure, or that there is none."""
    program, meant, _ = QUESTIONS[number]
    return lab.explore(program, check=lambda run: run.result == meant, max_schedules=MOST)


def answer(number: int) -> str:
    """The letter of ``ENDINGS`` that the lab has found."""
    failure = found(number).failure
    if failure is None:
        return "a"
    return {"finished": "b", "deadlock": "c", "error": "d"}[failure.outcome]


def show(number: int) -> None:
    """Print the program of a question, and the result that it is meant to have."""
    program, meant, _ = QUESTIONS[number]
    text = inspect.getsource(program).replace("  # noqa: B023 - what is asked", "")
    print(TYPES.sub("", text))
    print(f"meant: {meant!r}")


def closing(answers: Mapping[int, str | None]) -> None:
    """Print for each answer whether the lab has found the same; if not, what to read again."""
    right = 0
    for number, question in QUESTIONS.items():
        said = answers.get(number)
        if said is None:
            print(f"{number}: no answer yet")
            continue
        letter = answer(number)
        if said.strip(" ()").casefold() == letter:
            right += 1
            print(f"{number}: ({letter}), right")
            continue
        run = found(number).failure
        shown = (
            "no schedule fails"
            if run is None
            else f"shown by lab.replay(QUESTIONS[{number}].program, {run.schedule!r})"
        )
        print(f"{number}: ({said}); the lab finds ({letter}), {shown}. Read again: {question.again}")
    print(f"{right} of {len(QUESTIONS)}")

"""State outside the program: told by name, never taken for a race, never called complete."""

# ruff: noqa: PLW0603  global variables are the subject

from __future__ import annotations

import itertools
import threading
from typing import Any

import pytest

from pipeline_core import lab
from tests.lab.programs import together

N = 0
LOG: list[int] = []
NUMBERS = itertools.count()


class Account:
    balance = 0


ACCOUNT = Account()
INSTANCE: Any = None


def global_counter() -> int:
    def bump() -> None:
        global N
        seen = N
        N = seen + 1

    together(bump, bump)
    return N


def global_list() -> int:
    together(lambda: LOG.append(1), lambda: LOG.append(2))
    return len(LOG)


def attribute() -> int:
    def work() -> None:
        seen = ACCOUNT.balance
        ACCOUNT.balance = seen + 1

    together(work, work)
    return ACCOUNT.balance


def class_attribute() -> int:
    def work() -> None:
        Account.balance += 1

    together(work, work)
    return Account.balance


def iterator() -> int:
    together(lambda: None)
    return next(NUMBERS)


def helper(seen: list[int] = []) -> int:  # noqa: B006  the bug that is looked for
    seen.append(1)
    return len(seen)


def default() -> int:
    together(lambda: None)
    return helper()


def closure() -> Any:
    count = 0

    def program() -> int:
        def bump() -> None:
            nonlocal count
            seen = count
            count = seen + 1

        together(bump, bump)
        return count

    return program


def made_once() -> int:
    """The first run makes the instance, and only the first can show that two may be made."""
    made = []

    def get() -> None:
        global INSTANCE
        if INSTANCE is None:
            made.append(1)
            INSTANCE = Account()

    together(get, get)
    return len(made)


@pytest.fixture(autouse=True)
def as_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test finds this module's variables as they are written above."""
    LOG.clear()
    for name, value in (("N", 0), ("ACCOUNT", Account()), ("INSTANCE", None), ("NUMBERS", itertools.count())):
        monkeypatch.setitem(globals(), name, value)
    monkeypatch.setattr(Account, "balance", 0)
    monkeypatch.setattr(helper, "__defaults__", ([],))


KEPT = [
    (global_counter, "N was 0, then 2"),
    (global_list, "LOG had 0 members, then 2"),
    (attribute, "ACCOUNT.balance was unset, then 2"),
    (class_attribute, "Account.balance was 0, then 2"),
    (iterator, "NUMBERS was count(0), then count(1)"),
    (default, "seen had 0 members, then 1"),
    (closure(), "count was 0, then 2"),
    (made_once, "INSTANCE was None, then an Account"),
]


@pytest.mark.parametrize(("program", "words"), KEPT, ids=[words.split()[0] for _, words in KEPT])
def test_what_is_kept_from_run_to_run_is_named(program: Any, words: str) -> None:
    """No race is reported, no completeness claimed, and the variable is named with what it was."""
    found = lab.explore(program)
    assert (found.failure, found.complete) == (None, False)
    assert found.verdict().startswith(
        "nothing can be shown: the program does not start from the same state each"
    )
    assert f"{words}; make it inside the program" in found.verdict()


def test_a_counter_that_grows_is_not_a_race() -> None:
    """The second run of a right program fails the check only because the first left a 2 behind."""
    lock = threading.Lock()

    def program() -> int:
        def bump() -> None:
            global N
            with lock:
                N += 1

        together(bump, bump)
        return N

    found = lab.explore(program, check=lambda run: run.result == 2)
    assert (found.failure, found.complete) == (None, False)
    assert "N was 0, then 2" in found.verdict()


def test_a_program_that_sets_its_own_start_is_all_right() -> None:
    """Variables outside are no fault as such: who sets them at the beginning starts alike each time."""

    def race() -> int:
        global N
        N = 0
        LOG.clear()
        return global_counter()

    def right() -> int:
        LOG.clear()
        return global_list()

    found = lab.explore(race, check=lambda run: run.result == 2)
    assert found.failure is not None, str(found)
    assert (found.failure.result, found.repeats) == (1, True)
    found = lab.explore(right, check=lambda run: run.result == 2)
    assert (found.failure, found.complete) == (None, True), str(found)


def test_a_failure_of_the_first_run_is_a_failure() -> None:
    """It began from the first state; its story is told from that state too."""
    found = lab.explore(global_counter, check=lambda run: run.result == 3)
    assert found.failure is not None
    assert found.failure.result == 2
    assert "reads N = 0" in str(found)


def test_a_race_that_leaves_a_mark_is_still_found() -> None:
    """A flag set by the failing run alone, and never taken back, does not spoil its replay."""

    def program() -> int:
        count = 0

        def bump() -> None:
            nonlocal count
            seen = count
            count = seen + 1

        together(bump, bump)
        if count != 2:
            LOG.append(count)
        return len(LOG)

    found = lab.explore(program, check=lambda run: run.result == 0)
    assert found.failure is not None, str(found)
    assert (found.failure.result, found.repeats) == (1, True)
    assert found.failure.schedule.count(">") == 1

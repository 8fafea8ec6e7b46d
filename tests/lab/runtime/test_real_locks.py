"""A real lock from before the run is the lab's during it, wherever it is held; so is what makes locks.

A thread that waits for one that stayed real is no failure of the program: the search cannot tell.
"""

# ruff: noqa: PLW0108, RET504  a lambda is there to be asked within the run, a name to be a step of its own
from __future__ import annotations

import _thread
import itertools
import queue
import threading
import time
import types
from collections import ChainMap, OrderedDict, UserDict, UserList, defaultdict, deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial, partialmethod
from threading import Lock, RLock
from typing import Any, NamedTuple

import pytest

from pipeline_core import lab
from pipeline_core.lab.runtime import runner
from tests.lab.programs import together
from tests.lab.runtime import held


def counting(get: Any, own: bool = False) -> Any:
    """A counter in two threads, under the lock that ``get`` gives; ``own``: asked once a run, a new one."""

    def program() -> int:
        count = 0
        mine = get() if own else None

        def bump() -> None:
            nonlocal count
            with mine if own else get():
                seen = count
                count = seen + 1

        together(bump, bump)
        return count

    return program


# -- what makes locks ----------------------------------------------------------------------------


@dataclass
class Account:
    lock: Any = field(default_factory=threading.Lock)


@dataclass(frozen=True, slots=True)
class Frozen:
    lock: Any = field(default_factory=RLock)


class Maker:
    make = threading.Lock
    make_static = staticmethod(threading.Lock)
    make_partly = partialmethod(lambda self, factory: factory(), threading.Lock)

    def __init__(self, factory: Any = threading.Lock, *, other: Any = threading.RLock) -> None:
        self.lock = factory()
        self.other = other()


FACTORIES = {"plain": threading.Lock, "again": [_thread.allocate_lock]}
PAIRS = (("plain", threading.Lock),)
OF_EACH: Any = defaultdict(threading.Lock)
PARTLY = partial(threading.Lock)


def taken_from(factory: Any) -> Any:
    return lambda: factory()


def made_for_each() -> Any:
    OF_EACH.clear()
    return OF_EACH["a"]


def made_in_run() -> Any:
    @dataclass
    class Late(Account):
        n: int = 0

    return Late().lock


MAKERS = {
    "a dataclass": lambda: Account().lock,
    "a frozen dataclass with slots": lambda: Frozen().lock,
    "a dataclass derived in the run": made_in_run,
    "a default": lambda: Maker().lock,
    "a default by name": lambda: Maker().other,
    "a class": lambda: Maker().make(),
    "a static method": lambda: Maker().make_static(),
    "a partial method": lambda: Maker().make_partly(),
    "a dict": lambda: FACTORIES["plain"](),
    "a list in a dict": lambda: FACTORIES["again"][0](),
    "a tuple of tuples": lambda: dict(PAIRS)["plain"](),
    "a defaultdict": made_for_each,
    "a partial": lambda: PARTLY(),
    "a closure": taken_from(threading.Lock),
    "a closure, of an RLock": taken_from(threading.RLock),
}


@pytest.mark.parametrize("name", MAKERS)
def test_what_makes_locks_makes_the_labs(name: str) -> None:
    """``threading.Lock`` was kept somewhere before the run, and makes a lock within it."""
    found = lab.explore(counting(MAKERS[name], own=True), check=lambda run: run.result == 2)
    assert found.complete, found


# -- locks ---------------------------------------------------------------------------------------


class Slot:
    __slots__ = ("lock",)

    def __init__(self) -> None:
        self.lock = Lock()

    def __setattr__(self, name: str, value: Any) -> None:
        assert type(value) is type(held.LOCK), "the program's own __setattr__ must not hear of the lab"
        object.__setattr__(self, name, value)


class Derived(held.Base):
    """Its lock is its base's."""


class Cached:
    @cached_property
    def value(self) -> int:
        seen = 1
        return seen

    @property
    def lock(self) -> Any:
        return ONLY_HERE


class Listed(list):
    """The library's base, and an ``__iter__`` of its own."""

    def __iter__(self) -> Any:
        raise AssertionError("the program's own __iter__ must not hear of the lab")


class Named(NamedTuple):
    lock: Any
    n: int


ONLY_HERE = Lock()
DERIVED = Derived()
SLOT = Slot()
NAMED = Named(Lock(), 1)
NESTED = {"a": ((1, Lock()),)}
PART = partial(lambda lock, *, other: (lock, other), Lock(), other=RLock())
DEQUE = deque([Lock()])
LISTED = Listed([Lock()])
CHAIN: Any = ChainMap({}, {"a": Lock()})
DICT: Any = OrderedDict(a=Lock())
OWN_DICT: Any = UserDict(a=Lock())
OWN_LIST: Any = UserList([Lock()])
PROXY = types.MappingProxyType({"a": Lock()})
SET = {Lock()}
SPACE = types.SimpleNamespace(lock=Lock())
QUEUE: Any = queue.Queue()
BOUND = types.SimpleNamespace(take=ONLY_HERE.acquire, let_go=ONLY_HERE.release)
CONDITION = (threading.Condition(Lock()),)
CACHED = Cached()


def helper() -> Any:
    return helper.lock  # type: ignore[attr-defined]


helper.lock = Lock()  # type: ignore[attr-defined]


@contextmanager
def guarded(lock: Any = NAMED) -> Any:
    with lock.lock:
        yield


@contextmanager
def by_its_methods() -> Any:
    BOUND.take()
    try:
        yield
    finally:
        BOUND.let_go()


def imported_late() -> Any:
    from tests.lab.runtime import held as again

    return again.LOCK


class Bank:
    def __init__(self) -> None:
        self.lock = Lock()

    def program(self) -> int:
        return counting(lambda: self.lock)()


LOCKS = {
    "a slot": lambda: SLOT.lock,
    "a named tuple": lambda: NAMED.lock,
    "a tuple in a tuple in a dict": lambda: NESTED["a"][0][1],
    "a partial": lambda: PART()[0],
    "a partial, by name": lambda: PART()[1],
    "a deque": lambda: DEQUE[0],
    "a list with an __iter__ of its own": lambda: LISTED[0],
    "a chain map": lambda: CHAIN["a"],
    "an ordered dict": lambda: DICT["a"],
    "a user dict": lambda: OWN_DICT["a"],
    "a user list": lambda: OWN_LIST[0],
    "a read-only view": lambda: PROXY["a"],
    "a set": lambda: next(iter(SET)),
    "a namespace": lambda: SPACE.lock,
    "a queue": lambda: QUEUE.mutex,
    "a queue's condition": lambda: QUEUE.not_empty,
    "a condition in a tuple": lambda: CONDITION[0],
    "a function's attribute": helper,
    "a decorated generator": guarded,
    "its methods": by_its_methods,
    "a base class": lambda: Derived.lock,
    "a base class, by an instance": lambda: DERIVED.lock,
    "a property's body": lambda: CACHED.lock,
    "a module": lambda: held.LOCK,
    "a module imported within": imported_late,
}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_from_before_is_the_labs_and_is_put_back(name: str) -> None:
    get = LOCKS[name]
    before = get() if name not in ("its methods", "a decorated generator") else None
    found = lab.explore(counting(get), check=lambda run: run.result == 2)
    assert found.complete, found
    if before is not None:
        assert get() is before


def test_all_is_put_back() -> None:
    """After a run that fails, too: each lock is the real one again, and free; so is what makes locks."""
    for get in (*LOCKS.values(), *MAKERS.values()):
        lab.simulate(lambda get=get: counting(get)() / 0)  # type: ignore[misc]
        assert "Lab" not in type(get()).__name__
        with get():
            pass
    assert FACTORIES["plain"] is threading.Lock
    assert FACTORIES["again"][0] is _thread.allocate_lock
    assert Maker.make is PAIRS[0][1] is PARTLY.func is OF_EACH.default_factory is threading.Lock


def test_the_lock_of_a_cached_property_is_taken_over() -> None:
    """Python 3.11 holds one while the property is computed; its lines are the program's."""

    def program() -> Any:
        mine = Cached()
        together(lambda: mine.value, lambda: mine.value)
        return mine.value

    assert lab.explore(program, check=lambda run: run.result == 1).complete


def test_the_object_of_a_method_is_walked() -> None:
    """``lab.explore(bank.program)``: the lock is the bank's."""
    bank = Bank()
    before = bank.lock
    assert lab.explore(bank.program, check=lambda run: run.result == 2).complete
    assert bank.lock is before


def test_what_a_run_moves_is_put_back_where_it_is() -> None:
    """A deque that the program turns and shortens has its own locks again afterwards."""
    locks = deque(Lock() for _ in range(3))
    real = list(locks)

    def program() -> None:
        locks.rotate(1)
        locks.pop()

    lab.simulate(program)
    assert list(locks) == [real[2], real[0]]


# -- locks that stay real ------------------------------------------------------------------------

AGAIN = itertools.repeat(Lock())
KEYS = {Lock(): "a"}


def with_a_key() -> Any:
    (lock,) = KEYS
    return lock


@contextmanager
def by_calling() -> Any:
    take = next(AGAIN).acquire
    take()
    try:
        yield
    finally:
        next(AGAIN).release()


@contextmanager
def by_name() -> Any:
    lock = next(AGAIN)
    lock.acquire(timeout=20)
    try:
        yield
    finally:
        lock.release()


@pytest.mark.parametrize("get", [lambda: next(AGAIN), with_a_key, by_calling, by_name])
@pytest.mark.parametrize("switch", ["line", "sync"])
def test_who_waits_for_a_lock_that_stayed_real_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, get: Any, switch: str
) -> None:
    """The search cannot tell, and says at which line; the others let go, and no thread stays behind."""
    monkeypatch.setattr(runner, "GUARD_SECONDS", 0.3)
    with next(AGAIN), with_a_key():
        pass
    before = _thread._count()

    def program() -> int:
        count = 0

        def bump() -> None:
            nonlocal count
            with get():
                seen = count
                time.sleep(0)
                count = seen + 1

        together(bump, bump)
        return count

    found = lab.explore(program, switch=switch)
    assert (found.failure, found.complete) == (None, False)
    assert "waits for a real lock, which the lab could not take over, at line" in found.reason
    assert "left behind" not in found.reason
    with pytest.raises(AssertionError):
        found.assert_holds(complete=True)
    assert runner.wait_until_gone()
    assert _thread._count() == before
    with next(AGAIN), with_a_key():
        pass


def test_a_run_that_waits_for_a_real_lock_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one run, too: which line, and what to do."""
    monkeypatch.setattr(runner, "GUARD_SECONDS", 0.3)

    def program() -> None:
        lock = next(AGAIN)

        def hold() -> None:
            with lock:
                time.sleep(1)

        together(hold, hold)

    run = lab.simulate(program)
    assert run.outcome == "endless"
    assert "waits for a real lock" in run.note
    assert "Make it inside the program" in run.note
    assert runner.wait_until_gone()

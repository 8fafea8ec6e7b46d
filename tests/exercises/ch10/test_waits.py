"""What an answer of 10.2 waits is noted, takes no time, and nobody else's waits are touched."""

import threading
import time
from time import perf_counter
from types import ModuleType

import pytest

from exercises.ch10.fetch_again import waits


@pytest.fixture
def answer(monkeypatch):
    """A function of a module that has imported ``sleep``; afterwards everything is in its place again."""
    for owner, name in ((time, "sleep"), (threading.Condition, "wait")):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    module = ModuleType("an_answer")
    monkeypatch.setitem(__import__("sys").modules, "an_answer", module)
    exec("from time import sleep\ndef wait():\n    sleep(20)\n", vars(module))
    return module.wait


@pytest.mark.parametrize("how", [lambda: time.sleep(20), lambda: threading.Event().wait(20)])
def test_sleeps_and_waits_are_noted_and_take_no_time(answer, how):
    """Whichever way it waits for a while."""
    waits.install(answer)
    begun = perf_counter()
    with waits.noted() as noted:
        how()
        answer()
    assert [seconds for _, seconds in noted] == [20, 20]
    assert perf_counter() - begun < 10


def test_a_wait_without_a_timeout_is_a_wait(answer):
    """It is for somebody, and not for a time."""
    waits.install(answer)
    told = threading.Event()
    with waits.noted() as noted:
        other = threading.Thread(target=told.set)
        other.start()
        assert told.wait()
        other.join()
    assert noted == []


def test_the_waits_of_other_threads_last(answer):
    """The server's, for one."""
    waits.install(answer)
    begun = perf_counter()
    with waits.noted() as noted:
        other = threading.Thread(target=lambda: time.sleep(0.05))
        other.start()
        other.join()
    assert noted == []
    assert perf_counter() - begun >= 0.05


def test_a_negative_sleep_is_an_error_as_ever(answer):
    """Else a wrong answer would pass."""
    waits.install(answer)
    with waits.noted(), pytest.raises(ValueError, match="non-negative"):
        time.sleep(-1)

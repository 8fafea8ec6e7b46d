"""A program in a module of its own is told in the same words, whether a lambda or a function calls it."""

from __future__ import annotations

import importlib
import sys
from functools import partial
from types import ModuleType
from typing import Any

import pytest

from pipeline_core import lab

SHOP = """
import threading
from queue import Queue

COUNTER = threading.Condition()

def crawl():
    todo = Queue(1)

    def fetch():
        while True:
            page = todo.get()
            todo.put(page + 1)
            todo.put(page + 2)

    threading.Thread(target=fetch, daemon=True).start()
    todo.put(0)
    todo.join()

class Doors:
    def __init__(self, inside):
        self.inside = inside
        self.lock = threading.Lock()

    def leave(self):
        with self.lock:
            self.inside -= 1

def guests():
    doors = Doors(2)
    threads = [threading.Thread(target=doors.leave) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def nobody_calls():
    with COUNTER:
        COUNTER.wait()

def torn():
    raise OSError("the till is empty")
"""


@pytest.fixture
def shop(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    (tmp_path / "shop_of_names.py").write_text(SHOP, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield importlib.import_module("shop_of_names")
    del sys.modules["shop_of_names"]


def ways_to_call(function: Any) -> list[Any]:
    def around() -> Any:
        return function()

    return [function, partial(function), lambda: (function(), None)[1], around]


def test_a_deadlock_is_told_in_the_same_words(shop: ModuleType) -> None:
    """Who is stuck at what, by its name in the module, and the lines of the module."""
    told = [lab.simulate(call).explain() for call in ways_to_call(shop.crawl)]
    assert "waits to put into queue `todo` (full: 1 of 1)" in told[0]
    assert told == told[:1] * 4


def test_a_variable_of_the_module_names_what_it_holds(shop: ModuleType) -> None:
    """No frame of a thread has it."""
    told = [lab.simulate(call).explain() for call in ways_to_call(shop.nobody_calls)]
    assert "waits for condition `COUNTER`" in told[0]
    assert told == told[:1] * 4


def test_the_list_of_what_is_shared_is_the_same(shop: ModuleType) -> None:
    """A shorter one would read as if it were all."""
    told = [lab.explore(call).sentences()[-1] for call in ways_to_call(shop.guests)]
    assert told[0] == "Its threads share, in the usual run: `self.inside`, lock `doors.lock`."
    assert told == told[:1] * 4


def test_an_error_is_placed_where_it_was_raised(shop: ModuleType) -> None:
    """Not where the module was called."""
    told = [lab.simulate(call).explain() for call in ways_to_call(shop.torn)]
    assert 'it left MainThread at line 42: raise OSError("the till is empty")' in told[0]
    assert told == told[:1] * 4

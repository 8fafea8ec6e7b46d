"""Programs of several modules: the lines of all that are one's own are switch points, a package is named."""

from __future__ import annotations

import importlib
import sys
from threading import Thread

import pytest

from pipeline_core import lab

TALLY = """
from threading import Lock

class Tally:
    def __init__(self):
        self.n = 0
        self.lock = Lock()

    def add(self):
        seen = self.n
        self.n = seen + 1

    def add_under_lock(self):
        with self.lock:
            self.add()

    def pay(self, other):
        with self.lock:
            with other.lock:
                self.n -= 1
                other.n += 1
"""


@pytest.fixture
def module(tmp_path, monkeypatch):
    """Writes the module into a folder of that name under a folder on the path, and imports it."""
    made = []

    def imported(folder, name):
        place = tmp_path / folder
        place.mkdir(exist_ok=True)
        (place / f"{name}.py").write_text(TALLY, encoding="utf-8")
        monkeypatch.syspath_prepend(str(place))
        made.append(name)
        return importlib.import_module(name)

    yield imported
    for name in made:
        del sys.modules[name]


def counted(kind, method, wrapped):
    """Two threads call the method once: with ``wrapped`` through a function of this module."""

    def program():
        tally = kind()
        add = getattr(tally, method)

        def through():
            add()

        threads = [Thread(target=through if wrapped else add) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return tally.n

    return program


@pytest.mark.parametrize("switch", ["line", "opcode"])
@pytest.mark.parametrize("wrapped", [False, True])
def test_a_race_in_a_module_that_is_imported_is_found(module, wrapped, switch):
    """Nobody has to name it: a worker's class stands in a module of its own as a rule."""
    kind = module("mine", "tally_of_mine").Tally
    both = lambda run: run.result == 2  # noqa: E731
    found = lab.explore(counted(kind, "add", wrapped), check=both, switch=switch)
    assert found.failure is not None
    assert "seen = self.n" in str(found)
    right = lab.explore(counted(kind, "add_under_lock", wrapped), check=both, switch=switch)
    assert right.complete, right


def test_a_deadlock_in_a_module_that_is_imported_is_told_by_its_lines(module):
    """Who waits, waits at a line of that module, not at the call of the library."""
    kind = module("mine", "tally_of_payers").Tally

    def program():
        one, other = kind(), kind()
        threads = [Thread(target=one.pay, args=(other,)), Thread(target=other.pay, args=(one,))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    found = lab.explore(program)
    assert found.failure.outcome == "deadlock"
    assert found.failure.explain().count("with other.lock:") == 2


@pytest.mark.parametrize("folder", ["site-packages", "dist-packages"])
def test_a_race_in_an_installed_package_is_named_unless_it_is_watched(module, folder):
    """Its calls are a part of the line that makes them, and nothing is claimed of what they share."""
    installed = module(folder, f"tally_in_{folder.partition('-')[0]}")
    both = lambda run: run.result == 2  # noqa: E731
    program = counted(installed.Tally, "add", True)
    found = lab.explore(program, check=both)
    assert found.failure is None
    assert not found.complete
    assert f"{installed.__name__}.Tally.add can be interrupted in the middle" in found.verdict()
    assert lab.explore(program, check=both, watch=installed).failure is not None


def test_the_stepper_shows_the_lines_of_the_other_module(module):
    """There the reader has to choose between them."""
    stepper = lab.Stepper(counted(module("mine", "tally_stepped").Tally, "add", True))
    page = stepper.static([1, 1, 2, 2, 2, 1])._repr_html_()
    assert "seen = self.n" in page
    assert "self.n = seen + 1" in page

"""Programs of several modules: the lines of all that are one's own are switch points, a package is named."""

from __future__ import annotations

import ast
import importlib
import runpy
import sys
import zipfile
from threading import Thread

import pytest
from _pytest.assertion.rewrite import rewrite_asserts

from pipeline_core import lab
from pipeline_core.lab.code.callables import foreign

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


LOCKED = """
from threading import Lock

lock = Lock()
n = 0

def add():
    global n
    with lock:
        seen = n
        n = seen + 1

def reset():
    global n
    n = 0
"""
ANSWERS = """
from threading import Lock

_lock = Lock()
_n = 0

def __getattr__(name):
    global _n
    if name not in ("add", "n"):
        raise AttributeError(name)
    if name == "n":
        return _n
    with _lock:
        seen = _n
        _n = seen + 1
    return int

def reset():
    global _n
    _n = 0
"""
# What a function does to reach the module ``store`` of the package; the two functions are the package's.
WAYS = {
    "package.module": "import {p}.store\n\ndef use():\n    {p}.store.add()\n",
    "a module's module": "from {p} import index\n\ndef use():\n    index.store.add()\n",
    "relative, late": "def use():\n    from .store import add\n    add()\n",
    "relative, from the package, late": "def use():\n    from . import store\n    store.add()\n",
    "by its name": "import sys\n\ndef use():\n    sys.modules['{p}.store'].add()\n",
    "in a list": "from . import store\nALL = [store]\n\ndef use():\n    for x in ALL:\n        x.add()\n",
}


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Writes the modules of a package, which is made anew for each test, and gives them by their names."""
    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)

    def written(**texts):
        name = f"package_{tmp_path.name}"
        place = tmp_path / name
        place.mkdir()
        for module, text in {"__init__": "", **texts}.items():
            (place / f"{module}.py").write_text(text.replace("{p}", name), encoding="utf-8")
        importlib.invalidate_caches()
        return [importlib.import_module(f"{name}.{module}") for module in texts]

    yield written
    for name in set(sys.modules) - before:
        if name.startswith("package_"):
            del sys.modules[name]


def used_twice(use, store):
    def program():
        store.reset()
        threads = [Thread(target=use) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return store.n

    return program


@pytest.mark.parametrize("way", WAYS)
def test_a_lock_of_a_module_is_taken_over_however_the_module_is_reached(package, way):
    """Else the first thread that waits for it is given up, and nothing is said of the program."""
    store, _, user = package(store=LOCKED, index="from . import store", user=WAYS[way])
    found = lab.explore(used_twice(user.use, store), check=lambda run: run.result == 2)
    assert found.complete, found


def test_so_is_one_that_a_module_takes_to_make_a_variable_up(package):
    store, user = package(store=ANSWERS, user=WAYS["package.module"])
    found = lab.explore(used_twice(user.use, store), check=lambda run: run.result == 2)
    assert found.complete, found


def test_a_variable_that_a_run_leaves_changed_is_named_in_another_module_too(package):
    """The second run would begin where the first one ended."""
    store, user = package(store=LOCKED, user="from . import store\n\ndef use():\n    return store.n\n")

    def program():
        store.add()
        return user.use()

    found = lab.explore(program)
    assert found.kind == "does not start from the same state each time"
    assert "n was 0, then 1" in found.reason
    assert "then 1, n" not in found.reason


CLASS = """
class Total:
    n = 0

    def add(self):
        Total.n += 1
"""


def test_a_class_that_two_modules_name_is_told_once(package):
    (kind,) = package(total=CLASS)
    space = {"Total": kind.Total, "inner": kind.Total().add}
    exec("def program():\n    inner()\n    Total().add()\n    return Total.n", space)
    found = lab.explore(space["program"])
    assert found.reason.count("Total.n was 0") == 1


def test_a_module_whose_name_begins_as_those_of_named_tuples(package, tmp_path):
    """Its lines are switch points as any other's."""
    (tmp_path / "namedtuple_tools.py").write_text(TALLY, encoding="utf-8")
    importlib.invalidate_caches()
    try:
        kind = importlib.import_module("namedtuple_tools").Tally
        package()
        found = lab.explore(counted(kind, "add", True), check=lambda run: run.result == 2)
    finally:
        sys.modules.pop("namedtuple_tools", None)
    assert found.failure is not None


def test_a_script_that_is_run_as_main_inside_a_tool(tmp_path, monkeypatch):
    """The process was started by an installed tool, as ``python -m pytest``; the script is one's own."""
    monkeypatch.setattr(sys.modules["__main__"], "__file__", "/lib/site-packages/tool/__main__.py", False)
    foreign.cache_clear()
    script = tmp_path / "script.py"
    script.write_text(TALLY, encoding="utf-8")
    kind = runpy.run_path(str(script), run_name="__main__")["Tally"]
    found = lab.explore(counted(kind, "add", True), check=lambda run: run.result == 2)
    foreign.cache_clear()
    assert found.failure is not None


def test_a_module_out_of_a_zip_has_its_source(tmp_path, monkeypatch):
    """Its loader has it. What a function without source touches is not known, and all orders are tried."""
    archive = tmp_path / "tools.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("tally_zipped.py", TALLY)
    monkeypatch.syspath_prepend(str(archive))
    kind = importlib.import_module("tally_zipped").Tally
    both = lambda run: run.result == 2  # noqa: E731
    found = lab.explore(counted(kind, "add", False), check=both)
    assert "seen = self.n" in str(found)
    right = lab.explore(counted(kind, "add_under_lock", False), check=both, switch="opcode")
    assert right.complete, right
    assert right.schedules < 20


ASSERTING = """
from threading import Lock

class Tally:
    def __init__(self):
        self.n = 0
        self.lock = Lock()

    def add(self):
        with self.lock:
            seen = self.n
            assert seen >= 0, "below"
            self.n = seen + 1
            assert seen + 1 == self.n and self.n > 0
"""


@pytest.mark.parametrize("switch", ["line", "opcode"])
def test_assertions_that_pytest_has_rewritten(package, switch):
    """The code is not what the source says; yet what it touches is known, beside pytest's own variables."""
    (tally,) = package(tally=ASSERTING)
    tree = ast.parse(ASSERTING)
    rewrite_asserts(tree, ASSERTING.encode())
    exec(compile(tree, tally.__file__, "exec"), vars(tally))
    assert any(name.startswith("@") for name in tally.Tally.add.__code__.co_varnames)
    found = lab.explore(counted(tally.Tally, "add", False), check=lambda run: run.result == 2, switch=switch)
    assert found.complete, found
    assert found.schedules < 20


WRAPS = """
import functools

def deco(f):
    @functools.wraps(f)
    def wrapper():
        f()
    return wrapper
"""


def test_a_wrapper_of_an_installed_package_is_named_by_its_own_name(module):
    """``functools.wraps`` gives it the name of the function that it wraps, which is one's own."""
    installed = module("site-packages", "tally_with_deco")
    exec(compile(WRAPS, installed.__file__, "exec"), vars(installed))
    numbers = []
    add = installed.deco(lambda: numbers.append(len(numbers)))

    def twice():
        add()
        add()

    def program():
        numbers.clear()
        threads = [Thread(target=twice) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert (
        "tally_with_deco.deco.<locals>.wrapper can be interrupted"
        in lab.explore(program, max_schedules=30).reason
    )


HELD = {
    "of the module": "from . import store\nSPACE = vars(store)\n",
    "of a function": "from .store import reset\nSPACE = reset.__globals__\n",
    "late": "from . import store\nSPACE = {}\n\ndef ready():\n    global SPACE\n    SPACE = vars(store)\n",
}
BY_DICT = """
def use():
    seen = SPACE["n"]
    SPACE["n"] = seen + 1
"""


@pytest.mark.parametrize("way", HELD)
def test_variables_of_a_module_reached_by_its_dict(package, way):
    """One thread has them by their names, the other has taken the dict before the threads began."""
    store, user = package(store=LOCKED, user=HELD[way] + BY_DICT)

    def program():
        store.reset()
        if way == "late":
            user.ready()
        threads = [Thread(target=store.add), Thread(target=user.use)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return store.n

    assert lab.explore(program, check=lambda run: run.result == 2).failure is not None

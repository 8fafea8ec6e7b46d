"""An answer is kept as text that stands alone, and comes back in another kernel as what it was."""

import linecache
import pickle
import subprocess
import sys
import threading
from itertools import count
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.catalogue import find
from exercises.engine.source_text import LONGEST, revive, source_of
from pipeline_core import SENTINEL
from tests.exercises.kernel import Kernel

CELLS = count(1)


def cells(*texts, **there):
    """Run texts as the cells of one notebook: one namespace, a file name each, lines known to linecache."""
    sys.modules["__main__"] = notebook = ModuleType("__main__")
    space = vars(notebook)
    space.update(there)
    for text in texts:
        filename = f"<cell {next(CELLS)}>"
        linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
        exec(compile(text, filename, "exec"), space)
    return space


@pytest.fixture(autouse=True)
def main_is_put_back(monkeypatch):
    """A notebook is the ``__main__`` of its process; here it is so for the length of a test."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


def again(thing):
    """Kept, and come back."""
    source = source_of(thing)
    assert source is not None
    return revive(source, thing.__name__)[0]


def test_a_function_comes_back():
    """With its name, its docstring and its defaults."""
    space = cells('def twice(number=3):\n    """Two of them."""\n    return 2 * number')
    back = again(space["twice"])
    assert (back(), back.__name__, back.__doc__) == (6, "twice", "Two of them.")
    assert back is not space["twice"]


def test_what_other_cells_define_comes_along():
    """Helpers, helpers of helpers, constants and classes, from whichever cell."""
    space = cells(
        "LIMIT = {'most': (1, 2.5, None)}",
        "def inner(x):\n    return x, LIMIT['most']",
        "class Box:\n    def __init__(self, x):\n        self.x = inner(x)",
        "def outer(x):\n    return Box(x).x",
    )
    assert again(space["outer"])(7) == (7, (1, 2.5, None))


def test_functions_that_call_each_other_come_back():
    """Each one once."""
    space = cells(
        "def even(n):\n    return n == 0 or odd(n - 1)\n\ndef odd(n):\n    return n > 0 and even(n - 1)\n"
    )
    assert source_of(space["even"]).count("def ") == 2
    assert again(space["even"])(10)


def test_imports_come_back_in_every_form():
    """Modules, parts of packages, other names, and what was imported from one."""
    space = cells(
        "import os.path\nimport concurrent.futures\nimport threading as t\nfrom queue import Queue as Line\n"
        "from time import sleep",
        "def all_of_them():\n"
        "    with concurrent.futures.ThreadPoolExecutor(1) as pool:\n"
        "        return os.path.sep, t.Thread, Line, sleep, pool.submit(int).result()",
    )
    source = source_of(space["all_of_them"])
    assert "import concurrent.futures\n" in source
    assert again(space["all_of_them"])() == space["all_of_them"]()


def test_the_sentinel_is_the_one_of_the_course_and_an_own_one_is_new():
    """By identity, as ``is`` asks for it."""
    space = cells("END = object()\ndef ends():\n    return SENTINEL, END is END", SENTINEL=SENTINEL)
    end, same = again(space["ends"])()
    assert end is SENTINEL
    assert same


def test_another_name_for_a_function_comes_along():
    """``shout = upper`` is a line of the notebook too."""
    space = cells("def upper(x):\n    return x.upper()\nshout = upper", "def use(x):\n    return shout(x)")
    assert again(space["use"])("a") == "A"


def test_a_name_behind_a_dot_is_no_name_of_the_notebook():
    """``self.lock`` needs no ``lock`` of an earlier cell, which could not be written down."""
    space = cells("def held(thing):\n    return thing.lock", lock=threading.Lock())
    assert again(space["held"])(type("Thing", (), {"lock": 1})) == 1


def test_decorators_come_along():
    """The learner's own, and those of the standard library; the function below has its own lines."""
    space = cells(
        "import functools\nimport contextlib",
        "def loud(function):\n"
        "    @functools.wraps(function)\n"
        "    def wrapper(*given):\n"
        "        return function(*given) + '!'\n"
        "    return wrapper",
        "@loud\ndef greet(name):\n    return f'hello {name}'",
        "@contextlib.contextmanager\ndef held():\n    yield 'held'",
        "@functools.cache\ndef known():\n    return '?'",  # a cache is no function itself
        "def use():\n    with held() as it:\n        return greet(it) + known()",
    )
    assert again(space["greet"])("Ada") == "hello Ada!"
    assert again(space["known"])() == "?"
    assert again(space["use"])() == "hello held!?"


def test_what_hints_name_comes_along():
    """A hint is looked up when its function is made: where it stands in a file, its names have to as well."""
    space = cells(
        "from collections.abc import Callable\nPages = list[str]",
        "class Table:\n    def copy(self):\n        return store([], self)",
        "def store(pages: Pages, table: Table, fetch: Callable[[str], str] = str.upper) -> Table | None:\n"
        "    return [fetch(page) for page in pages]",
    )
    for name in ("store", "Table"):
        source = source_of(space[name])
        # what stands in a process of its own is a file, whose lines are run as they are
        alone = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False)
        assert alone.stderr == ""
    assert again(space["store"])(["a"], None) == ["A"]
    assert again(space["Table"])().copy() == []


def test_what_a_call_made_comes_by_the_statement_that_made_it():
    """A lambda, a class that was put together, a function behind another one: none has lines of its own."""
    space = cells(
        "from collections import namedtuple\nimport functools",
        "Asked = namedtuple('Asked', 'number pause')\ndouble = lambda number: 2 * number",
        "def slow(number):\n    return number + 1",
        "quick = functools.cache(slow)\nalso = slow",
        "def use(number):\n    return Asked(double(number), quick(also(number)))",
    )
    assert again(space["use"])(1) == (2, 3)


def test_classes_of_a_cell_come_back():
    """With base classes, decorators, class variables; a dataclass has no method that anybody wrote."""
    space = cells(
        "from dataclasses import dataclass\nfrom threading import Thread\nSTEP = 2",
        "@dataclass\nclass Point:\n    x: int\n    y: int = STEP",
        "class Worker(Thread):\n    kind = 'worker'\n    def run(self):\n        self.result = Point(STEP)",
        "class Plain:\n    size = STEP",
    )
    worker = again(space["Worker"])()
    worker.start()
    worker.join()
    assert (worker.result.x, worker.result.y, worker.kind) == (2, 2, "worker")
    assert again(space["Plain"]).size == 2
    point = again(space["Point"])(1)
    assert pickle.loads(pickle.dumps(point)) == point


def test_what_has_no_literal_comes_with_the_statement_that_made_it():
    """A lock, a table with a factory: made anew, by the last statement that says so, with what that needs."""
    space = cells(
        "from collections import defaultdict\nfrom threading import Lock\nguard = None",
        "def empty():\n    return []",
        "guard = Lock()\nseen: dict = defaultdict(\n    empty\n)",
        "def note(word):\n    with guard:\n        seen[word].append(word)\n    return dict(seen)",
    )
    assert space["note"]("a") == {"a": ["a"]}
    back = again(space["note"])
    assert back("b") == {"b": ["b"]}
    assert type(back.__globals__["guard"]) is type(threading.Lock())
    assert back.__globals__["guard"] is not space["guard"]


@pytest.mark.parametrize(
    "name",
    ["closed", "nameless", "bound", "partial", "instance", "unwritable", "builtin", "endless", "hostile"],
)
def test_what_cannot_stand_alone_is_refused(name):
    """None, and no exception: the learner is told, and the pass counts."""
    space = cells(
        "import functools, threading, queue\n_, LOCK = 1, threading.Lock()\nLONG = 'x' * 30_000",
        "def around(secret):\n    def closed():\n        return secret\n    return closed",
        "class Thing:\n    def method(self):\n        return 1\n    def __call__(self):\n        return 1",
        "class Bad:\n    def __repr__(self):\n        raise KeyError('no')",
        "closed = around(3)\nnameless = lambda: 1\nbound = Thing().method\ninstance = Thing()\nbad = Bad()",
        "partial = functools.partial(around, 3)\nbuiltin = len",
        "def unwritable():\n    return LOCK\ndef endless():\n    return LONG\ndef hostile():\n    return bad",
    )  # fmt: skip
    assert source_of(space[name]) is None


def test_a_name_that_nothing_has_is_left_open():
    """A slip on a path that no check reached: the answer passed without it."""
    space = cells("def slips(x):\n    return x if x else unheard_of(x)")
    assert again(space["slips"])(1) == 1


def test_the_last_definition_of_a_class_is_the_one():
    """Whoever has run a cell again has changed it."""
    space = cells("class Box:\n    size = 1", "class Box:\n    size = 2")
    assert again(space["Box"]).size == 2


def test_a_revived_answer_shows_its_lines():
    """Stories and tracebacks quote them."""
    space = cells("def fails():\n    raise LookupError('here')")
    back = again(space["fails"])
    assert linecache.getline(back.__code__.co_filename, 2).strip() == "raise LookupError('here')"


def test_it_is_no_longer_than_the_file_can_bear():
    """What is kept is an answer, not a data set."""
    space = cells(f"def long():\n    return 1  # {'x' * LONGEST}")
    assert source_of(space["long"]) is None


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.tuples(inner, inner)
    | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(plain)
def test_any_plain_value_of_a_notebook_comes_back_as_it_was(value):
    """Equal, of the same type, and nothing else."""
    space = cells("def use():\n    return VALUE", VALUE=value)
    back = again(space["use"])()
    assert back == value
    assert repr(back) == repr(value)  # True is not 1, and a tuple is no list


@given(st.sets(st.integers() | st.text()))
def test_a_set_comes_back(value):
    """Its members are written in any order."""
    space = cells("def use():\n    return VALUE", VALUE=value)
    assert again(space["use"])() == value


@given(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=6, unique=True), st.data())
def test_any_web_of_helpers_comes_back(names, data):
    """Whichever calls which, in whichever order they were written."""
    calls = {
        name: data.draw(st.lists(st.sampled_from(names[:at]), max_size=3)) if at else []
        for at, name in enumerate(names)
    }
    order = data.draw(st.permutations(names))
    called = {name: ", ".join(f"{each}()" for each in calls[name]) for name in names}
    space = cells(*(f"def {name}():\n    return ['{name}', {called[name]}]" for name in order))
    assert again(space[names[-1]])() == space[names[-1]]()


def test_a_second_kernel_gets_the_answer_back(tmp_path):
    """It passed in one, with a helper of another cell, and is there in the next."""
    solution = find("2.1").text("solution.py").replace("results.append(result)", "keep(results, result)")
    progress = tmp_path / "progress.sqlite3"
    first = Kernel(progress)
    try:
        first.run("def keep(results, result):\n    results.append(result)")
        first.run(solution)
        first.run('import json\nfrom exercises import check\nverdict = check("2.1", producer_consumer)')
        assert first.value("verdict.passed"), first.value("str(verdict)")
    finally:
        first.close()
    second = Kernel(progress)
    try:
        _, said = second.run('import json, queue\nfrom exercises import answer\nmine = answer("2.1")')
        assert said == ""
        assert second.value("mine(['a', 'b'], queue.Queue(1), str.upper)") == ["A", "B"]
    finally:
        second.close()

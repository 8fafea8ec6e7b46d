"""Code with hooks does what the code without them does: the same results, errors, steps, and nothing left."""

from __future__ import annotations

import json
import threading
import types
from typing import Any

import pytest

from pipeline_core import lab
from pipeline_core.lab.access import twins
from pipeline_core.lab.runtime.runner import Runner
from pipeline_core.lab.scheduler.strategies import RandomWalk
from tests.lab.access.everyday_python import RACY, RIGHT
from tests.lab.constructs import CONSTRUCTS
from tests.lab.programs import PROGRAMS, together
from tests.lab.random_programs import sharing, sharing_program

ENDING = {name: program for name, (program, outcome, _) in PROGRAMS.items() if outcome != "endless"}


def played(program: Any, seed: int, observe: bool) -> tuple[Any, ...]:
    """The facts of one run by lot; ``observe`` puts hooks into the program's code."""
    runner = Runner.for_program(program, (), "line", observe=observe)
    sched = runner.guard(lambda: runner.play(RandomWalk(seed), observe=observe, timers="any"))
    assert sched is not None
    error = type(sched.error).__name__
    return sched.outcome, sched.step, repr(sched.result), error, "".join(sched.output), sched.moves


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", ENDING)
def test_a_program_runs_with_hooks_as_it_does_without(name: str, seed: int) -> None:
    assert played(ENDING[name], seed, True) == played(ENDING[name], seed, False)


@pytest.mark.parametrize("program", [*RACY.values(), *RIGHT.values()], ids=lambda program: program.__name__)
def test_everyday_python_runs_with_hooks_as_it_does_without(program: Any) -> None:
    assert played(program, 1, True) == played(program, 1, False)


@pytest.mark.parametrize("name", sharing())
def test_ways_of_sharing_run_with_hooks_as_they_do_without(name: str) -> None:
    program, source = sharing_program(name, sharing()[name])
    assert played(program, 1, True) == played(program, 1, False), source


@pytest.mark.parametrize("function", CONSTRUCTS, ids=lambda function: function.__name__)
def test_every_kind_of_statement_has_the_same_steps_with_hooks(function: Any) -> None:
    assert played(function, 0, True) == played(function, 0, False)


# -- the language ----------------------------------------------------------------------------


class Base:
    kind = "base"

    def named(self) -> str:
        return "base " + self.kind


class Private(Base):
    """Private names, ``super``, properties, slots of a class body."""

    limit = 3
    doubled = limit * 2

    def __init__(self) -> None:
        self.__secret = [1, 2, 3]

    @property
    def secret(self) -> list[int]:
        return self.__secret

    @secret.setter
    def secret(self, value: list[int]) -> None:
        self.__secret = [*value]

    @classmethod
    def made(cls) -> Private:
        return cls()

    def named(self) -> str:
        return super().named() + f" {self.limit!r:>3} {__class__.__name__}"  # type: ignore[name-defined]


def names_and_scopes() -> Any:
    total = 0
    seen = []

    def add(number: int, *more: int, step: int = 2, **named: int) -> int:
        nonlocal total
        total += number + sum(more) + step + sum(named.values())
        return total

    seen.append(add(1))
    seen.append(add(1, 2, *[3, 4], step=1, **{"x": 5}))
    functions = [lambda n=n: n * total for n in range(3)]
    seen += [f() for f in functions]
    if (last := seen[-1]) > 2:
        seen.append(last)
    seen.append([y for x in range(3) if (y := x * 2) > 1])
    return seen, sorted(locals())


def items_and_slices() -> Any:
    cells = list(range(10))
    where = slice(2, 4)
    cells[where] = [20, 30, 40]
    cells[-1] += 5
    cells[1:3], last = [7, 8], cells.pop()
    del cells[0], cells[::3]
    table = {(1, 2): "a"}
    table[1, 2] += "b"
    (table["x"], *rest), table["y"] = [1, 2, 3], 4
    grid = [[0] * 2 for _ in range(2)]
    grid[1][0] = grid[0][1] = 5
    return cells, last, table, rest, grid, 3 in cells, 3 not in cells, 1 < 2 < 3 != 4


def objects() -> Any:
    one = Private.made()
    one.secret += [4]
    one.limit -= 1
    one.named
    space = vars(one)
    space["limit"] += 10
    one.__dict__.update(extra=1)
    del one.extra  # type: ignore[attr-defined]
    missing = getattr(one, "nothing", "none")
    return one.secret, one.limit, one.named(), missing, Private.doubled, sorted(space)


def errors() -> Any:
    told = []

    def wrong(value: Any) -> Any:
        try:
            return 10 // value["n"]
        except KeyError as error:
            told.append(repr(error))
        except (TypeError, ZeroDivisionError) as error:
            told.append(type(error).__name__)
            raise ValueError("again") from error
        else:
            told.append("else")
        finally:
            told.append("finally")

    for value in ({"n": 2}, {}, {"n": 0}, 3):
        try:
            told.append(wrong(value))
        except ValueError as error:
            told.append(
                (str(error), type(error.__cause__).__name__, error.__traceback__.tb_next.tb_lineno > 0)
            )
    try:
        told[99]
    except IndexError as error:
        told.append(str(error))
    for call in (lambda: len(*3), lambda: dict(**3), lambda: told.append(*3), lambda: json.dumps(*3)):
        try:
            call()
        except TypeError as error:
            told.append(str(error))
    return told


def generators_and_managers() -> Any:
    told = []

    class Manager:
        def __enter__(self) -> Manager:
            told.append("in")
            return self

        def __exit__(self, *error: object) -> bool:
            told.append(error[0] is not None)
            return True

    def inner() -> Any:
        got = yield 1
        told.append(got)
        try:
            yield 2
        except ValueError:
            told.append("thrown")
            yield 3
        return 4

    def outer() -> Any:
        told.append((yield from inner()))
        yield from [5, 6]

    with Manager() as one, Manager():
        told.append(type(one).__name__)
        raise RuntimeError
    work = outer()
    told += [next(work), work.send("sent"), work.throw(ValueError()), *work]
    told.append(sum(x * y for x, y in zip([1, 2], [3, 4], strict=True)))
    told.append({a: b for a, b in {"k": 1}.items()})
    for number, (a, *b) in enumerate([(1, 2, 3)]):
        told.append((number, a, b))
    else:
        told.append("else")
    return told


def patterns() -> Any:
    told = []
    for subject in ([1, 2, 3], {"x": 1, "y": 2}, Private(), "text", (1, [2]), None, 7):
        match subject:
            case [first, *rest]:
                told.append((first, rest))
            case {"x": x, **others} if x == 1:
                told.append((x, others))
            case Private(limit=limit):
                told.append(limit)
            case str() | None as found:
                told.append(found)
            case other:
                told.append(other)
    return told


LANGUAGE = [names_and_scopes, items_and_slices, objects, errors, generators_and_managers, patterns]


@pytest.mark.parametrize("switch", ["line", "opcode"])
@pytest.mark.parametrize("function", LANGUAGE, ids=lambda function: function.__name__)
def test_the_language_means_the_same_with_hooks(function: Any, switch: str) -> None:
    def program() -> Any:
        threading.Thread(target=int).start()  # from the second thread on, accesses are noted
        return function()

    expected = function()
    seen = []
    found = lab.explore(
        program, switch=switch, check=lambda run: seen.append(run.result) or True, max_schedules=3
    )
    assert found.failure is None, str(found)
    assert [repr(result) for result in seen] == [repr(expected)] * len(seen)


def test_an_own_getattribute_is_not_asked_by_the_lab() -> None:
    """What a comparison touches is told without running code of the program."""
    asked = []

    class Asked(types.SimpleNamespace):
        def __getattribute__(self, name: str) -> Any:
            asked.append(name)
            return super().__getattribute__(name)

    def program() -> None:
        one, other = Asked(n=1), Asked(n=2)
        together(lambda: one == other, lambda: one == other)

    program()
    assert not asked
    assert lab.explore(program).complete
    assert not asked


def test_every_function_has_its_own_code_back() -> None:
    before = {f: f.__code__ for f in (names_and_scopes, Private.named, Private.secret.fget)}
    lab.explore(objects, max_schedules=2)
    lab.explore(names_and_scopes, switch="opcode", max_schedules=2)
    assert all(function.__code__ is code for function, code in before.items())


def test_hooks_are_in_while_a_call_of_the_lab_runs() -> None:
    """Else the tests above would compare code without hooks with itself."""
    codes: list[types.CodeType] = []

    def program() -> None:
        threading.Thread(target=names_and_scopes).start()
        codes.append(names_and_scopes.__code__)

    lab.explore(program, switch="opcode", max_schedules=2)
    assert any(twins.has_hooks(code) for code in codes)


def test_a_function_without_source_touches_everything() -> None:
    space: dict[str, Any] = {}
    exec("def bump(box):\n    box.n = box.n + 1\n    box.n = box.n - 1\n    box.n = box.n + 1\n", space)
    bump = space["bump"]

    def program() -> int:
        box = types.SimpleNamespace(n=0)

        def work() -> None:
            seen = box.n
            bump(box)
            box.n = seen + 1

        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return int(box.n)

    assert lab.explore(program, check=lambda run: run.result == 2).failure is not None

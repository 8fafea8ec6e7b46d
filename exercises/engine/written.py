"""What stands in an answer itself: the texts and numbers in it, and what it uses that no lab controls.

Inside:  ``constants``, to be tried as items or counts; ``out_of_sight``.
Outside: what is tried with them (each ``check.py``), what is said (``endings``).

A text by which an answer knows the end may be a line, and a number by which it is bounded may be too small.
No list of inputs has them all; the answer itself has.
"""

from __future__ import annotations

import dis
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from types import CodeType, FunctionType, ModuleType
from typing import Any

from pipeline_core.lab.code.callables import codes_of, foreign, functions_of

OURS = ("pipeline_core", "exercises")
REAL_TIME = {
    "asyncio": "asyncio",
    "multiprocessing": "multiprocessing",
    "subprocess": "subprocess",
    "concurrent.futures.process": "a pool of processes",
    "ProcessPoolExecutor": "a pool of processes",
}


def functions_in(things: Iterable[Any]) -> Iterator[FunctionType]:
    """The functions of an answer, and those of its module that they name."""
    todo = [function for thing in things for function in functions_of(thing)]
    seen: set[int] = set()
    while todo:
        function = todo.pop()
        if id(function) in seen:
            continue
        seen.add(id(function))
        yield function
        for each in _named(function):
            if isinstance(each, FunctionType | type) and not _known(each.__module__):
                todo += functions_of(each)


def constants(things: Iterable[Any], kind: type, longest: int = 40) -> list[Any]:
    """What stands in an answer of this kind, texts or numbers, each once, and none that is very long."""
    found: list[Any] = []
    for function in functions_in(things):
        found += (function.__defaults__ or ()) + tuple((function.__kwdefaults__ or {}).values())
        found += _named(function)
        for code in codes_of(function.__code__):
            for const in _loaded(code):
                found += const if isinstance(const, tuple | frozenset) else (const,)
    these = [each for each in found if type(each) is kind and len(str(each)) <= longest]
    return list(dict.fromkeys(these))


def out_of_sight(things: Iterable[Any]) -> str:
    """What an answer uses whose waiting is in real time; empty if it uses nothing of the kind."""
    for function in functions_in(things):
        modules = [*map(_module_of, _named(function))]
        modules += [name for code in codes_of(function.__code__) for name in code.co_names]
        for name in modules:
            for known, told in REAL_TIME.items():
                if name == known or name.startswith(f"{known}."):
                    return told
    return ""


def _loaded(code: CodeType) -> Iterator[Any]:
    """The constants that its lines use. The names of a call's keywords are among the code's, and are none."""
    lines = [*dis.get_instructions(code)]
    for line, after in zip_longest(lines, lines[1:]):
        constant = line.opname.startswith(("LOAD_CONST", "LOAD_SMALL_INT", "RETURN_CONST"))
        if constant and (after is None or after.opname != "CALL_KW"):
            yield line.argval


def _named(function: FunctionType) -> list[Any]:
    """What the names in it mean in its module."""
    space = function.__globals__
    names = {name for code in codes_of(function.__code__) for name in code.co_names}
    return [space[name] for name in sorted(names) if name in space]


def _known(module: str | None) -> bool:
    """Whether it is Python's, an installed package's, or of this course."""
    name = module or ""
    return foreign(name) or name.partition(".")[0] in OURS


def _module_of(value: Any) -> str:
    return value.__name__ if isinstance(value, ModuleType) else str(getattr(value, "__module__", ""))

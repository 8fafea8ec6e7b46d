"""The variables in sight: a thread's own, and what more than one thread can reach.

Inside:  which names a function mentions, which of them are worth showing, their values as text.
Outside: values as text (glance), threads, locks and queues (sight).
"""

from __future__ import annotations

import threading
from collections import Counter
from dis import get_instructions
from typing import Any

from pipeline_core.lab.access.locations import LOAD, NOTHING, STORE, Place, look, places_of
from pipeline_core.lab.code.callables import codes_of, functions_of
from pipeline_core.lab.code.frames import variables
from pipeline_core.lab.runtime.tracing import Watch
from pipeline_core.lab.stepper.scenery import MOST, THINGS
from pipeline_core.lab.text import brief, is_data

Values = tuple[tuple[str, str], ...]
WIDEST = 48  # characters of a value


class Variables:
    """Reads the variables of stopped threads; remembers the module-level ones from look to look."""

    def __init__(self, watch: Watch, program: Any) -> None:
        self.watch = watch
        self.globals: dict[str, dict[str, Any]] = {}  # shared names of modules, and where they live
        self.paths: dict[int, tuple[Any, list[Place]]] = {}  # by code: the x.y and x[0] that it mentions
        self.stored = stored_names(program)
        self.sentinels: dict[int, str] = {}

    def text(self, value: Any) -> str:
        return value_text(value, self.sentinels)

    def local(self, frame: Any) -> Values:
        """The variables of the function that a thread is in, and what hangs on them: ``self.count``."""
        code = frame.f_code
        if code.co_name == "<module>":
            return ()
        values = variables(frame)
        fast = [n for n in code.co_varnames if n not in code.co_cellvars]
        found = [(n, self.text(values[n])) for n in fast if n in values and shown(values[n])]
        paths = [(p.shown, look(frame, p)[0]) for p in self.paths_of(frame) if p.root in fast]
        return tuple([*found, *((p, self.text(v)) for p, v in paths if shown(v))][:MOST])

    def shared(self, frames: dict[int, list[Any]]) -> Values:
        """Closures and globals that change, and what hangs on them, of all threads together."""
        found: dict[str, str] = {}
        for frame in (f for stack in frames.values() for f in stack):
            code, values = frame.f_code, variables(frame)
            cells = [n for n in (*code.co_cellvars, *code.co_freevars) if n in values]
            for name in cells:
                if shown(values[name]) and (self.stored[name] > 1 or not constant(values[name])):
                    found.setdefault(name, self.text(values[name]))
            for path in self.paths_of(frame):
                if path.root in cells or path.root not in code.co_varnames:
                    value = look(frame, path)[0]
                    if shown(value):
                        found.setdefault(path.shown, self.text(value))
            self.note_globals(frame)
        return tuple({**found, **self.of_modules()}.items())[:MOST]

    def of_modules(self) -> dict[str, str]:
        """The shared names of modules as they are now, in a run or after it."""
        return {n: self.text(s[n]) for n, s in self.globals.items() if n in s and shown(s[n])}

    def note_globals(self, frame: Any) -> None:
        space = frame.f_globals
        for name in frame.f_code.co_names:
            if name in space and (self.stored[name] or not constant(space[name])):
                self.globals.setdefault(name, space)

    def paths_of(self, frame: Any) -> list[Place]:
        """The ``x.y`` and ``x[0]`` in the statements of a frame's code."""
        code = frame.f_code
        if id(code) not in self.paths:
            steps = self.watch.steps(frame)
            statements = dict.fromkeys(steps.entries.values()) if steps is not None else ()
            places = {p.shown: p for s in statements for p in shared_places(s, code) if p.path}
            self.paths[id(code)] = code, list(places.values())
        return self.paths[id(code)][1]


def value_text(value: Any, sentinels: dict[int, str] | None = None) -> str:
    """A value in one cell of a table: the run stands still, so no code of the program is run for it."""
    names = sentinels or {}
    return brief(value, WIDEST, own_repr=False, name_of=lambda thing: names.get(id(thing), ""))


def named_objects(spaces: list[Any]) -> dict[int, str]:
    """Sentinels by the name that holds them: objects that are nothing but themselves."""
    return {
        id(value): name
        for space in reversed(spaces)
        for name, value in list(space.items())
        if type(value) is object or type(value).__name__ == "Mark"
    }


def shared_places(statement: Any, code: Any) -> list[Place]:
    """What a statement reads and writes that other threads could see."""
    places = places_of(statement.nodes[:1], code)
    return [p for p in places if p.mode in (LOAD, STORE) and (p.path or not p.local)]


def constant(value: Any) -> bool:
    """Can it change without being assigned to?"""
    return not isinstance(value, (list, dict, set, bytearray)) and type(value).__name__ != "deque"


def shown(value: Any) -> bool:
    """Values, but no collections of threads or locks: those are shown by themselves."""
    inside = value.values() if type(value) is dict else value if type(value) in (list, tuple) else ()
    machinery = bool(inside) and all(isinstance(part, (threading.Thread, *THINGS)) for part in inside)
    return value is not NOTHING and is_data(value) and not machinery


def stored_names(program: Any) -> Counter[str]:
    """How often the program's functions, and the functions these mention, assign each shared name."""
    todo, seen, stored = functions_of(program), set(), Counter[str]()
    while todo:
        function = todo.pop()
        if function in seen:
            continue
        seen.add(function)
        space = function.__globals__
        for code in codes_of(function.__code__):
            shared = ("STORE_GLOBAL", "STORE_DEREF")
            stored.update(i.argval for i in get_instructions(code) if i.opname in shared)
            for value in (space[n] for n in code.co_names if n in space):
                todo += [f for f in functions_of(value) if f.__globals__ is space]
    return stored

"""Answers as text: that of a cell, to be kept and come back in another kernel; that of an exercise's folder.

Inside:  ``source_of``: text that stands alone; ``revive``: the object again; ``answer_in``: what a stub, a
         solution, a right or a wrong answer hands in; ``phrase_of``: what a wrong answer must be told.
Outside: where an answer is kept (``records``), judging it (``judges``).
"""

from __future__ import annotations
import __future__

import ast
import dis
import inspect
import linecache
import re
import sys
import textwrap
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pipeline_core
from exercises.catalogue import Exercise
from exercises.engine.endings import is_answers

LONGEST = 20_000  # characters of one answer that are kept
LOOKS_OUTSIDE = {"LOAD_GLOBAL", "LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS"}  # what dis calls such a look-up


def source_of(answer: Any) -> str | None:
    """The text of ``answer`` with what it needs: imports, helpers; None if it can't stand alone.

    A function or class comes as its own lines. Of the names it uses, what another cell defined is followed
    the same way, what was imported becomes an import, and a plain value is written out.
    """
    try:
        parts = _Parts()
        parts.add(answer)
        text = parts.text()
        compile(text, "<kept>", "exec", dont_inherit=True)
    except Exception:  # whatever an object of the learner's own raises when it is looked at
        return None
    return text if len(text) <= LONGEST else None


def revive(source: str, *names: str, filename: str = "") -> tuple[Any, ...]:
    """Run kept source in a namespace of its own and return what it calls ``names``.

    Its lines are given to linecache, so that stories and tracebacks can show them.
    """
    filename = filename or f"<your answer {names[-1]}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    module = ModuleType("your_answer")
    sys.modules[module.__name__] = module  # classes and pickle look themselves up
    compiled = compile(source, filename, "exec", dont_inherit=True)
    exec(compiled, vars(module))  # noqa: S102 - the learner's own answer
    return tuple(vars(module)[name] for name in names)


# -- the files of a folder -------------------------------------------------------------------


def answer_in(exercise: Exercise, name: str, variant: int = 0) -> Any:
    """What the file ``name`` hands in to ``check``: a function, a class, a value, or a pair of them."""
    names = exercise.reworded(exercise.answer_name, variant).split(", ")
    found = revive(exercise.text(name, variant), *names)
    return found[0] if len(found) == 1 else found


def phrase_of(path: Path) -> str:
    """The phrase that the verdict on this wrong answer must contain; empty if the file names none."""
    found = re.search(r"(?m)^Verdict: (.+)$", path.read_text(encoding="utf-8"))
    return found[1].strip() if found else ""


# -- what an answer needs to stand alone -----------------------------------------------------


class _Parts:
    """Definitions and imports, gathered from one object on."""

    def __init__(self) -> None:
        self.hints = False
        self.imports: dict[str, None] = {}
        self.definitions: list[str] = []
        self.seen: set[str] = set()

    def text(self) -> str:
        # What a hint names may stand further below here than in the cells, or not at all.
        head = [*(["from __future__ import annotations"] if self.hints else []), *self.imports]
        return "\n".join([*head, *(["", ""] if head else []), "\n\n".join(self.definitions)])

    def add(self, thing: Any) -> None:
        """One function or class, after what it needs."""
        name = thing.__name__
        if name in self.seen:
            return
        if not isinstance(thing, type):
            thing = _innermost(thing)
        if not isinstance(thing, FunctionType | type) or not name.isidentifier():
            raise ValueError(f"{name} is no function or class with a name of its own")
        self.seen.add(name)
        if isinstance(thing, type):
            self._add_lines(_class_lines(thing), _home(thing))
            return
        if thing.__code__.co_freevars:
            raise ValueError(f"{name} uses variables of the function around it")
        self._add_lines(textwrap.dedent(inspect.getsource(thing)), thing.__globals__)

    def _add_lines(self, source: str, space: dict[str, Any]) -> None:
        used, mentioned = _names(source)
        self.hints = self.hints or used != _names(source, __future__.annotations.compiler_flag)[0]
        for each in sorted(used - self.seen):
            if each in space and not each.startswith("__"):  # else a builtin, or a slip on some rare path
                self._need(each, space, mentioned)
        self.definitions.append(source.rstrip() + "\n")

    def _need(self, name: str, space: dict[str, Any], mentioned: set[str]) -> None:
        value = space[name]
        if isinstance(value, ModuleType):
            plain = f"import {value.__name__}"
            self.imports[plain if value.__name__ == name else f"{plain} as {name}"] = None
            parts = {f"{value.__name__}.{part}" for part in mentioned} & sys.modules.keys()
            self.imports |= dict.fromkeys(f"import {part}" for part in sorted(parts))
        elif _importable(value):
            alias = "" if value.__name__ == name else f" as {name}"
            self.imports[f"from {value.__module__} import {value.__name__}{alias}"] = None
        elif _defined_as(value) == name:
            self.add(value)
        elif exported := next((key for key, thing in vars(pipeline_core).items() if thing is value), ""):
            self.imports[f"from pipeline_core import {exported} as {name}"] = None
        else:
            self.seen.add(name)
            text = _literal(value)
            self._add_lines(_assignment(name) if text is None else f"{name} = {text}", space)


def _defined_as(value: Any) -> str:
    """By which name a ``def`` or ``class`` of a cell made it; empty if none did, as for a namedtuple."""
    made = value if isinstance(value, type) else _innermost(value)
    if isinstance(made, type):
        return made.__name__ if _class_lines(made) else ""
    return made.__name__ if isinstance(made, FunctionType) and value.__name__.isidentifier() else ""


def _literal(value: Any) -> str | None:
    """A plain value as text; None for a value that has none, such as a lock."""
    if type(value) is object:  # a sentinel of the learner's own
        return "object()"
    text = repr(value)
    try:
        return text if ast.literal_eval(text) == value else None
    except (ValueError, SyntaxError):
        return None


def _assignment(name: str) -> str:
    """The statement of a cell that gave a variable its value, the last one there is. ValueError: none is."""
    for file in reversed(linecache.cache):
        lines = linecache.getlines(file) if is_answers(file) else []
        for node in reversed(getattr(_parsed("".join(lines)), "body", [])):
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            if [getattr(target, "id", None) for target in targets] == [name]:
                return "".join(lines[node.lineno - 1 : node.end_lineno])
    raise ValueError(f"no statement of a cell says what {name} is")


def _importable(value: Any) -> bool:
    module = sys.modules.get(getattr(value, "__module__", None) or "")
    if module is None or module.__name__ in ("__main__", "your_answer", "builtins"):
        return False
    return getattr(module, getattr(value, "__name__", ""), None) is value


def _home(kind: type) -> dict[str, Any]:
    """The namespace that it was made in; a method of it may come from elsewhere: from dataclasses, say."""
    module, method = sys.modules.get(kind.__module__), _a_method(kind)
    if module is not None:
        return vars(module)
    return method.__globals__ if method is not None else {}


def _a_method(kind: Any) -> FunctionType | None:
    return next((value for value in vars(kind).values() if isinstance(value, FunctionType)), None)


def _innermost(thing: Any) -> Any:
    """The function that was decorated: its lines, decorators included, are those that are kept."""
    inner = inspect.unwrap(thing)  # what ``lru_cache`` makes of a function is none itself
    return inner if isinstance(inner, FunctionType) else thing


def _class_lines(kind: type) -> str:
    """The lines of a class, found by a method's code where a cell has no file; none where a call made it."""
    method = _a_method(kind)
    files = [method.__code__.co_filename] if method is not None else []
    files += [name for name in reversed(linecache.cache) if is_answers(name)]  # cells; the last comes first
    for name in files:
        lines = linecache.getlines(name)
        for node in ast.walk(_parsed("".join(lines))):
            if isinstance(node, ast.ClassDef) and node.name == kind.__name__:
                first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
                return textwrap.dedent("".join(lines[first - 1 : node.end_lineno]))
    try:
        return textwrap.dedent(inspect.getsource(kind))
    except (OSError, TypeError):
        return ""


def _parsed(text: str) -> ast.AST:
    try:
        return ast.parse(text)
    except SyntaxError:  # a cell with IPython's own commands
        return ast.Module([], [])


def _names(source: str, flags: int = 0) -> tuple[set[str], set[str]]:
    """Names that code of ``source`` looks up outside of itself; all names in it, those behind a dot too."""
    used: set[str] = set()
    mentioned: set[str] = set()
    todo: list[CodeType] = [compile(source, "<kept>", "exec", flags, dont_inherit=True)]
    while todo:
        code = todo.pop()
        mentioned.update(code.co_names)
        used.update(step.argval for step in dis.get_instructions(code) if step.opname in LOOKS_OUTSIDE)
        todo += [each for each in code.co_consts if isinstance(each, CodeType)]
    return used, mentioned

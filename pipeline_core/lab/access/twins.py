"""Twins: which functions run with hooks in them, and the code they have instead of their own.

Inside:  the instrumented code of a function, found by its place in its file and kept; functions and classes
         that get it for the length of a call of the lab, and get their own back.
Outside: how code gets hooks (instrument), what the hooks do (hooks).

A function keeps its identity: only its ``__code__`` is exchanged. What its code defines inside comes out of
the new code by itself. A function whose source cannot be had, or is not what was compiled, keeps its own
code; what that touches is not known, and so it touches everything (``has_hooks``, read by runtime/tracing).
"""

from __future__ import annotations
import __future__

import ast
import builtins
import functools
import linecache
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline_core.lab.access.instrument import Hooks, compiled, instrumented
from pipeline_core.lab.access.scopes import Scopes
from pipeline_core.lab.code.callables import LAB_FOLDER, foreign

_FUTURES = functools.reduce(
    lambda a, b: a | b, (getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)
)
_FIXED = (types.FunctionType, types.BuiltinFunctionType, type, types.ModuleType)
MOST_CELLS = 32
Identity = tuple[Any, ...]

hooks: Hooks = {}  # by name; filled by access/hooks
fixed_names: set[str] = set()  # variables that are never noted when they are read; a write touches everything
written_names: set[str] = set()  # variables that were written before code was compiled that reads them
_files: dict[tuple[str, str], _File] = {}  # by file name and module name
_twins: dict[int, tuple[types.CodeType, types.CodeType | None]] = {}  # by a code's id: the code, its twin
_originals: dict[int, tuple[types.CodeType, types.CodeType]] = {}  # by a twin's id: the twin, the original
_made: dict[int, types.CodeType] = {}  # all code with hooks in it, by its id
_exchanged: list[tuple[types.FunctionType, types.CodeType]] = []
_classes: set[int] = set()  # by id: classes that were looked at in the calls under way
_kept: list[type] = []  # these classes: an id must not be used twice
_calls = 0  # of the lab, under way


def begin() -> None:
    """A call of the lab begins for which accesses count."""
    global _calls
    _calls += 1


def end() -> None:
    """Give every function its own code back, once no call of the lab needs the other."""
    global _calls
    _calls -= 1
    if not _calls:
        while _exchanged:
            function, code = _exchanged.pop()
            function.__code__ = code
        _classes.clear()
        _kept.clear()
        forget_old_cells()
        for file in _files.values():
            file.forget_syntax()  # it is ten times as large as the code


def forget_old_cells() -> None:
    """Keep the code of the newest cells only: a cell that is run again is a new file each time."""
    cells = [key for key, file in _files.items() if file.is_cell]
    for key in cells[:-MOST_CELLS]:
        file = _files.pop(key)
        for code in file.found.values():
            _made.pop(id(code), None)
            _originals.pop(id(code), None)
        for code in file.asked:
            _twins.pop(id(code), None)


def has_hooks(code: types.CodeType) -> bool:
    return id(code) in _made


def original(code: types.CodeType) -> types.CodeType:
    """The code that a function was compiled to, whether it has been exchanged or not."""
    return _originals[id(code)][1] if id(code) in _originals else code


# -- functions and classes ---------------------------------------------------------------------


def prepare(value: Any) -> None:
    """Put hooks into whatever Python code of the program's own a call of ``value`` may run."""
    kind = type(value)
    if kind is types.FunctionType:
        prepare_function(value)
    elif kind is types.MethodType:
        prepare(value.__func__)
        prepare_class(type(value.__self__))
    elif issubclass(kind, type):  # isinstance would ask an own ``__getattribute__``
        prepare_class(value)
    elif kind is functools.partial:
        prepare(value.func)
    else:
        wrapped = getattr(value, "__wrapped__", None) if kind.__module__ == "functools" else None
        if isinstance(wrapped, types.FunctionType):
            prepare_function(wrapped)
        prepare_class(kind)


def prepare_late(frame: types.FrameType) -> None:
    """Code runs without hooks, since nobody saw the call coming: the next one of it shall have them.

    The library has called it, or the lab: an exception class of the core, which the lab raises, say.
    """
    code = frame.f_code
    if code.co_argcount:
        prepare_class(type(frame.f_locals.get(code.co_varnames[0])))
    function = frame.f_globals.get(code.co_name)
    if isinstance(function, types.FunctionType) and function.__code__ is code:
        prepare_function(function)


def prepare_function(function: types.FunctionType) -> None:
    code = function.__code__
    if id(code) in _made or not _calls:
        return
    new = twin(function)
    if new is not None:
        _exchanged.append((function, code))
        function.__code__ = new
    wrapped = getattr(function, "__wrapped__", None)
    if isinstance(wrapped, types.FunctionType) and wrapped is not function:
        prepare_function(wrapped)


def prepare_class(kind: type) -> None:
    if id(kind) in _classes or not _calls:
        return
    _classes.add(id(kind))
    _kept.append(kind)
    for owner in kind.__mro__:
        if not foreign(owner.__module__):
            for value in list(vars(owner).values()):
                for function in _functions_in(value):
                    prepare_function(function)


def _functions_in(value: Any) -> Iterator[types.FunctionType]:
    if isinstance(value, types.FunctionType):
        yield value
    elif isinstance(value, (classmethod, staticmethod)):
        yield from _functions_in(value.__func__)
    elif isinstance(value, property):
        for part in (value.fget, value.fset, value.fdel):
            yield from _functions_in(part)
    elif type(value).__name__ == "mappingproxy" or type(value) is dict:  # the fields of a dataclass
        for field in value.values():
            yield from _functions_in(getattr(field, "default_factory", None))
    else:
        for name in ("func", "__wrapped__"):  # a cached property, a partial method, a cache
            inner = getattr(value, name, None) if type(value).__module__ == "functools" else None
            if isinstance(inner, types.FunctionType):
                yield inner


# -- the code ----------------------------------------------------------------------------------


def twin(function: types.FunctionType) -> types.CodeType | None:
    """The code of ``function`` with hooks; None for the library's, and where the source does not fit."""
    code = function.__code__
    known = _twins.get(id(code))
    if known is not None:
        return known[1]
    module = str(function.__globals__.get("__name__", ""))
    new = None
    if not foreign(module) and not code.co_filename.startswith(LAB_FOLDER):
        file = _file(code.co_filename, module, function.__globals__)
        new = file.twin(code)
        file.asked.append(code)
    _twins[id(code)] = code, new
    if new is not None:
        note_original(new, code)
    return new


def note_original(new: types.CodeType, code: types.CodeType) -> None:
    """Also of the functions inside: they come out of the new code, and are those that ``watch`` names."""
    _originals[id(new)] = new, code
    inner = {identity(part): part for part in code.co_consts if isinstance(part, types.CodeType)}
    for part in new.co_consts:
        if isinstance(part, types.CodeType) and identity(part) in inner:
            note_original(part, inner[identity(part)])


def _file(name: str, module: str, space: dict[str, Any]) -> _File:
    lines = linecache.getlines(name, space)
    known = _files.get((name, module))
    if known is None or known.lines is not lines:
        known = _files[name, module] = _File(name, module, lines, space)
    return known


class _File:
    """The functions of one source file, each compiled with hooks when it is first asked for."""

    def __init__(self, name: str, module: str, lines: list[str], space: dict[str, Any]) -> None:
        self.name = name
        self.module = module
        self.lines = lines
        self.is_cell = not Path(name).exists()  # of a notebook: small, and often run again
        self.space = space
        self.tree: ast.Module | None = None
        self.scopes: Scopes | None = None
        self.tops: list[ast.stmt] = []
        self.found: dict[Identity, types.CodeType] = {}
        self.asked: list[types.CodeType] = []  # whose twin was asked for
        self.done: set[int] = set()  # numbers of top-level statements

    def read_syntax(self) -> None:
        try:
            self.tree = ast.parse("".join(self.lines), self.name) if self.lines else None
        except (SyntaxError, ValueError):
            return
        if self.tree is not None:
            self.scopes = Scopes(self.tree)
            self.tops = list(self.tree.body)

    def forget_syntax(self) -> None:
        self.tree = self.scopes = None
        self.tops = []

    def twin(self, code: types.CodeType) -> types.CodeType | None:
        if identity(code) not in self.found and self.tree is None:
            self.read_syntax()
        for number, top in enumerate(self.tops):
            first = min([top.lineno, *(d.lineno for d in getattr(top, "decorator_list", ()))])
            if first <= code.co_firstlineno <= (top.end_lineno or top.lineno) and number not in self.done:
                self.done.add(number)
                self.compile(top, code.co_flags & _FUTURES)
        new = self.found.get(identity(code))
        return new if new is not None and alike(code, new) else None

    def compile(self, top: ast.stmt, futures: int) -> None:
        if self.tree is None or self.scopes is None:
            return
        tree = instrumented(self.tree, self.scopes, top, self.module, self.fixed)
        flags = futures | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        self.index(compiled(tree, self.name, flags, hooks))

    def fixed(self, name: str) -> bool:
        """A function, class or module under a global name: whoever gives that another meaning touches all."""
        value = self.space.get(name, getattr(builtins, name, None))
        key = f"g.{self.module}.{name}"
        if not isinstance(value, _FIXED) or key in written_names:
            return False
        fixed_names.add(key)
        return True

    def index(self, code: types.CodeType) -> None:
        for constant in code.co_consts:
            if isinstance(constant, types.CodeType):
                _made[id(constant)] = constant
                self.found[identity(constant)] = constant
                self.index(constant)


def identity(code: types.CodeType) -> Identity:
    """What a code object and its twin have in common: name and line, or where it is without a name."""
    if not code.co_name.startswith("<"):
        return code.co_qualname, code.co_firstlineno
    ends = [(last, column) for _, last, _, column in code.co_positions() if last and column]
    return code.co_qualname, code.co_firstlineno, max(ends, default=None)


def written_by_hand(code: types.CodeType) -> list[str]:
    return [name for name in code.co_varnames if not name.startswith("@")]


def alike(a: types.CodeType, b: types.CodeType) -> bool:
    """Can one stand in for the other? The source of a changed file gives code with other variables.

    Those of an assertion that pytest has rewritten, as ``@py_assert1``, are none of the source's.
    """
    return written_by_hand(a) == written_by_hand(b) and all(
        getattr(a, name) == getattr(b, name)
        for name in (
            "co_freevars",
            "co_cellvars",
            "co_argcount",
            "co_kwonlyargcount",
            "co_flags",
        )
    )

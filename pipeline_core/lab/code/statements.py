"""Where one statement ends and the next begins, the same in every Python version.

Inside:  the steps of a code object at line grain, from its syntax tree and its line table.
Outside: what happens at a step (tracing), what a statement touches (effects).

Versions of Python differ in how many line events they raise for one statement. So events are not
counted: a step is the *entry* into a statement from another one, recognised by the offset of the instruction
that is about to run. ``try``, ``pass``, ``break``, ``continue``, ``while True``, the end of a ``with``,
continuation lines and comprehensions inside a statement are no steps. A ``for`` header is entered once for
each item it asks for; a loop on one line is one statement, and so one step.
"""

from __future__ import annotations

import ast
import dis
import linecache
import textwrap
import types
from typing import Any

from pipeline_core.lab.code.flow import arrivals

_SILENT = (ast.Try, ast.Pass, ast.Break, ast.Continue, ast.Global, ast.Nonlocal)
_TRY_STAR = getattr(ast, "TryStar", ast.Try)
PARTS = (ast.stmt, ast.ExceptHandler, ast.match_case)  # what has lines of its own
_SHARED = {"GLOBAL", "DEREF", "ATTR", "NAME", "SUBSCR", "METHOD", "CALL", "SLICE", "CONTAINS_OP", "FOR_ITER"}
_INNER = {"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"}
_TAIL = {
    "RETURN_VALUE", "RETURN_CONST", "LOAD_CONST", "SWAP", "POP_TOP", "COPY", "POP_EXCEPT", "NOP",
    "JUMP_FORWARD", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT", "RERAISE", "CACHE",
}  # fmt: skip


_LEAVING = {"PUSH_EXC_INFO", "WITH_EXCEPT_START"}  # an exception leaves a with block
_CHECKS = {"CHECK_EXC_MATCH", "CHECK_EG_MATCH"}  # an except clause asks whether it is meant


class Statement:
    """One statement: its line, its syntax (None without source), what it touches (compiled later)."""

    __slots__ = ("code", "is_for", "line", "nodes", "over_after_call", "plan", "shared", "text")

    def __init__(self, line: int, nodes: list[ast.AST], code: Any, text: str) -> None:
        self.line, self.nodes, self.code, self.text = line, nodes, code, text
        self.plan: Any = None  # filled by effects on first use
        self.shared: Any = None  # the names it shares with other threads (lines)
        self.over_after_call = False  # nothing more is touched once the one call in it is back
        self.is_for = _takes_next(nodes)


class Steps:
    """The entries of one code object: instruction offset to statement."""

    __slots__ = ("again", "code", "entries", "lines", "mode")

    def __init__(self, code: types.CodeType, mode: int) -> None:
        self.code, self.mode = code, mode
        self.entries: dict[int, Statement] = {}
        self.again: set[int] = set()  # offsets at which a for loop takes its next item
        self.lines: dict[int, Statement] | None = None
        if code.co_name not in _INNER:
            _find_entries(code, self.entries, self.again)

    def at_line(self, line: int) -> Statement | None:
        """The statement that a line belongs to."""
        if self.lines is None:
            owners, _ = owners_of(self.code)
            firsts = {s.line: s for s in self.entries.values()}
            self.lines = {n: firsts[first] for n, (first, _) in owners.items() if first in firsts}
        return self.lines.get(line)


def _find_entries(code: types.CodeType, entries: dict[int, Statement], again: set[int]) -> None:
    owners, silent = owners_of(code)
    known: dict[int, Statement] = {}
    for offset, line, inside, resume in arrivals(code, lambda n: owners[n][0] if n in owners else n):
        first, nodes = owners.get(line, (line, []))
        if first in silent or (first < code.co_firstlineno and code.co_name != "<lambda>"):
            continue  # a lambda may stand on a later line of the statement it belongs to
        if first not in known:
            text = linecache.getline(code.co_filename, first).strip()
            known[first] = Statement(first, nodes, code, text)
        elif _goes_on(nodes, inside):
            continue
        entries[offset] = known[first]
        if resume is not None:
            entries[resume] = known[first]  # some versions raise the event there; never at both
        if _takes_next(nodes) and inside[0] == "FOR_ITER":
            again.add(offset)


def _goes_on(nodes: list[ast.AST], inside: list[str]) -> bool:
    """A later piece of a statement: the end of a with block or a handler, the rest of a return?"""
    if isinstance(nodes[0] if nodes else None, (ast.With, ast.AsyncWith)):
        return inside[0] in _TAIL or inside[0] in _LEAVING
    if isinstance(nodes[0] if nodes else None, ast.ExceptHandler):
        return not _CHECKS.intersection(inside)
    return _guarded(nodes) and all(n in _TAIL for n in inside)


def _guarded(nodes: list[ast.AST]) -> bool:
    """Inside with or try: what follows the clean-up is the rest of a return, no new step."""
    return any(getattr(node, "lab_guarded", False) for node in nodes)


def _takes_next(nodes: list[ast.AST]) -> bool:
    return bool(nodes) and isinstance(nodes[0], (ast.For, ast.AsyncFor))


_inside: dict[int, frozenset[int]] = {}


def inside(steps: Any) -> frozenset[int]:
    """The offsets of a code object at which shared state may be read or written."""
    found = _inside.get(id(steps))
    if found is None:
        offsets = set()
        for i in dis.get_instructions(steps.code):
            if i.offset not in steps.entries and any(part in i.opname for part in _SHARED):
                offsets.add(i.offset)
        found = _inside[id(steps)] = frozenset(offsets)
    return found


# -- the syntax behind a code object -------------------------------------------------------

_regions: dict[str, list[tuple[Any, int, int, Any]]] = {}  # parsed pieces of each file


def owners_of(code: types.CodeType) -> tuple[dict[int, tuple[int, list[ast.AST]]], set[int]]:
    """For each line the first line and the syntax of the statement it belongs to; and silent lines."""
    lines = linecache.getlines(code.co_filename)
    pieces = _regions.setdefault(code.co_filename, [])
    first, last = code.co_firstlineno, _last_line(code)
    for text, start, end, found in pieces:
        if text is lines and start <= first and last <= end:
            return found
    found = _read(code)
    pieces.append((lines, first, last, found))
    return found


def _read(code: types.CodeType) -> Any:
    owners: dict[int, tuple[int, list[ast.AST]]] = {}
    silent: set[int] = set()
    tree = parse(code)
    for top in tree.body if tree is not None else ():
        _own(top, owners, silent)
    return owners, silent


def parse(code: types.CodeType) -> Any:
    """The syntax tree of the block that defines ``code``, with the file's line numbers; or None."""
    lines = linecache.getlines(code.co_filename)
    start = code.co_firstlineno - 1
    if start >= len(lines):
        return None
    if code.co_name == "<module>":
        return _parse("".join(lines), 0)
    text = "".join(lines[start : _last_line(code)])
    tree = _parse(text, start)
    if tree is None:  # the block's last line may belong to a longer statement: take more
        tree = _parse("".join(lines), 0) if len(lines) < 5000 else None
    return tree


def _last_line(code: types.CodeType) -> int:
    last = max((line for _, _, line in code.co_lines() if line), default=code.co_firstlineno)
    return max([last, *(_last_line(c) for c in code.co_consts if isinstance(c, types.CodeType))])


def _parse(text: str, before: int) -> Any:
    for attempt in (textwrap.dedent(text), text):
        try:
            tree = ast.increment_lineno(ast.parse(attempt), before)
        except (SyntaxError, ValueError):
            continue
        return _indented(tree, len(text.partition("\n")[0]) - len(attempt.partition("\n")[0]))
    return None


def _indented(tree: Any, by: int) -> Any:
    """The tree with the columns of the file: code objects, and so lambdas, are found by them."""
    for node in ast.walk(tree) if by else ():
        if isinstance(node, (ast.expr, ast.stmt)):
            node.col_offset += by
            node.end_col_offset = (node.end_col_offset or 0) + by
    return tree


def _own(node: Any, owners: Any, silent: set[int], guarded: bool = False) -> None:
    """Assign the lines of ``node`` itself, then those of the statements inside it."""
    if isinstance(node, ast.stmt):
        node.lab_guarded = guarded  # type: ignore[attr-defined]
        guarded = guarded or isinstance(node, (ast.With, ast.AsyncWith, ast.Try, _TRY_STAR))
    if isinstance(node, PARTS):
        first = _begins(node)
        if isinstance(node, (*_SILENT, _TRY_STAR)) or _constant(node):
            silent.add(first)
        for line in range(first, header_end(node) + 1):
            if line in owners:
                owners[line][1].append(node)
                first = owners[line][0]
            else:
                owners[line] = (first, [node])
        if len(owners[first][1]) > 1:
            silent.discard(first)
    for child in ast.iter_child_nodes(node):
        if isinstance(child, PARTS):
            _own(child, owners, silent, guarded)


def _begins(node: Any) -> int:
    if isinstance(node, ast.match_case):
        return node.pattern.lineno
    return min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])


def header_end(node: Any) -> int:
    """The last line before a compound statement's body; the last line of a simple one."""
    body = getattr(node, "cases" if isinstance(node, ast.Match) else "body", None)
    if not (isinstance(body, list) and body and isinstance(body[0], ast.AST)):
        return node.end_lineno or node.lineno
    parts = [
        getattr(child, "end_lineno", 0)
        for child in ast.iter_child_nodes(node)
        if not isinstance(child, PARTS)
    ]
    return max(_begins(node), _begins(body[0]) - 1, *parts)


def _constant(node: ast.AST) -> bool:
    """A docstring, or the header of ``while True``: nothing happens there."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    one_line = isinstance(node, ast.While) and node.body[0].lineno == node.lineno
    return isinstance(node, ast.While) and isinstance(node.test, ast.Constant) and not one_line

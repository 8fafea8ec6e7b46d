"""Where one statement ends and the next begins, the same in every Python version.

Inside:  the steps of a code object at line grain, from its syntax tree and its line table; the ways by
         which control comes into each statement: jumps, falling through, exceptions.
Outside: what happens at a step (runtime/tracing), what a statement touches (access).

Versions of Python differ in how many line events they raise for one statement, in how often the compiler
copies a statement (the body of a ``finally``, the test of a loop), and in which order it lays the pieces
out. The ways between statements stay the same. So events are not counted: a step is the *entry* into a
statement from another one, recognised by the offset of the instruction that is about to run. ``try``,
``pass``, ``break``, ``continue``, ``while True``, the end of a ``with``, continuation lines and
comprehensions inside a statement are no steps. A ``for`` header is entered once for each item it asks for; a
loop on one line is one statement, and so one step.
"""

from __future__ import annotations

import ast
import dis
import linecache
import textwrap
import types
from collections.abc import Callable
from typing import Any, NamedTuple

PARTS = (ast.stmt, ast.ExceptHandler, ast.match_case)  # what has lines of its own
Owners = dict[int, tuple[int, list[ast.AST]]]  # line -> first line and syntax of the statement it belongs to

_TRY_STAR: type[ast.stmt] = getattr(ast, "TryStar", ast.Try)
_NO_STEP = (ast.Try, _TRY_STAR, ast.Pass, ast.Break, ast.Continue, ast.Global, ast.Nonlocal)
_IN_THEIR_STATEMENT = {"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"}  # code objects without steps
_TAIL = {  # the end of a statement whose effect is over: a value handed on, a block left
    "RETURN_VALUE", "RETURN_CONST", "LOAD_CONST", "SWAP", "POP_TOP", "COPY", "POP_EXCEPT", "NOP",
    "JUMP_FORWARD", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT", "RERAISE", "CACHE",
}  # fmt: skip
_LEAVING = {"PUSH_EXC_INFO", "WITH_EXCEPT_START"}  # an exception leaves a with block
_CHECKS = {"CHECK_EXC_MATCH", "CHECK_EG_MATCH"}  # an except clause asks whether it is meant
_NEVER_FALLS_THROUGH = {
    "RETURN_VALUE", "RETURN_CONST", "RAISE_VARARGS", "RERAISE",
    "JUMP_FORWARD", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT",
}  # fmt: skip
_JUMPS = {*dis.hasjrel, *dis.hasjabs}
_CALLER = frozenset({-1})  # the "statement" that a function's very first instructions belong to


class Statement:
    """One statement: its line, its syntax (empty without source), and what higher rooms work out from it."""

    __slots__ = ("code", "is_for", "line", "nodes", "shared", "text")

    def __init__(self, line: int, nodes: list[ast.AST], code: types.CodeType, text: str) -> None:
        self.line = line
        self.nodes = nodes
        self.code = code
        self.text = text
        self.shared: Any = None  # the names it shares with other threads (story/line_log)
        self.is_for = _takes_next(nodes)


class Steps:
    """The entries of one code object: instruction offset to statement."""

    __slots__ = ("again", "code", "entries", "lines", "mode")

    def __init__(self, code: types.CodeType, mode: int) -> None:
        self.code = code
        self.mode = mode
        self.entries: dict[int, Statement] = {}
        self.again: set[int] = set()  # offsets at which a for loop takes its next item
        self.lines: dict[int, Statement] | None = None
        if code.co_name not in _IN_THEIR_STATEMENT:
            _find_entries(code, self.entries, self.again)

    def keep_first(self) -> None:
        """Make all of it one step, taken where its first statement begins."""
        first = min((s.line for s in self.entries.values()), default=0)
        self.entries = {offset: s for offset, s in self.entries.items() if s.line == first}

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


# -- where control can come from --------------------------------------------------------------
#
# The control flow graph of the bytecode, read backwards: for each instruction, those that can run directly
# before it. A statement is entered at an instruction of it that can be reached from another statement. Where
# the line table gives an instruction no line, it counts to the statements that lead to it: otherwise the
# clean-up that a compiler puts between two statements would look like a statement of its own, and so make
# an entry in one version of Python that there is not in the next.


class Arrival(NamedTuple):
    """A place at which a statement is entered."""

    offset: int
    line: int
    inside: list[str]  # the instructions from there on, as long as they are its own
    resume: int | None  # the offset of the instruction that began the function, if it is on the same line


def arrivals(code: types.CodeType, owner: Callable[[int], int]) -> list[Arrival]:
    """Every place where control can come from one statement into another, by offset.

    ``owner`` tells the first line of the statement that a line belongs to.
    """
    book = dis.Bytecode(code)
    instructions = list(book)
    sources = _predecessors(instructions, book.exception_entries)  # type: ignore[attr-defined]
    begin = next((n for n, i in enumerate(instructions) if i.opname == "RESUME"), -1)
    lines = [i.positions.lineno if i.positions is not None else None for i in instructions]
    own = [_CALLER if n <= begin else _statement_of(line, owner) for n, line in enumerate(lines)]
    _give_statements(own, sources)
    found = []
    for n in range(begin + 1, len(instructions)):
        line = lines[n]
        if line is not None and any(not own[source] <= own[n] for source in sources[n]):
            resume = instructions[begin].offset if n == begin + 1 and lines[begin] == lines[n] else None
            found.append(Arrival(instructions[n].offset, line, _piece(instructions, own, n), resume))
    return found


def _statement_of(line: int | None, owner: Callable[[int], int]) -> frozenset[int]:
    return frozenset() if line is None else frozenset({owner(line)})


def _predecessors(instructions: list[dis.Instruction], handlers: list[Any]) -> list[set[int]]:
    """For each instruction those that can come directly before it."""
    place = {i.offset: n for n, i in enumerate(instructions)}
    sources: list[set[int]] = [set() for _ in instructions]
    for n, i in enumerate(instructions):
        if i.opname not in _NEVER_FALLS_THROUGH and n + 1 < len(instructions):
            sources[n + 1].add(n)
        if i.opcode in _JUMPS:
            sources[place[i.argval]].add(n)
    for entry in handlers:
        sources[place[entry.target]].update(n for o, n in place.items() if entry.start <= o < entry.end)
    return sources


def _give_statements(own: list[frozenset[int]], sources: list[set[int]]) -> None:
    """An instruction of no line goes on with the statements that lead to it: repeated until nothing moves."""
    empty = [n for n, mine in enumerate(own) if not mine]
    changed = bool(empty)
    while changed:
        changed = False
        for n in empty:
            more = own[n].union(*(own[source] for source in sources[n]))
            changed = changed or more != own[n]
            own[n] = more


def _piece(instructions: list[dis.Instruction], own: list[frozenset[int]], n: int) -> list[str]:
    """The names of the instructions from number ``n`` on that belong to the same statement."""
    names: list[str] = []
    for i, mine in zip(instructions[n:], own[n:], strict=True):
        if mine != own[n]:
            break
        if i.opname != "EXTENDED_ARG":
            names.append(i.opname)
        if i.opname in _NEVER_FALLS_THROUGH:
            break
    return names


# -- the syntax behind a code object -------------------------------------------------------

_read_blocks: dict[str, list[tuple[list[str], int, int, tuple[Owners, set[int]]]]] = {}  # by file name


def owners_of(code: types.CodeType) -> tuple[Owners, set[int]]:
    """For each line the first line and the syntax of the statement it belongs to; and lines of no step."""
    lines = linecache.getlines(code.co_filename)
    blocks = _read_blocks.setdefault(code.co_filename, [])
    first = code.co_firstlineno
    last = last_line(code)
    for text, start, end, found in blocks:
        if text is lines and start <= first and last <= end:
            return found
    owners: Owners = {}
    silent: set[int] = set()
    tree = parse(code)
    for top in tree.body if tree is not None else ():
        _own(top, owners, silent)
    blocks.append((lines, first, last, (owners, silent)))
    return owners, silent


def parse(code: types.CodeType) -> ast.Module | None:
    """The syntax tree of the block that defines ``code``, with the file's line numbers; or None."""
    lines = linecache.getlines(code.co_filename)
    start = code.co_firstlineno - 1
    if start >= len(lines):
        return None
    if code.co_name == "<module>":
        return _parse("".join(lines), 0)
    text = "".join(lines[start : last_line(code)])
    tree = _parse(text, start)
    if tree is None:  # the block's last line may belong to a longer statement: take more
        tree = _parse("".join(lines), 0) if len(lines) < 5000 else None
    return tree


def last_line(code: types.CodeType) -> int:
    """The last line of the block that defines ``code``, that of the functions inside it included."""
    last = max((line for _, _, line in code.co_lines() if line), default=code.co_firstlineno)
    return max([last, *(last_line(c) for c in code.co_consts if isinstance(c, types.CodeType))])


def _parse(text: str, before: int) -> ast.Module | None:
    for attempt in (textwrap.dedent(text), text):
        try:
            tree = ast.increment_lineno(ast.parse(attempt), before)
        except (SyntaxError, ValueError):
            continue
        return _indented(tree, len(text.partition("\n")[0]) - len(attempt.partition("\n")[0]))
    return None


def _indented(tree: ast.Module, by: int) -> ast.Module:
    """The tree with the columns of the file: code objects, and so lambdas, are found by them."""
    for node in ast.walk(tree) if by else ():
        if isinstance(node, (ast.expr, ast.stmt)):
            node.col_offset += by
            node.end_col_offset = (node.end_col_offset or 0) + by
    return tree


def lambda_of(nodes: list[ast.AST], code: types.CodeType) -> ast.Lambda | None:
    """The lambda in these statements that ``code`` is, found by its place on the line; None if none fits.

    Several may stand on one line, with code objects of one name and line. All instructions of a lambda lie in
    its body; those of a lambda inside it begin at that one's own ``lambda``, which is in the body too. So of
    the bodies that hold every instruction, which lie in each other, the innermost is the one. Python 3.12
    gives the one instruction of ``lambda: 1`` no place: there the constant tells.
    """
    places = {(line, column) for line, _, column, _ in code.co_positions() if line is not None and column}
    found = [
        n
        for node in nodes
        for n in ast.walk(node)  # outer ones first
        if isinstance(n, ast.Lambda)
        and (all(_spans(n.body, place) for place in places) if places else _returns(code, n.body))
    ]
    return found[-1] if found else None


def _returns(code: types.CodeType, body: ast.expr) -> bool:
    """Whether all that this code does may be to return the constant that this is."""
    return isinstance(body, ast.Constant) and repr(body.value) in map(repr, code.co_consts)


def _spans(node: ast.expr, place: tuple[int, int]) -> bool:
    end = node.end_lineno or node.lineno, node.end_col_offset or 0
    return (node.lineno, node.col_offset) <= place <= end


def _own(node: ast.AST, owners: Owners, silent: set[int], guarded: bool = False) -> None:
    """Assign the lines of ``node`` itself, then those of the statements inside it."""
    if isinstance(node, ast.stmt):
        node.lab_guarded = guarded  # type: ignore[attr-defined]
        guarded = guarded or isinstance(node, (ast.With, ast.AsyncWith, ast.Try, _TRY_STAR))
    if isinstance(node, PARTS):
        first = _begins(node)
        if isinstance(node, _NO_STEP) or _constant(node):
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


def _begins(node: ast.AST) -> int:
    if isinstance(node, ast.match_case):
        return node.pattern.lineno
    lines: list[int] = [d.lineno for d in getattr(node, "decorator_list", ())]
    return min([getattr(node, "lineno", 0), *lines])


def header_end(node: ast.AST) -> int:
    """The last line before a compound statement's body; the last line of a simple one."""
    body = getattr(node, "cases" if isinstance(node, ast.Match) else "body", None)
    if not (isinstance(body, list) and body and isinstance(body[0], ast.AST)):
        last: int | None = getattr(node, "end_lineno", None)
        return last or getattr(node, "lineno", 0) or 0
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

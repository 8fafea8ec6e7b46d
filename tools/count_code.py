"""Count lines of code: what is left without docstrings, comments and blank lines.

    python tools/count_code.py pipeline_core        a table, one row a file

The README tells the total of the core; no test holds it.
"""

import argparse
import ast
import io
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Count:
    """The sizes of one source file."""

    lines: int
    """Physical lines, everything included."""
    code: int
    """Lines that hold code."""
    functions: dict[str, int]
    """Lines of code of each function and method, ``def`` and nested functions included."""


def docstring_lines(tree: ast.Module) -> Iterator[int]:
    """Find the lines of bare strings: the docstrings of modules, classes, functions and attributes."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant(value=str()), lineno=first, end_lineno=int(last)):
                yield from range(first, last + 1)


def code_lines(source: str) -> set[int]:
    """Tell the numbers of the lines that hold code; a string over several lines counts with all of them."""
    taken: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in NO_CODE:
            taken.update(range(token.start[0], token.end[0] + 1))
    return taken - set(docstring_lines(ast.parse(source)))


def count(source: str) -> Count:
    """Measure one file's source."""
    taken = code_lines(source)
    functions: dict[str, int] = {}

    def visit(node: ast.AST, prefix: str) -> None:
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, Definition):
                visit(child, prefix)
                continue
            name = f"{prefix}{child.name}"
            if isinstance(child, Function):
                span = range(child.lineno, (child.end_lineno or child.lineno) + 1)
                functions[name] = len(taken.intersection(span))
            visit(child, f"{name}.")

    visit(ast.parse(source), "")
    return Count(lines=len(source.splitlines()), code=len(taken), functions=functions)


def count_tree(folder: Path) -> dict[Path, Count]:
    """Measure every Python file below a folder, by path."""
    return {path: count(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.py"))}


def main(arguments: list[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args(arguments)
    counts = count_tree(options.folder)
    if not counts:
        print(f"{options.folder}: no Python file there", file=sys.stderr)
        return 2
    print(f"{'code':>6} {'lines':>6} {'longest function':>18}")
    for path, found in counts.items():
        name, longest = max(found.functions.items(), key=lambda pair: pair[1], default=("", 0))
        print(f"{found.code:6} {found.lines:6} {longest:18}  {path}  {name}")
    print(f"{sum(found.code for found in counts.values()):6}  in all")
    return 0


if __name__ == "__main__":
    sys.exit(main())

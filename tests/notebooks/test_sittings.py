"""Each sitting starts in a fresh kernel: what it needs, it imports and makes itself."""

import ast
import builtins

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager
from nbclient import NotebookClient

from tests.notebooks import rules

LATER = [
    (path, number)
    for path in rules.CHAPTERS
    for number in range(1, len(rules.sittings(nbformat.read(path, as_version=4))))
]


@pytest.mark.parametrize(("path", "number"), LATER, ids=lambda value: getattr(value, "stem", value))
def test_a_later_sitting_names_nothing_of_an_earlier_one(path, number):
    """Every name that its cells read is bound in them, or one of Python's own."""
    cells = rules.sittings(nbformat.read(path, as_version=4))[number]
    tree = ast.parse("\n".join(python_of(cell.source) for cell in cells if cell.cell_type == "code"))
    assert read_in(tree) - bound_in(tree) - set(dir(builtins)) == set()


def python_of(source):
    """The cell's Python, IPython's own lines translated."""
    return TransformerManager().transform_cell(source)


def read_in(tree):
    """The names that are read somewhere."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return {node.id for node in names if isinstance(node.ctx, ast.Load)} - {"get_ipython", "display"}


def bound_in(tree):
    """The names that are bound somewhere, whatever the scope."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.alias):
            found.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.ExceptHandler):
            found.add(node.name)
    return found


@pytest.mark.wide
@pytest.mark.parametrize(("path", "number"), LATER, ids=lambda value: getattr(value, "stem", value))
def test_a_later_sitting_runs_without_the_earlier_ones(path, number):
    """Whoever stopped yesterday goes on today, without running again what came before."""
    cells = rules.sittings(nbformat.read(path, as_version=4))[number]
    notebook = nbformat.v4.new_notebook(cells=cells)
    resources = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=60, kernel_name="python3", resources=resources).execute()
    assert all(cell.execution_count for cell in rules.code(notebook))

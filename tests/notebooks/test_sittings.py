"""Each sitting starts in a fresh kernel: what it needs, it imports and makes itself."""

import nbformat
import pytest
from nbclient import NotebookClient

from tests.notebooks import rules

LATER = [
    (path, number)
    for path in rules.CHAPTERS
    for number in range(1, len(rules.sittings(nbformat.read(path, as_version=4))))
]


@pytest.mark.parametrize(("path", "number"), LATER, ids=lambda value: getattr(value, "stem", value))
def test_a_later_sitting_runs_without_the_earlier_ones(path, number):
    """Whoever stopped yesterday goes on today, without running again what came before."""
    cells = rules.sittings(nbformat.read(path, as_version=4))[number]
    notebook = nbformat.v4.new_notebook(cells=cells)
    resources = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=60, kernel_name="python3", resources=resources).execute()
    assert all(cell.execution_count for cell in rules.code(notebook))

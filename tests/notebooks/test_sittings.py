"""Each sitting starts in a fresh kernel: what it needs, it imports and makes itself."""

import nbformat
import pytest
from nbclient import NotebookClient

from tests.notebooks import rules


def sittings(path):
    """Cut a chapter at its sittings; the cells before the first one hold no code."""
    parts = [[]]
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.source.startswith("## ") and "sitting" in cell.source.partition("\n")[0]:
            parts.append([])
        parts[-1].append(cell)
    return parts[1:]


LATER = [(path, number) for path in rules.CHAPTERS for number in range(1, len(sittings(path)))]


@pytest.mark.parametrize(("path", "number"), LATER, ids=lambda value: getattr(value, "stem", value))
def test_a_later_sitting_runs_without_the_earlier_ones(path, number):
    """Whoever stopped yesterday goes on today, without running again what came before."""
    notebook = nbformat.v4.new_notebook(cells=sittings(path)[number])
    resources = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=60, kernel_name="python3", resources=resources).execute()
    assert all(cell.execution_count for cell in rules.code(notebook))

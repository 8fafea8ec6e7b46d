"""Notebooks go into git in one form, whatever the editor wrote."""

import json
from pathlib import Path

import pytest

from tools.clean_notebooks import main

ROOT = Path(__file__).resolve().parent.parent.parent
STORED = sorted([*ROOT.glob("notebooks/*.ipynb"), *ROOT.glob("exercises/*.ipynb")])


@pytest.mark.parametrize("path", STORED, ids=[path.stem for path in STORED])
def test_a_notebook_of_the_course_is_stored_as_the_hook_would_leave_it(path, tmp_path):
    """A contributor who changed nothing sees no change."""
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    assert main([str(copy)]) == 0
    assert copy.read_bytes() == path.read_bytes()


def test_an_editors_own_settings_are_removed_and_the_hook_asks_for_another_look(tmp_path, capsys):
    """The first run mends and fails, the second finds nothing: so a commit holds only what was looked at."""
    path = tmp_path / "chapter.ipynb"
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {"tags": ["nbval-ignore-output"], "execution": {"iopub.status.busy": "now"}},
        "execution_count": 41,
        "outputs": [],
        "source": ["1 + 1"],
    }
    settings = {"vscode": {"interpreter": {"hash": "31f2"}}, "kernelspec": {"name": "my-env"}}
    notebook = {"cells": [cell], "metadata": settings, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(notebook), encoding="utf-8")

    assert main([str(path)]) == 1
    assert "chapter.ipynb: metadata cleaned" in capsys.readouterr().out
    cleaned = json.loads(path.read_text(encoding="utf-8"))
    assert cleaned["metadata"]["kernelspec"]["name"] == "python3"
    assert "vscode" not in cleaned["metadata"]
    assert cleaned["cells"][0]["metadata"] == {"tags": ["nbval-ignore-output"]}
    assert cleaned["cells"][0]["execution_count"] == 1
    assert main([str(path)]) == 0

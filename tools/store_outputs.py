"""Run notebooks top to bottom and store their outputs, ready for git.

    python tools/store_outputs.py [--force] [notebook …]    without names: every notebook of the course

Inside:  executing, cleaning, writing.
Outside: judging: ``tests/notebooks`` holds the rules, nbval compares the outputs.

What a tagged cell (``nbval-ignore-output``) shows differs from run to run. A notebook in which nothing
else has changed is left as it is: a second run gives no diff. ``--force`` stores anyway.
"""

from __future__ import annotations

import argparse
import copy
import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("notebooks", "exercises")
FREE = "nbval-ignore-output"
CELL_TIMEOUT = 60  # seconds; a cell that starts a cluster takes ten of them on a busy machine
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
PROGRESS = "PIPELINE_COURSE_PROGRESS"  # where the exercises of a kernel keep what was done
KEPT = {"image/png": ("alt", "width")}  # of an output's metadata
LIVE = "application/vnd.jupyter.widget-view+json"  # a new id at each run, and dead without its kernel


def notebooks() -> list[Path]:
    """Every notebook of the course, in order."""
    return [path for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.ipynb"))]


def execute(path: Path) -> NotebookNode:
    """The notebook as it is after a run in a fresh kernel, in its own folder; the file is not touched.

    Its exercises begin as for a new learner, and whoever runs this keeps the progress they had.
    """
    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": str(path.parent)}}
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        kernel_name=KERNEL["name"],
        record_timing=False,
        coalesce_streams=True,
        extra_arguments=[
            "--IPKernelApp.log_level=40"
        ],  # its warnings speak of loopback sockets, not of the chapter
        resources=resources,
    )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        client.execute(env={**os.environ, PROGRESS: str(Path(folder) / "progress.sqlite3")})
    return clean(notebook)


def clean(notebook: NotebookNode) -> NotebookNode:
    """Take out what varies from run to run and from machine to machine; returns the same notebook.

    The counts of cells that ran become 1 to N; a cell that never ran keeps none, so that it is seen.
    """
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL})
    count = 0
    for cell in notebook.cells:
        tags = sorted(cell.metadata.get("tags", []))
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        if cell.cell_type != "code":
            continue
        if cell.execution_count is not None:
            cell.execution_count = count = count + 1
        for output in cell.outputs:
            output.get("data", {}).pop(LIVE, None)
            if output.output_type == "execute_result":
                output.execution_count = count
            if "metadata" in output:
                output.metadata = nbformat.from_dict(_kept(output.metadata))
    return notebook


def _kept(metadata: NotebookNode) -> dict[str, dict[str, object]]:
    of_type = {kind: {key: metadata.get(kind, {}).get(key) for key in keys} for kind, keys in KEPT.items()}
    return {kind: values for kind, values in of_type.items() if None not in values.values()}


def same_but_free(one: NotebookNode, other: NotebookNode) -> bool:
    """Whether two runs differ at most in what tagged cells show."""
    pair = [copy.deepcopy(one), copy.deepcopy(other)]
    for notebook in pair:
        for cell in notebook.cells:
            if FREE in cell.metadata.get("tags", []):
                # An output that was never stored is news, whatever it shows.
                cell.outputs = [output.output_type for output in cell.outputs]
    return bool(pair[0] == pair[1])


def store(path: Path, *, force: bool = False) -> str:
    """Run one notebook and write it back, whole or not at all; returns a word for what was done."""
    fresh, stored = execute(path), nbformat.read(path, as_version=4)
    if not force and same_but_free(fresh, stored):
        return "unchanged"
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="\n") as file:
        nbformat.write(fresh, file)
    part.replace(path)
    return "stored"


def main(arguments: list[str] | None = None) -> int:
    """The command; 1 when a notebook did not run, and that notebook is left as it was."""
    parser = argparse.ArgumentParser(description="Run notebooks top to bottom and store their outputs.")
    parser.add_argument("paths", nargs="*", type=Path, help="notebooks; without any, all of the course")
    parser.add_argument("--force", action="store_true", help="store even if only tagged cells differ")
    chosen = parser.parse_args(arguments)
    failed = 0
    for path in chosen.paths or notebooks():
        try:
            print(f"{path.parent.name}/{path.name}: {store(path, force=chosen.force)}", flush=True)
        except FileNotFoundError:
            failed += 1
            print(f"{path}: there is no such notebook", file=sys.stderr)
        except CellExecutionError as error:
            failed += 1
            print(f"{path.name}: not stored, a cell raises {error.ename}: {error.evalue}", file=sys.stderr)
            print(error.traceback, file=sys.stderr)
        except (CellTimeoutError, DeadKernelError) as error:
            failed += 1
            print(f"{path.name}: not stored, it does not run to the end: {error}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

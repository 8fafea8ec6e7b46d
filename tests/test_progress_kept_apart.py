"""A test run has progress files of its own, and each notebook begins with nothing done."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parent.parent
TRY = """from exercises.records import records
records.note_try('2.1', passed=False)
assert records.tries('2.1') == 1
"""


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_run_leaves_the_developers_progress_alone_and_clears_up(workers, tmp_path):
    """With and without xdist: kernels and tests write elsewhere, and each file of them finds nothing done."""
    for name in ("one", "two"):
        cells = [nbformat.v4.new_code_cell(TRY, id="try", execution_count=1)]
        metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), tmp_path / f"{name}.ipynb")
        (tmp_path / f"test_{name}.py").write_text(
            f"def test_it():\n    {TRY.replace(chr(10), chr(10) + '    ')}\n"
        )
    (tmp_path / "conftest.py").write_text(
        (ROOT / "conftest.py").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    temporary, mine = tmp_path / "temporary", tmp_path / "mine.sqlite3"
    temporary.mkdir()
    environment = {**os.environ, "PIPELINE_COURSE_PROGRESS": str(mine), "PYTHONPATH": str(ROOT)}
    environment |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
    command = [sys.executable, "-m", "pytest", "-q", "--nbval", "--nbval-current-env", f"-n{workers}"]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", str(tmp_path)],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=55,
    )  # fmt: skip
    assert "4 passed" in done.stdout, done.stdout + done.stderr
    assert not mine.exists()
    assert list(temporary.glob("progress-*")) == []

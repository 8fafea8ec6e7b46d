"""Run the course and the lab on every other Python that this machine has and the project supports.

    python -m tools.every_python [pytest's arguments …]

Inside:  finding them, on PATH and where pyenv keeps its own; an environment for each; which there were.
Outside: what an environment holds (``setup_venv``), what is tested (pytest's settings).

The versions are those of pyproject.toml's classifiers. One that is not installed is named and no failure.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tools.setup_venv import python_of

ROOT = Path(__file__).resolve().parent.parent
TESTED = ["notebooks", "exercises", "tests/lab", "tests/exercises"]
WORKERS = ["--numprocesses=logical", "--maxprocesses=4", "--dist=loadfile"]
ASK = "import sys; print('{}.{}'.format(*sys.version_info))"


def supported() -> list[str]:
    """The versions that pyproject.toml names, oldest first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    numbers = [re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", c) for c in project["classifiers"]]
    return [number[1] for number in numbers if number]


def candidates(version: str) -> list[Path]:
    """Where an interpreter of this version may be: on PATH by its name, or in a folder of pyenv's."""
    named = shutil.which(f"python{version}")
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    return [*([Path(named)] if named else []), *sorted(pyenv.glob(f"{version}.*/bin/python{version}"))]


def find(version: str) -> Path | None:
    """The first candidate that runs and says it is this version: a shim may lead nowhere."""
    for path in candidates(version):
        said = subprocess.run([path, "-c", ASK], capture_output=True, text=True, check=False)
        if (said.returncode, said.stdout.strip()) == (0, version):
            return path
    return None


def test_on(version: str, python: Path, arguments: list[str]) -> bool:
    """Build the environment that ``make test PYTHON=python3.13`` would, and run the tests in it."""
    venv = f".venv-python{version}"
    if subprocess.call([python, "tools/setup_venv.py", "--venv", venv, "test"], cwd=ROOT) != 0:
        return False
    command = [str(python_of(ROOT / venv)), "-m", "pytest", "--nbval", *WORKERS, *TESTED, *arguments]
    return subprocess.call(command, cwd=ROOT) == 0


def main(arguments: list[str]) -> int:
    """The command; 1 if the tests fail on one of them."""
    this = "{}.{}".format(*sys.version_info)
    others = {version: find(version) for version in supported() if version != this}
    missing = [version for version, python in others.items() if python is None]
    there = {version: python for version, python in others.items() if python is not None}
    print(
        f"other Pythons here: {', '.join(there) or 'none'}; not found: {', '.join(missing) or 'none'}",
        flush=True,
    )
    passed = []
    for version, python in there.items():
        print(f"-- Python {version}", flush=True)
        if test_on(version, python, arguments):
            passed.append(version)
    failed = [version for version in there if version not in passed]
    print(f"passed on: {', '.join(passed) or 'none'}; failed on: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

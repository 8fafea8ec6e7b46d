"""Every other supported Python is found where it is, tried and named; to lack one is no failure."""

import os
import sys
from pathlib import Path

import pytest

from tools import every_python

posix = pytest.mark.skipif(os.name != "posix", reason="interpreters are played by shell scripts")
THIS = "{}.{}".format(*sys.version_info)
OTHERS = [version for version in every_python.supported() if version != THIS]


def interpreter(path, says, code=0):
    """Put a program there that answers as a Python would."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho {says}\nexit {code}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """A machine without any Python: its PATH is one folder, and so is pyenv's place."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    return tmp_path


def test_the_versions_are_those_that_the_project_names():
    """This one is among them, and the oldest comes first."""
    assert THIS in every_python.supported()
    assert every_python.supported()[0] == "3.11"


@posix
def test_one_on_path_comes_before_one_of_pyenv(bare):
    """The user's own choice is tried first."""
    mine = interpreter(bare / "bin" / "python3.12", "3.12")
    interpreter(bare / "pyenv" / "versions" / "3.12.1" / "bin" / "python3.12", "3.12")
    assert every_python.find("3.12") == mine


@posix
@pytest.mark.parametrize(("says", "code"), [("no such version", 127), ("3.9", 0)])
def test_a_name_that_leads_nowhere_is_passed_over(says, code, bare):
    """A shim of pyenv stands on PATH for versions that are not switched on, too."""
    interpreter(bare / "bin" / "python3.12", says, code)
    there = interpreter(bare / "pyenv" / "versions" / "3.12.1" / "bin" / "python3.12", "3.12")
    assert every_python.find("3.12") == there
    assert every_python.find("3.13") is None


def test_without_another_python_nothing_is_run_and_nothing_fails(bare, monkeypatch, capsys):
    """A machine with one Python passes, and the versions that were not tried are named."""
    monkeypatch.setattr(every_python, "test_on", lambda *_: pytest.fail("there is none"))
    assert every_python.main([]) == 0
    assert f"other Pythons here: none; not found: {', '.join(OTHERS)}" in capsys.readouterr().out


@pytest.mark.parametrize("good", [True, False])
def test_every_one_that_is_found_is_tried_and_a_failure_is_the_end_result(good, monkeypatch, capsys):
    """The first that fails does not keep the next from being tried."""
    tried = []
    monkeypatch.setattr(every_python, "find", lambda version: Path(f"python{version}"))
    monkeypatch.setattr(
        every_python, "test_on", lambda version, python, given: tried.append((version, python, given)) or good
    )
    assert every_python.main(["-x"]) == (0 if good else 1)
    assert tried == [(version, Path(f"python{version}"), ["-x"]) for version in OTHERS]
    names = ", ".join(OTHERS)
    end = f"passed on: {names}; failed on: none" if good else f"passed on: none; failed on: {names}"
    assert capsys.readouterr().out.endswith(end + "\n")


@pytest.mark.parametrize("made", [0, 1])
def test_the_environment_is_made_before_the_tests_run_in_it(made, monkeypatch):
    """It is the one of `make test PYTHON=python3.12`; where it can't be made, nothing is tested."""
    calls = []
    monkeypatch.setattr("subprocess.call", lambda command, cwd: calls.append([*map(str, command)]) or made)
    assert every_python.test_on("3.12", Path("a-python"), ["-x"]) is (made == 0)
    assert calls[0] == ["a-python", "tools/setup_venv.py", "--venv", ".venv-python3.12", "test"]
    assert len(calls) == (1 if made else 2)
    if not made:
        assert ".venv-python3.12" in calls[1][0]
        assert calls[1][-1] == "-x"
        assert {"notebooks", "exercises", "tests/lab", "tests/exercises"} <= set(calls[1])

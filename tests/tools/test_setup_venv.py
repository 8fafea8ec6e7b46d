"""The environment is built once, again when the lock changes, and says plainly why when it cannot be."""

import json
import os
import sys

import pytest

from tools import setup_venv
from tools.setup_venv import LEVELS, SetupError, main, plan, read_sections, read_stamp, require_python

FITS = {"lock": "l", "project": "p", "python": "3.11", "root": "/here", "level": "test"}


@pytest.mark.parametrize(
    ("stamp", "level", "steps"),
    [
        ({}, "lab", ["venv", "packages", "project"]),
        (FITS, "test", []),
        (FITS, "lab", []),
        (FITS, "dev", ["packages", "project"]),
        ({**FITS, "lock": "older"}, "lab", ["venv", "packages", "project"]),
        ({**FITS, "python": "3.12"}, "lab", ["venv", "packages", "project"]),
        ({**FITS, "root": "/there"}, "lab", ["venv", "packages", "project"]),
        ({**FITS, "project": "older"}, "test", ["project"]),
    ],
    ids=["nothing", "fits", "holds more", "holds less", "new lock", "new Python", "moved", "new pyproject"],
)
def test_only_what_has_changed_is_done_again(stamp, level, steps):
    """A new lock rebuilds, a higher level adds, a new pyproject.toml reinstalls the checkout, no more."""
    assert plan(stamp, {**FITS, "level": level}) == steps


def test_an_old_python_is_named_together_with_what_to_type():
    """A learner on an old system gets a sentence, not a SyntaxError."""
    with pytest.raises(SetupError, match=r"needs Python 3.11 or newer, and python3 is 3\.9\.2") as refused:
        require_python((3, 9, 2), "python3")
    cure = "run lab.cmd again" if os.name == "nt" else "make PYTHON=python3.13 lab"
    assert cure in str(refused.value)
    require_python((3, 11, 0), "python3")


def test_the_script_can_be_read_by_an_old_python():
    """Its own syntax stays that of Python 3.7, the oldest that this interpreter's parser can stand in for."""
    import ast

    ast.parse(setup_venv.__loader__.get_source(setup_venv.__name__), feature_version=(3, 7))


def test_a_debian_python_without_its_venv_half_is_told_what_to_install(monkeypatch, capsys, tmp_path):
    """Where ensurepip is missing, nothing is begun, and the package to install is named."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert main(["lab", "--venv", str(tmp_path / "venv")]) == 1
    assert "sudo apt install python3-venv" in capsys.readouterr().err
    assert not (tmp_path / "venv").exists()


def test_an_environment_without_its_python_counts_as_missing(tmp_path):
    """After an upgrade of the system the old environment points at a Python that is gone."""
    (tmp_path / "stamp.json").write_text(json.dumps(FITS), encoding="utf-8")
    assert read_stamp(tmp_path) == {}
    python = setup_venv.python_of(tmp_path)
    python.parent.mkdir()
    python.write_text("", encoding="utf-8")
    assert read_stamp(tmp_path) == FITS
    (tmp_path / "stamp.json").write_text("half writ", encoding="utf-8")
    assert read_stamp(tmp_path) == {}


def test_the_steps_run_in_order_and_the_stamp_is_written_last(monkeypatch, tmp_path):
    """A step that fails leaves no stamp, so that the next call begins again; once all is done none is run."""
    venv = tmp_path / "venv"
    ran = []

    def call(command, cwd):
        assert not (venv / "stamp.json").exists()
        ran.append(next(word for word in ("venv", "--require-hashes", "--editable") if word in command))
        if ran[-1] == "venv":
            setup_venv.python_of(venv).parent.mkdir(parents=True)
            setup_venv.python_of(venv).touch()
        return int(fails and ran[-1] == "--editable")

    monkeypatch.setattr("subprocess.call", call)
    fails = True
    assert main(["lab", "--venv", str(venv)]) == 1
    assert not (venv / "stamp.json").exists()
    setup_venv.python_of(venv).unlink()
    setup_venv.python_of(venv).parent.rmdir()
    fails = False
    assert main(["lab", "--venv", str(venv)]) == 0
    assert ran == ["venv", "--require-hashes", "--editable"] * 2
    assert main(["lab", "--venv", str(venv)]) == 0
    assert len(ran) == 6
    assert json.loads((venv / "stamp.json").read_text(encoding="utf-8"))["level"] == "lab"


def test_a_lock_with_other_sections_is_refused():
    """The three levels are what the Makefile's verbs ask for."""
    lock = "# header\n\n# --- lab (1 packages)\na==1\n\n# --- test (0 packages)\n\n# --- dev (0 packages)\n"
    assert tuple(read_sections(lock)) == LEVELS
    assert read_sections(lock)["lab"].strip() == "a==1"
    with pytest.raises(SetupError, match="restore the file"):
        read_sections(lock.replace("# --- dev", "# --- more"))


def test_this_python_is_new_enough():
    """The suite itself runs on a Python that the script accepts."""
    require_python(tuple(sys.version_info[:3]), sys.executable)

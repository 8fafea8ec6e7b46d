"""A package that is not there is told of in one line."""

import sys

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from exercises.lessons import needed as module
from exercises.lessons.model import model
from exercises.lessons.needed import MissingPackageError, needed


def test_what_is_there_is_imported():
    """A module inside a package too."""
    assert needed("PIL.Image").__name__ == "PIL.Image"


def test_what_is_missing_is_told_by_the_name_to_type():
    """Its import name may be another one than its package's."""
    module.PACKAGES["nosuchmodule"] = "no-such-package"
    try:
        with pytest.raises(MissingPackageError, match="needs the package no-such-package: run `make lab`"):
            needed("nosuchmodule.part")
    finally:
        del module.PACKAGES["nosuchmodule"]


def test_a_package_that_lacks_something_itself_is_not_called_missing(tmp_path, monkeypatch):
    """What is missing then is another one, and its name has to be seen."""
    (tmp_path / "halfthere.py").write_text("import nosuchmodule")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="nosuchmodule") as caught:
        needed("halfthere")
    assert not isinstance(caught.value, MissingPackageError)


def test_a_model_that_is_not_there_is_told_of(monkeypatch):
    """As chapter 10 asks for it."""
    monkeypatch.setitem(sys.modules, "magika", None)
    with pytest.raises(MissingPackageError, match="magika"):
        model.__wrapped__()


def test_a_notebook_shows_the_line_and_no_traceback(capsys):
    """IPython asks the exception how it wants to be shown."""
    shell = InteractiveShell(config=Config({"HistoryManager": {"enabled": False}}))  # it has a thread
    shell.run_cell("from exercises.lessons.needed import needed\nneeded('nosuchmodule')")
    shown = capsys.readouterr().out.strip()
    assert shown.startswith("This part needs the package nosuchmodule")
    assert len(shown.splitlines()) == 1

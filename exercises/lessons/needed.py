"""Packages that a chapter needs beside those of the course: there, or one line that says how to get them.

Inside:  ``needed``, and what it raises.
Outside: which packages these are (``pyproject.toml``, the extras ``real`` and ``distributed``).
"""

from __future__ import annotations

import importlib
from types import ModuleType

PACKAGES = {"PIL": "pillow"}  # import name -> the package's own, where they differ


class MissingPackageError(ImportError):
    """A package is not there; the message tells what to type, and is all that a notebook shows."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in the place of a traceback."""
        return [str(self)]


def needed(name: str) -> ModuleType:
    """Import a module by its name, and return it.

    Raises:
        MissingPackageError: its package is not installed.
    """
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        top = name.partition(".")[0]
        if error.name != top:  # it is there, and lacks something itself
            raise
        package = PACKAGES.get(top, top)
        raise MissingPackageError(
            f"This part needs the package {package}: run `make lab` once more, or `pip install {package}`."
        ) from None

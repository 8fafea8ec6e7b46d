"""A small model that its package ships: it tells of what kind a file is. A module, so that processes find it.

Inside:  ``model``, loaded once in each process; ``classify``, for a batch of files.
Outside: which files, and where it runs (the cells of chapter 10).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from exercises.lessons.needed import needed

Row = tuple[str, str, float]
"""A path, the kind of the file, and how sure the model is, from 0 to 1."""


@cache
def model() -> Any:
    """Magika, with its weights.

    Raises:
        MissingPackageError: it is not installed.
    """
    return needed("magika").Magika()


def classify(paths: Sequence[str]) -> list[Row]:
    """What each of these files is.

    Raises:
        OSError: the first of them that can't be read.
    """
    found = model().identify_paths(list(paths))
    for path, each in zip(paths, found, strict=True):
        if not each.ok:
            raise OSError(f"{path}: {each.status}")
    return [(str(path), str(each.output.label), each.score) for path, each in zip(paths, found, strict=True)]

"""Keeps every pytest run away from the developer's own progress file, and says how a run is shared out.

The progress: here, in tests and in nbval's kernels. A file for each test file and each notebook, so that
what ran before changes nothing. It stands beside ``tests/`` because `pytest --nbval exercises` reads no
conftest of theirs. Each xdist worker has its own.
"""

import os
import signal
import tempfile
from pathlib import Path

import pytest
from xdist.scheduler import LoadFileScheduling

VARIABLE = "PIPELINE_COURSE_PROGRESS"  # exercises/records/store.py reads it
WIDE_SECONDS = 900  # one wide test: hundreds of programs, on a machine that does other work
FOLDER = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Name a fresh file before anything is collected; folder and variable are put back at the end."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell does so for what it starts with &
        signal.signal(signal.SIGINT, signal.default_int_handler)  # and the tests of Ctrl-C would hang
    folder = tempfile.TemporaryDirectory(prefix="progress-", ignore_cleanup_errors=True)
    patch = pytest.MonkeyPatch()
    config.stash[FOLDER] = folder.name
    patch.setenv(VARIABLE, str(Path(folder.name) / "progress.sqlite3"))
    config.add_cleanup(patch.undo)
    config.add_cleanup(folder.cleanup)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What runs for minutes on purpose is no hang after one."""
    for item in items:
        if item.get_closest_marker("wide") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(WIDE_SECONDS))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Name this file's own, before a notebook's kernel starts and inherits it."""
    name = f"{item.path.parent.name}-{item.path.stem}.sqlite3"
    os.environ[VARIABLE] = str(Path(item.config.stash[FOLDER]) / name)


class ByFile(LoadFileScheduling):
    """As ``--dist=loadfile``, with the browser's files as one: they share a server, a browser and a tab."""

    def _split_scope(self, nodeid: str) -> str:
        scope: str = super()._split_scope(nodeid)
        return "tests/browser" if scope.startswith("tests/browser/") else scope


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile | None:
    """Share out by file where that is asked for."""
    return ByFile(config, log) if config.getoption("dist") == "loadfile" else None

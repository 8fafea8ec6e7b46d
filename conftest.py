"""Keeps every pytest run away from the developer's own progress file, and says how a run is shared out.

The progress: here, in tests and in nbval's kernels. A file for each test file and each notebook, so that
what ran before changes nothing. It stands beside ``tests/`` because `pytest --nbval exercises` reads no
conftest of theirs. Each xdist worker has its own.
"""

import os
import random
import signal
import socket
import tempfile
from pathlib import Path

import pytest
from jupyter_client.connect import LocalPortCache
from xdist.scheduler import LoadFileScheduling

VARIABLE = "PIPELINE_COURSE_PROGRESS"  # exercises/records/store.py reads it
KERNEL_PORTS = range(20_000, 32_000)  # below those that a system gives away itself: from 32,768 on, or later
WORKERS = 4  # of xdist, at most
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
    patch.setattr(LocalPortCache, "find_available_port", kernel_port)
    config.add_cleanup(patch.undo)
    config.add_cleanup(folder.cleanup)


def kernel_port(cache: LocalPortCache, ip: str) -> int:
    """A free port of a range that is this worker's.

    A kernel is told five that were free a moment ago, and dies where one of them has been given away
    meanwhile: to another worker's kernel, or to a test that asks for hundreds of pages.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    while True:
        port = random.SystemRandom().choice(KERNEL_PORTS[worker % WORKERS :: WORKERS])
        with socket.socket() as probe:
            try:
                probe.bind((ip, port))
            except OSError:
                continue
        if port not in cache.currently_used_ports:
            cache.currently_used_ports.add(port)
            return port


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

"""A cluster of dask on this machine, whose scheduler and workers are started by their command line.

Inside:  ``CommandLineCluster``: starts them, knows where they are, kills one, and ends them.
Outside: who connects to it (``distributed.Client``), what runs there (``elsewhere``, cells of chapter 11).

On several machines the same commands run, one a machine, with an address of the network.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from types import TracebackType
from typing import Self

from exercises.lessons.needed import needed

FILE = "cluster.json"  # the scheduler writes its address into it, and the workers read it there
SCHEDULER = f"dask scheduler --host 127.0.0.1 --port 0 --scheduler-file {FILE}"
WORKER = f"dask worker --host 127.0.0.1 --nthreads 1 --no-nanny --scheduler-file {FILE}"
# What a reader need not see: no page to look at, so no port of it; and whoever is forgotten ends by itself.
BESIDES = {
    SCHEDULER: "--no-dashboard --dashboard-address 127.0.0.1:0 --idle-timeout 300s",
    WORKER: "--no-dashboard --death-timeout 60 --memory-limit 0 --local-directory .",
}
PATIENCE = 60.0  # seconds for all of them to be there; two are enough on a machine that does nothing else


class CommandLineCluster:
    """Runs a scheduler and so many workers, each a process with one thread, while its ``with`` block lasts.

    Raises:
        MissingPackageError: ``distributed`` is not installed.
        RuntimeError: one of them did not start; with the last line that they wrote.

    Guarantees: listens on loopback only; leaving the block, by an exception too, ends every one of them.
    """

    def __init__(self, workers: int = 2) -> None:
        needed("distributed")
        self.address = ""
        self._count = workers

    def __enter__(self) -> Self:
        self._folder = TemporaryDirectory(prefix="cluster-", ignore_cleanup_errors=True)
        self._scheduler = self._start(SCHEDULER, "scheduler.log")
        self._workers = [
            self._start(WORKER, f"{n}.log") for n in range(self._count)
        ]  # they wait for the file
        try:
            self.address = self._all_there()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def running(self) -> list[int]:
        """The workers that are there, by number."""
        return [number for number, worker in enumerate(self._workers) if worker.poll() is None]

    def kill(self, number: int) -> None:
        """End one worker in the middle of whatever it does, and wait until it is gone."""
        self._workers[number].kill()
        self._workers[number].wait()

    def _start(self, command: str, name: str) -> subprocess.Popen[bytes]:
        # It stays in the process group of this one: whatever ends the kernel's group ends it too.
        with (Path(self._folder.name) / name).open("wb") as log:
            return subprocess.Popen(  # noqa: S603 - this interpreter, and the commands above
                [sys.executable, "-m", *command.split(), *BESIDES[command].split()],
                cwd=self._folder.name, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    def _all_there(self) -> str:
        """Wait for all of them; return the scheduler's address."""
        file = Path(self._folder.name) / FILE
        end = monotonic() + PATIENCE
        while not file.exists() or not file.stat().st_size:
            self._require_running(end)
            sleep(0.01)
        address: str = json.loads(file.read_text(encoding="utf-8"))["address"]
        with needed("distributed").Client(address, set_as_default=False) as client:
            while len(client.nthreads()) < self._count:
                self._require_running(end)
                sleep(0.01)
        return address

    def _require_running(self, end: float) -> None:
        logs = {"scheduler": self._scheduler, **{str(n): each for n, each in enumerate(self._workers)}}
        for name, process in logs.items():
            if process.poll() is not None or monotonic() > end:
                lines = (Path(self._folder.name) / f"{name}.log").read_text(encoding="utf-8").splitlines()
                raise RuntimeError(f"the cluster did not start: {lines[-1] if lines else 'without a word'}")

    def _end(self) -> None:
        for process in [*self._workers, self._scheduler]:
            process.kill()
        for process in [*self._workers, self._scheduler]:
            process.wait()
        self._folder.cleanup()

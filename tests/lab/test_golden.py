"""Same program, same schedule, same grain: same run, in this Python, in a fresh process, in a notebook."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from jupyter_client.manager import KernelManager

from tests.lab import golden

pytestmark = pytest.mark.timeout(300)  # every program, several times: half a minute on a quiet machine

ROOT = Path(__file__).resolve().parents[2]


def test_every_python_does_what_is_stored() -> None:
    """Outcome, result, steps, time, text, schedule and events are those of the Python that stored them."""
    assert golden.differences() == []


@pytest.mark.wide  # the test above, in a process that has run much else, is the harder one
@pytest.mark.parametrize("seed", ["0", "123"])
def test_a_fresh_process_does_the_same(seed: str) -> None:
    """Neither the process nor the hash seed shows."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "tests.lab.golden"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr


CELLS = [
    """import threading, queue, time
from time import sleep
from threading import Thread, Lock
from pipeline_core import lab""",
    "lock = Lock()\nwork = queue.Queue(1)\ncount = 0",
    """
def program():
    global count
    count = 0
    def bump():
        global count
        with lock:
            print('in', threading.current_thread().name)
        seen = count
        sleep(1)
        count = seen + 1
    threads = [Thread(target=bump) for _ in range(2)]
    for t in threads: t.start()
    for t in threads: t.join()
    return count
run = lab.simulate(program)
print(run.outcome, run.result, run.elapsed, repr(run.output))
""",
    """found = lab.explore(program, check=lambda run: run.result == 2)
print(found.failure.result, 'seen = count' in str(found))""",
    """
def stuck():
    work.put(1)
    work.put(2)
print(lab.simulate(stuck).explain().splitlines()[1].strip())
print(work.qsize(), lock.locked(), type(lock).__name__ == type(Lock()).__name__)
""",
]  # fmt: skip
EXPECTED = [
    "finished 1 1.0 'in Thread-1 (bump)\\nin Thread-2 (bump)\\n'",
    "1 True",
    "MainThread waits to put into queue `work` (full: 1 of 1), at line 3: work.put(2)",
    "1 False True",
]


def test_it_works_in_an_ipython_kernel() -> None:
    """Cells, ``from`` imports, locks and queues of earlier cells, print in a thread: as in a script."""
    manager = KernelManager()
    manager.start_kernel(cwd=str(ROOT), env={**os.environ, "PYTHONPATH": str(ROOT)})
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=40)
        lines: list[str] = []

        def hear(message: dict) -> None:
            if message["msg_type"] == "stream" and message["content"]["name"] == "stdout":
                lines.extend(message["content"]["text"].splitlines())

        for cell in CELLS:
            reply = client.execute_interactive(cell, timeout=40, output_hook=hear)
            assert reply["content"]["status"] == "ok", reply["content"]
        assert lines == EXPECTED
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        manager.cleanup_resources()

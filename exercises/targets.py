"""Work that a process can be given: functions that another interpreter can import.

Inside:  ``wait``, ``count_letters``, ``hash_text``, ``compress``; ``remember``; ``side_by_side``, which
         measures threads or processes that do one of them at the same time.
Outside: cells: a function that lives in a cell has no address from which a new process could import it.

A new process starts with an empty heap: it imports this module anew, and all it is told are the arguments
that it was given, as copies. The spawn method is the one that Windows and macOS use; it is used everywhere
here, so that what works on one machine works on the others.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import threading
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from queue import Queue
from time import monotonic, sleep, thread_time
from typing import Any, NamedTuple

LIBRARY = Path(os.__file__).parent
"""Where this interpreter keeps its standard library: real text, on every machine."""

PATIENCE = 60.0  # seconds until somebody who does not come is given up on
_processes = multiprocessing.get_context("spawn")
Process = _processes.Process


@cache
def text(size: int = 500_000) -> str:
    """So many characters of the standard library's own source."""
    names = ("argparse", "inspect", "tarfile", "doctest", "turtle")
    whole = "".join((LIBRARY / f"{name}.py").read_text(encoding="utf-8") for name in names)
    return (whole * (1 + size // len(whole)))[:size]


def wait() -> None:
    """Wait for 100 ms, as for a disk or a server."""
    sleep(0.1)


def count_letters() -> dict[str, int]:
    """Count every character, in pure Python."""
    counts: dict[str, int] = {}
    for letter in text():
        counts[letter] = counts.get(letter, 0) + 1
    return counts


def hash_text() -> str:
    """Hash the text over and over: C code that lets go of the GIL."""
    data, digest = text().encode(), hashlib.sha256()
    for _ in range(60):
        digest.update(data)
    return digest.hexdigest()


def compress() -> int:
    """Compress the text: C code that lets go of the GIL; how many bytes are left."""
    return len(zlib.compress(text().encode(), 9))


def remember(shelf: list[str], item: str) -> None:
    """Append to a list: the caller's own in a thread, a copy of it in a process."""
    shelf.append(item)


class Span(NamedTuple):
    """When one of them was at work, and how much of that time a core worked for it; in seconds."""

    start: float
    end: float
    cpu: float


class Measured(NamedTuple):
    """``elapsed``: seconds from first start to last end; ``cores``: how many were busy, on average."""

    elapsed: float
    cores: float


def _measure(work: Callable[[], Any], gate: Any, spans: Any) -> None:
    """Do the work once everybody has come, and tell when that was."""
    work()  # once before: caches are filled, and the processor is awake
    gate.wait(PATIENCE)
    start, cpu = monotonic(), thread_time()
    work()
    spans.put(Span(start, monotonic(), thread_time() - cpu))


def side_by_side(work: Callable[[], Any], count: int = 2, *, processes: bool = False) -> Measured:
    """Let so many threads, or processes, do the same work at the same time.

    What it takes to start them is left out: they wait for each other before they begin.

    Args:
        work: a function of no arguments; for processes one that can be imported.
        count: how many do it.
        processes: processes instead of threads.
    """
    gate: Any
    spans: Any
    if processes:
        make, gate, spans = Process, _processes.Barrier(count), _processes.Queue()
    else:
        make, gate, spans = threading.Thread, threading.Barrier(count), Queue()  # type: ignore[assignment]
    workers = [make(target=_measure, args=(work, gate, spans)) for _ in range(count)]
    for worker in workers:
        worker.start()
    found = [spans.get(timeout=2 * PATIENCE) for _ in workers]
    for worker in workers:
        worker.join()
    elapsed = max(span.end for span in found) - min(span.start for span in found)
    return Measured(elapsed, sum(span.cpu for span in found) / elapsed)

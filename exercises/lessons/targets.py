"""Work that a process can be given: functions that another interpreter can import.

Inside:  ``wait``, ``count_letters``, ``hash_text``, ``compress``; ``remember``; ``side_by_side``, which
         measures threads or processes that do one of them at the same time; ``alternating``, which
         compares several numbers of threads.
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
from collections.abc import Callable, Sequence
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
def text(size: int = 200_000) -> str:
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
    for _ in range(75):
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


def _measure(work: Callable[[], Any], gate: Any, spans: Any, rounds: int) -> None:
    """Do the work once everybody has come, as often as told, and tell when that was."""
    work()  # once before: caches are filled, and the processor is awake
    for place in range(rounds):
        gate.wait(PATIENCE)
        start, cpu = monotonic(), thread_time()
        work()
        spans.put((place, Span(start, monotonic(), thread_time() - cpu)))


def side_by_side(
    work: Callable[[], Any], count: int = 2, *, processes: bool = False, rounds: int = 1
) -> Measured:
    """Let so many threads, or processes, do the same work at the same time.

    What it takes to start them is left out: they wait for each other before they begin.

    Args:
        work: a function of no arguments; for processes one that can be imported.
        count: how many do it.
        processes: processes instead of threads.
        rounds: how often; the shortest round counts, the one in which other programs disturbed least.
    """
    gate: Any
    spans: Any
    if processes:
        make, gate, spans = Process, _processes.Barrier(count), _processes.Queue()
    else:
        make, gate, spans = threading.Thread, threading.Barrier(count), Queue()  # type: ignore[assignment]
    workers = [make(target=_measure, args=(work, gate, spans, rounds)) for _ in range(count)]
    for worker in workers:
        worker.start()
    found: list[list[Span]] = [[] for _ in range(rounds)]
    for _ in range(rounds * count):
        place, span = spans.get(timeout=2 * PATIENCE)
        found[place].append(span)
    for worker in workers:
        worker.join()
    return _shortest([_together(spans) for spans in found])


def alternating(
    work: Callable[[], Any], counts: Sequence[int] = (1, 2), *, rounds: int = 3
) -> list[Measured]:
    """The same work by so many threads, for each of ``counts``: one, two, one, two …; the shortest of each.

    A machine is busy for a while, not for a moment. Taken in turns, the measurements that are compared
    were disturbed alike. How long and how many cores always belong to the same measurement.
    """
    found = [[side_by_side(work, count) for count in counts] for _ in range(rounds)]
    return [_shortest(measured) for measured in zip(*found, strict=True)]


def _together(spans: Sequence[Span]) -> Measured:
    elapsed = max(span.end for span in spans) - min(span.start for span in spans)
    return Measured(elapsed, sum(span.cpu for span in spans) / elapsed)


def _shortest(found: Sequence[Measured]) -> Measured:
    return min(found, key=lambda each: each.elapsed)

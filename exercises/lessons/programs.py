"""What chapters run: threads by their functions' names, a log to read, and work for threads or processes.

Inside:  ``run_threads``, ``write_log``; ``never_ended`` and ``states``, how a run left its threads;
         ``wait``, ``count_letters``, ``hash_text``, ``compress``, ``remember``: work that a process can be
         given; ``side_by_side`` and ``alternating``, which measure it.
Outside: a program of its own, that is started and cut off (``daemon_writer``), drawings (``drawings``).

A new process starts with an empty heap: it imports this module anew, and all it is told are the arguments
that it was given, as copies. So its work stands here: a function that lives in a cell has no address from
which it could be imported. The spawn method is the one that Windows and macOS use; it is used everywhere
here, so that what works on one machine works on the others.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
import threading
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from queue import Queue
from threading import Thread
from time import monotonic, sleep, thread_time
from typing import Any, NamedTuple

from pipeline_core.lab import Run
from pipeline_core.lab.story.vocabulary import operation

PAGES = ("/", "/cart", "/search", "/account")
CUT = (20, 45)  # the lines of the log that were cut short

LIBRARY = Path(os.__file__).parent
"""Where this interpreter keeps its standard library: real text, on every machine."""

PATIENCE = 60.0  # seconds until somebody who does not come is given up on
_processes = multiprocessing.get_context("spawn")
Process = _processes.Process


# -- threads, and how a run left them --------------------------------------------------------


def run_threads(*functions: Callable[[], object]) -> None:
    """Run each function in a thread of its own, and wait for all of them.

    A thread is called after its function; one that is given twice runs twice, as "parse 1" and "parse 2".
    A ``functools.partial`` is called after the function inside.
    """
    names = [getattr(function, "func", function).__name__ for function in functions]
    threads = []
    met = Counter[str]()
    for function, name in zip(functions, names, strict=True):
        met[name] += 1
        full = f"{name} {met[name]}" if names.count(name) > 1 else name
        threads.append(Thread(target=function, name=full))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def write_log(path: Path, lines: int = 60, seed: int = 2) -> None:
    """Write the log of a small shop, the same for the same seed; lines 20 and 45 are cut short.

    Args:
        path: the file; its folder must be there.
        lines: how many lines, those that are cut short included.
        seed: another number, another log.
    """
    dice = random.Random(seed)  # noqa: S311 - a log, not a secret
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for number in range(lines):
            page = PAGES[int(4 * dice.random())]
            took = int(5 + 300 * dice.random())
            line = f"10:{number // 60:02}:{number % 60:02} GET {page} {took} ms"
            file.write((line[:14] if number + 1 in CUT else line) + "\n")


def never_ended(run: Run) -> list[str]:
    """The threads that a run of the lab left waiting, in the order of their start; without the main one."""
    return [status.thread for status in run.statuses[1:] if not status.done]


def states(run: Run, *names: str) -> dict[str, str]:
    """How a run of the lab left these threads, in the words of ``flow_state``: {"count": "starved"}."""
    left = {each.thread: operation(each.kind).state for each in run.stuck}
    return {name: left.get(name, "finished") for name in names}


# -- work that a process can be given --------------------------------------------------------


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
    data = text().encode()
    digest = hashlib.sha256()
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
        start = monotonic()
        cpu = thread_time()
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
    make: Any
    gate: Any
    spans: Any
    if processes:
        make = Process
        gate = _processes.Barrier(count)
        spans = _processes.Queue()
    else:
        make = threading.Thread
        gate = threading.Barrier(count)
        spans = Queue()
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

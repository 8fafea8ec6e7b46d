"""The demo: one shape of pipeline, on simulated input and on the files of a folder.

Inside:  the workers of both, what they are fed with, where the pool of the last stage may be, how they are
         run, and the report on how it went.
Outside: what becomes of the results, the command line and its exit codes (__main__).

    input -> queue 1 -> prepare -> queue 2 -> work, may fail -> queue 3 -> a pool, in order -> output
"""

import hashlib
import logging
import random
import signal
import stat
import sys
import tempfile
import textwrap
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any, Literal

from pipeline_core import BaseWorker, PipelineManager, PipelineStopped, PoolWorker, Stats

REVIEWS = 80
CHUNK = 1 << 20  # bytes: the most of one file that is held in memory
LISTED = 20  # failures; the rest are only counted
PLACES = ("threads", "processes", "dask")
SUB_WORKERS = 4  # of the pool, wherever it is

# --- simulated input: what guests write about a tea room ---------------------------------------

THINGS = ("tea", "cake", "waiter", "window", "music")
WEIGHTS = {
    "splendid": 3,
    "friendly": 2,
    "good": 1,
    "quick": 1,
    "plain": 0,
    "slow": -1,
    "cold": -2,
    "awful": -3,
}
VOCABULARY = WEIGHTS | dict.fromkeys((*THINGS, "the", "was", "and"), 0)


@dataclass(slots=True)
class Review:
    """What moves through the pipeline. Each stage adds to it, hands it on, and touches it no more."""

    text: str
    words: Sequence[str] = ()
    score: int = 0
    finished: float = 0.0


class PreProcessingWorker(BaseWorker):
    """Cuts a review into words."""

    def process_item(self, item: Review) -> Review:
        """Take 8 ms; waiting for the stop event instead of sleeping lets a stop cut it short."""
        self.stop_event.wait(0.008)
        item.words = item.text.lower().replace(".", "").split()
        return item


class ModelInferenceWorker(BaseWorker):
    """Scores the words with a simulated model, which raises on a word that it does not know."""

    weights: dict[str, int]

    def setup(self) -> None:
        """Load the model: once for each worker, in the worker's own thread."""
        self.weights = dict(VOCABULARY)

    def process_item(self, item: Review) -> Review:
        """Take 7 ms a word. Whether it fails depends on the item alone, not on who has it or when."""
        self.stop_event.wait(0.007 * len(item.words))
        for word in item.words:
            if word not in self.weights:
                raise ValueError(f"no weight for the word {word!r}")
        item.score = sum(self.weights[word] for word in item.words)
        return item


class PostProcessingWorker(PoolWorker):
    """Does the last step in a pool: sub-tasks overtake each other, and their results leave in order."""

    num_sub_workers = SUB_WORKERS

    def process_item(self, item: Review) -> Review:
        """Take longer over strong opinions."""
        self.stop_event.wait(seconds_for(item))
        item.finished = time.perf_counter()
        return item


def post_process(item: Review) -> Review:
    """Do the same in another process, which has no stop event of ours."""
    time.sleep(seconds_for(item))
    item.finished = time.perf_counter()  # one clock for all processes of a machine
    return item


def seconds_for(item: Review) -> float:
    """Tell how many seconds a review takes."""
    return 0.035 + 0.02 * abs(item.score)


def reviews() -> list[Review]:
    """Make the input: the same reviews every time."""
    dice = random.Random(4)  # noqa: S311 - it hides nothing, and the same items have to fail in every run
    views = (*WEIGHTS, *WEIGHTS, "meh")
    sentence = "The {} was {} and the {} {}."
    return [
        Review(sentence.format(*(dice.choices(words)[0] for words in (THINGS, views, THINGS, views))))
        for _ in range(REVIEWS)
    ]


def demo_pipeline(
    workers: int = 2, progress: bool = False, executor: Executor | None = None
) -> PipelineManager:
    """Put the course's pipeline together.

    Args:
        workers: how many threads the model has.
        progress: whether the bar is shown.
        executor: what runs the sub-tasks of the last stage, instead of threads of its own.
    """
    manager = PipelineManager(num_total_items=REVIEWS, maxsize=10, progress=progress, name="demo")
    manager.add_worker(PreProcessingWorker)
    manager.add_worker(ModelInferenceWorker, workers=workers, on_error="skip")
    add_pool(manager, PostProcessingWorker, post_process, executor)
    return manager


def add_pool(
    manager: PipelineManager,
    worker: type[PoolWorker],
    function: Callable[[Any], Any],
    executor: Executor | None,
    on_error: Literal["raise", "skip"] = "raise",
) -> None:
    """Add a pool: the worker, with threads of its own, or on an executor the function that does the same."""
    if executor is None:
        manager.add_worker(worker, on_error=on_error)
    else:
        elsewhere = {"executor": executor, "max_in_flight": 2 * SUB_WORKERS}
        name = worker.__name__
        manager.add_worker(PoolWorker.of(function), name, on_error=on_error, worker_args=elsewhere)


# --- real input: every file under a folder -----------------------------------------------------


@dataclass(slots=True)
class File:
    """One file on its way.

    Attributes:
        content: all of it, from reading to hashing. None where that is more than ``CHUNK``: then each stage
            reads the file again, piece by piece, so that memory is bounded, however large a file.
        compressed: the bytes that zlib makes of it.
        entropy: bits a byte, see ``MeasureWorker``.
        digest: the first half of its SHA-256.
    """

    path: Path
    content: bytes | None = None
    size: int = 0
    compressed: int = 0
    entropy: float = 0.0
    digest: bytes = b""

    def chunks(self, stop_event: threading.Event | None = None) -> Iterator[bytes]:
        """Yield the content. Once ``stop_event`` is set, ``PipelineStopped`` ends it after one piece."""
        if self.content is not None:
            yield self.content
            return
        with self.path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
                if stop_event is not None and stop_event.is_set():
                    raise PipelineStopped


class ReadWorker(BaseWorker):
    """Reads a file. One that cannot be read raises, and so is this item's failure."""

    def process_item(self, item: Path) -> File:
        """Ask for one byte more than is kept: if it comes, the file is too large to be kept."""
        with item.open("rb") as file:
            content = file.read(CHUNK + 1)
        return File(item, content if len(content) <= CHUNK else None)


class MeasureWorker(BaseWorker):
    """Measures how far a file can be compressed, and its entropy; both in C, with the GIL released.

    Counting bytes in Python is slow and holds the GIL. But Huffman's code gives a byte the more bits the
    rarer it is, so what zlib makes with that code alone is about as long as Shannon's entropy says. It cannot
    say less than one bit a byte, and in a small file its table counts too, some 80 bytes.
    """

    def process_item(self, item: File) -> File:
        """Squeeze it twice: as well as zlib can, and byte by byte."""
        best = zlib.compressobj()
        huffman = zlib.compressobj(wbits=-15, memLevel=9, strategy=zlib.Z_HUFFMAN_ONLY)
        coded = 0
        for chunk in item.chunks(self.stop_event):
            item.size += len(chunk)
            item.compressed += len(best.compress(chunk))
            coded += len(huffman.compress(chunk))
        item.compressed += len(best.flush())
        coded += len(huffman.flush())
        item.entropy = min(8.0, 8 * coded / item.size) if item.size else 0.0
        return item


class HashWorker(PoolWorker):
    """Computes SHA-256 in a pool; hashlib releases the GIL too. The content goes no further."""

    num_sub_workers = SUB_WORKERS

    def process_item(self, item: File) -> File:
        """Hash it, and let go of the content."""
        return hashed(item, self.stop_event)


def hashed(item: File, stop_event: threading.Event | None = None) -> File:
    """Do so here or in another process, which has no stop event of ours."""
    sha = hashlib.sha256()
    for chunk in item.chunks(stop_event):
        sha.update(chunk)
    item.digest = sha.digest()[:16]
    item.content = None
    return item


KINDS = {
    stat.S_IFLNK: "symbolic link",
    stat.S_IFIFO: "named pipe",
    stat.S_IFSOCK: "socket",
    stat.S_IFCHR: "device",
    stat.S_IFBLK: "device",
}


def files_under(folder: Path, left_out: Counter[str]) -> Iterator[Path]:
    """Yield each regular file, in the same order every time; count all else in ``left_out``, by kind.

    Links are not followed: nothing comes twice, and no loop is endless. A folder that cannot be listed, or an
    entry that cannot be looked at, is yielded like a file: reading it fails, and failures are listed.
    """
    ahead = [folder]
    while ahead:
        path = ahead.pop()
        try:
            mode = path.lstat().st_mode
            if stat.S_ISDIR(mode):
                ahead += sorted(path.iterdir(), reverse=True)
                continue
        except OSError:
            yield path
            continue
        if stat.S_ISREG(mode):
            yield path
        else:
            left_out[KINDS.get(stat.S_IFMT(mode), "other")] += 1


def folder_pipeline(
    workers: int = 2, progress: bool = False, executor: Executor | None = None
) -> PipelineManager:
    """Put the same shape together for files; ``workers`` is how many threads measure."""
    # no num_total_items: counting first would mean to walk through the folder twice
    manager = PipelineManager(maxsize=16, progress=progress, name="files")
    manager.add_worker(ReadWorker, on_error="skip")
    manager.add_worker(MeasureWorker, workers=workers, on_error="skip")
    add_pool(manager, HashWorker, hashed, executor, on_error="skip")
    return manager


# --- where the pool is -------------------------------------------------------------------------


@contextmanager
def executor_on(place: str) -> Iterator[Executor | None]:
    """Start what the pool runs on, and end it behind the block.

    Args:
        place: one of ``PLACES``. "threads": the pool's own, and None is yielded. "processes": of this
            machine. "dask": a cluster of two processes with two threads each, on its loopback.

    Raises:
        ModuleNotFoundError: "dask" is asked for, and the package ``distributed`` is not installed.
    """
    if place == "threads":
        yield None
    elif place == "processes":
        spawn = get_context("spawn")
        with ProcessPoolExecutor(
            SUB_WORKERS, mp_context=spawn, initializer=ready, initargs=(spawn.Barrier(SUB_WORKERS),)
        ) as executor:
            with deaf():
                for _ in range(SUB_WORKERS):
                    executor.submit(int)  # each starts a process, as none is idle until all are there
            yield executor
    else:
        from distributed import Client, LocalCluster  # noqa: PLC0415 - an extra, and a second to import

        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            here = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0", "local_directory": folder}
            quiet = logging.CRITICAL  # else its processes tell of each sub-task that Ctrl-C has called back
            with deaf():
                cluster = LocalCluster(
                    n_workers=2, threads_per_worker=SUB_WORKERS // 2, silence_logs=quiet, **here
                )
            with cluster, Client(cluster) as client:
                yield client.get_executor(pure=False)  # else equal items would be worked on once


@contextmanager
def deaf() -> Iterator[None]:
    """Let the processes that are started in the block ignore Ctrl-C, from their first step on.

    It reaches every process of a terminal; they leave it to this one, which ends them. For the main thread.
    """
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heard)


def ready(all_there: Barrier) -> None:
    """Begin as a process of the pool. On Windows nothing is inherited: so it turns deaf itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    all_there.wait()


# --- running, and telling how it went ----------------------------------------------------------


def consume(manager: PipelineManager, source: Iterable[Any], take: Callable[[Any], object]) -> bool:
    """Run a pipeline and give each result to ``take`` as it comes; return whether it came to its end.

    Ctrl-C is the other end. All threads have left either way.
    """
    with manager:
        manager.start(source)
        if manager.pbar is not None and not sys.stderr.isatty():
            manager.pbar.mininterval = 3600  # seconds: in a log, the first and the last state will do
        try:
            for result in manager.results():
                take(result)
        except KeyboardInterrupt:
            return False
    return True


def report(manager: PipelineManager) -> Iterator[str]:
    """Yield the lines that say how it went: failures, a row for each stage, and what set the pace."""
    failures = manager.failures
    yield f"Failures: {len(failures) or 'none'}"
    for failure in failures[:LISTED]:
        yield "  " + printable(str(failure))
    if len(failures) > LISTED:
        yield f"  ... and {len(failures) - LISTED} more"
    yield ""
    yield "stage                 workers     in    out failed working starved blocked queue"
    for row in manager.stats():
        yield stage_row(row)
    yield ""
    yield from textwrap.wrap(str(manager.diagnose()), 79)


def stage_row(row: Stats) -> str:
    """Make one line of a stage's figures. Times are shares of all that its workers had."""
    times = row.working_s, row.starved_s, row.blocked_s
    shares = "".join(f"{part / (sum(times) or 1):>8.0%}" for part in times)
    counts = f"{row.workers:>8}{row.items_in:>7}{row.items_out:>7}{row.failed:>7}"
    return f"{row.stage:<21}{counts}{shares}{f'{row.depth_max}/{row.maxsize}':>6}"


def printable(text: str) -> str:
    """Escape what a terminal cannot show, or would obey: file names may hold anything."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)

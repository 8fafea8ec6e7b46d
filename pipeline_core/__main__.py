"""The command line: ``python -m pipeline_core`` runs the demo; a folder behind it is the input instead.

Inside:  the arguments, what becomes of the results, exit codes.
Outside: the pipelines, and the report on how they went (demo).

Exit codes: 0 came to its end, failures are listed; 2 wrong arguments; 130 Ctrl-C; 141 nobody reads on.
"""

import argparse
import io
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from pipeline_core.demo import (
    PLACES,
    File,
    Review,
    consume,
    demo_pipeline,
    executor_on,
    files_under,
    folder_pipeline,
    printable,
    report,
    reviews,
)

ROWS = 6  # of the table
TOP = 3  # of each list
RANKED = 4000  # bytes: the entropy of a smaller file says little
INTERRUPTED = "Interrupted. This is what was done so far.\n"
SHAPE = """\
input -> queue 1 -> {} -> queue 2 -> {} x {}
      -> queue 3 -> {} (a pool{}, in order) -> output
"""
NO_DASK = "--on dask needs the package distributed: run `make demo` once more, or `pip install distributed`."


class Tally:
    """Files added up."""

    def __init__(self) -> None:
        self.files = 0
        self.size = 0
        self.compressed = 0
        self.bits = 0.0

    def add(self, file: File) -> None:
        """Count one more."""
        self.files += 1
        self.size += file.size
        self.compressed += file.compressed
        self.bits += file.entropy * file.size

    def row(self, name: str) -> str:
        """Make one line of the table; the entropy is the mean over all bytes."""
        shares = f"{self.compressed / self.size:>15.0%}{self.bits / self.size:>15.2f}" if self.size else ""
        return f"{fit(name, 16):<16}{self.files:>12,}{human(self.size):>12}{shares}"


class Summary:
    """What is kept of the files that came out: sums, extremes, and a digest each to know duplicates by."""

    def __init__(self) -> None:
        self.all = Tally()
        self.suffixes: dict[str, Tally] = {}
        self.highest: list[File] = []
        self.lowest: list[File] = []
        self.copies: Counter[bytes] = Counter()
        self.repeated: dict[bytes, File] = {}

    def add(self, file: File) -> None:
        """Take one result."""
        self.all.add(file)
        self.suffixes.setdefault(file.path.suffix.lower() or "no suffix", Tally()).add(file)
        if file.size >= RANKED:
            self.highest = sorted([*self.highest, file], key=lambda other: -other.entropy)[:TOP]
            self.lowest = sorted([*self.lowest, file], key=lambda other: other.entropy)[:TOP]
        if file.size:
            self.copies[file.digest] += 1
            if self.copies[file.digest] > 1:
                self.repeated[file.digest] = file

    def lines(self, folder: Path) -> Iterator[str]:
        """Yield the table, then the files that stand out."""
        yield f"{'suffix':<16}{'files':>12}{'size':>12}{'compressed to':>15}{'entropy, bits':>15}"
        rows = sorted(self.suffixes.items(), key=lambda row: -row[1].size)
        for suffix, tally in rows[:ROWS]:
            yield tally.row(suffix)
        if len(rows) > ROWS:
            yield f"and {counted(len(rows) - ROWS, 'other')}"
        yield self.all.row("all")
        for title, files in ("Highest", self.highest), ("Lowest", self.lowest):
            if files:
                yield f"\n{title} entropy, in bits a byte, among files of {human(RANKED)} and more:"
            for file in files:
                yield f"{file.entropy:>9.2f}  " + fit(file.path.relative_to(folder), 67)
        again = [(self.copies[digest] - 1, file) for digest, file in self.repeated.items()]
        count = sum(copies for copies, _ in again)
        size = sum(copies * file.size for copies, file in again)
        yield f"\nDuplicates: {counted(count, 'file')} the same as another, {human(size)} in all"
        for copies, file in sorted(again, key=lambda pair: -pair[0] * pair[1].size)[:TOP]:
            yield f"{copies + 1:>9,} x {human(file.size):>8}  " + fit(file.path.relative_to(folder), 56)


def human(size: int) -> str:
    """Write a number of bytes for a reader."""
    for unit, name in (1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB"):
        if size >= unit:
            return f"{size / unit:,.1f} {name}"
    return f"{size} B"


def counted(number: int, what: str) -> str:
    """Write a number of things."""
    return f"{number:,} {what}{'s' * (number != 1)}"


def fit(text: str | Path, width: int) -> str:
    """Make ``text`` printable and not wider than ``width``: of a path, its end says more than its front."""
    line = printable(str(text))
    return line if len(line) <= width else "..." + line[3 - width :]


def show_shape(first: str, second: str, workers: int, third: str, place: str) -> None:
    """Draw the pipeline, and where its pool is."""
    print(SHAPE.format(first, second, workers, third, "" if place == "threads" else f" on {place}"))


def run_demo(workers: int, progress: bool, place: str) -> int:
    """Run the course's pipeline and tell how it went."""
    show_shape("PreProcessingWorker", "ModelInferenceWorker", workers, "PostProcessingWorker", place)
    source = reviews()
    results: list[Review] = []
    with executor_on(place) as executor:
        manager = demo_pipeline(workers, progress, executor)
        finished = consume(manager, source, results.append)
    print("" if finished else INTERRUPTED)
    overtaken = sum(front.finished > behind.finished for front, behind in pairwise(results))
    print(f"Output: {len(results)} of {len(source)} reviews, in the order of the input, though")
    print(f"{counted(overtaken, 'sub-task')} had finished before the one in front. The first:")
    for review in results[:TOP]:
        print(f"{review.score:>+4}  {review.text}")
    print("", *report(manager), sep="\n")
    return 0 if finished else 130


def run_folder(folder: Path, workers: int, progress: bool, place: str) -> int:
    """Run every file under ``folder`` through the pipeline and tell what was found."""
    show_shape("ReadWorker", "MeasureWorker", workers, "HashWorker", place)
    summary = Summary()
    left_out = Counter[str]()
    folder = folder.resolve()
    with executor_on(place) as executor:
        manager = folder_pipeline(workers, progress, executor)
        begun = time.perf_counter()
        finished = consume(manager, files_under(folder, left_out), summary.add)
        seconds = time.perf_counter() - begun
    print("" if finished else INTERRUPTED)
    done = f"{counted(summary.all.files, 'file')}, {human(summary.all.size)}, in {seconds:.1f} s"
    print(f"{done}: {fit(folder, 48)}")
    kinds = ", ".join(counted(number, kind) for kind, number in sorted(left_out.items()))
    print(f"Left out, neither read nor followed: {kinds or 'nothing'}\n")
    print(*summary.lines(folder), "", *report(manager), sep="\n")
    return 0 if finished else 130


def at_least_one(text: str) -> int:
    """Read a number of workers."""
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"a whole number of at least 1 is needed, not {text!r}")
    return number


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m pipeline_core",
        description="Watch a threaded pipeline at work: on simulated input, or on every file under DIR. "
        "Files are read, measured and hashed; nothing is written.",
    )
    parser.add_argument("folder", nargs="?", metavar="DIR", help="the folder; links in it are not followed")
    parser.add_argument(
        "--workers", type=at_least_one, default=2, metavar="N", help="threads in the middle (2)"
    )
    parser.add_argument(
        "--on", choices=PLACES, default="threads", help="where the pool of the last stage runs (threads)"
    )
    parser.add_argument("--quiet", action="store_true", help="no progress bar")
    return parser.parse_args(arguments)


def run(options: argparse.Namespace) -> int:
    """Do what the command line says."""
    progress = not options.quiet and sys.stderr is not None
    if options.on == "dask" and find_spec("distributed") is None:
        print(NO_DASK, file=sys.stderr)
        return 2
    if options.folder is None:
        return run_demo(options.workers, progress, options.on)
    try:
        os.scandir(options.folder).close()
    except OSError as error:
        wrong = f"DIR must be a folder that can be read, not {options.folder!r}: {error.strerror}"
        print(wrong, file=sys.stderr)
        return 2
    return run_folder(Path(options.folder), options.workers, progress, options.on)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a console need not know every sign of a file name
    try:
        code = run(parse(arguments))
        print(end="", flush=True)  # whether anybody reads on shows here, not when the interpreter ends
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        for stream in (sys.stdout, sys.stderr):  # what is still to be flushed at exit goes nowhere
            if stream is not None:
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return 141
    return code


if __name__ == "__main__":
    sys.exit(main())

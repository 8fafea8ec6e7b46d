"""Work for other processes, which find it here by its name; and what gets lost on the way there.

Inside:  ``steps``, ``longest``: pure Python; ``note``, ``NOTES``: a list of the module, one in each process;
         ``noted_in``: work that leaves a line when it begins;
         ``END``, ``until_the_end``: a mark that is compared by identity; ``quiet``, ``reason``: what an error
         says, in a line.
Outside: the executors (the cells of chapter 11), what a batch costs (``batches``), a cluster (``clusters``).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from time import sleep
from typing import Any

from pipeline_core import SENTINEL, PipelineError

NOTES: list[int] = []
END = object()


def steps(number: int) -> int:
    """How many steps Collatz's rule needs from a number to 1: n / 2 if it is even, else 3 n + 1."""
    count = 0
    while number != 1:
        number = number // 2 if number % 2 == 0 else 3 * number + 1
        count += 1
    return count


def longest(numbers: Iterable[int]) -> int:
    """The most steps that any of these numbers needs."""
    return max(map(steps, numbers))


def note(number: int) -> int:
    """Note a number in the list of this module, and return how many are noted there."""
    NOTES.append(number)
    return len(NOTES)


def noted_in(path: str, number: int) -> int:
    """Leave a line in a file, which tells that this number is begun; then take 50 ms."""
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(f"{number}\n")
    sleep(0.05)
    return number


def until_the_end(source: Any, seen: Any, ours: bool) -> None:
    """Take items from a queue until the end, and put into another one what was taken for what.

    Args:
        source: a queue of ``multiprocessing``, as ``seen``.
        seen: gets "item" for each item, and "end" for the end.
        ours: whether the end is the library's ``SENTINEL``; else it is ``END``.
    """
    end = SENTINEL if ours else END
    while source.get() is not end:
        seen.put("item")
    seen.put("end")


def quiet() -> None:
    """Let a process of a pool write no traceback when it dies: what arrives at the caller is looked at."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def reason(error: BaseException) -> str:
    """The kind and the message of an error, in a line without addresses; of several the first."""
    while isinstance(error, PipelineError):
        error = error.exceptions[0]
    text = re.sub(r" at 0x[0-9a-fA-F]+", "", str(error)).partition("\n")[0]
    return f"{type(error).__name__}: {text}"

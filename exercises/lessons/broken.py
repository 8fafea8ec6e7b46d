"""A right pipeline as text, and the ways in which it is broken: what the ward's patients are made of.

Inside:  ``BLOCKS``, the pipeline piece by piece; ``FAULTS``, each a change of some pieces; ``written``, the
         text with some of them; ``THEMES``, the names it can have.
Outside: which faults a seed draws, running and judging (``ward``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

BLOCKS = {
    "imports": """
from queue import Queue
from threading import Lock, Thread

END = None  # no item is None


""",
    "head": """
def pipeline(items, workers=2):
    todo, done = Queue(1), Queue(1)
    lock = Lock()
    results, failed, count = [], [], 0
""",
    "feed": """
    def feed():
        for item in items:
            todo.put(item)
""",
    "last": """
        for _ in range(workers):
            todo.put(END)
""",
    "work": """
    def work():
        nonlocal count
""",
    "loop": """
        while (item := todo.get()) is not END:
""",
    "middle": """
            try:
                value = 12 // item
            except ZeroDivisionError:
                failed.append(item)
                continue
            with lock:
                seen = count
                count = seen + 1
""",
    "on": """
            done.put([item, value])
""",
    "over": """
        done.put(END)
""",
    "collect": """
    def collect():
        for _ in range(workers):
            while (result := done.get()) is not END:
                results.append(result)
""",
    "main": """
    threads = [Thread(target=feed), Thread(target=collect)]
    threads += [Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results), failed, count
""",
}
"""The right pipeline: the results of all items, those that failed, and how many were worked."""

SPACED = {"feed", "work", "collect", "main"}  # a line of space before
FIXED = "imports", "head"  # what a cure leaves as it is

THEMES: tuple[dict[str, str], ...] = (
    {},
    {"item": "photo", "items": "photos", "feed": "read", "work": "shrink", "collect": "save"},
    {"item": "page", "items": "pages", "todo": "fetched", "done": "parsed", "work": "parse", "feed": "fetch"},
    {
        "item": "order",
        "items": "orders",
        "collect": "ship",
        "work": "pack",
        "done": "packed",
        "count": "boxes",
    },
)


SUPPRESSING = """
from contextlib import suppress
from queue import Full, Queue
from threading import Lock, Thread

END = None  # no item is None


"""


class Fault(NamedTuple):
    """One way to break the pipeline.

    ``letter`` and ``name``: how a diagnosis tells it; ``shows``: what the lab finds, "deadlock" or
    "wrong", a wrong result; ``changes``: piece -> the text that it puts in the place of the right one.
    """

    letter: str
    name: str
    shows: str
    changes: dict[str, str]


def _fault(letter: str, name: str, shows: str, **changes: str) -> Fault:
    return Fault(letter, name, shows, changes)


FAULTS = {
    fault.letter: fault
    for fault in (
        _fault("a", "one end for two workers", "deadlock", last="\n        todo.put(END)\n"),
        _fault(
            "b", "the end is dropped where the queue is full", "deadlock",
            imports=SUPPRESSING,
            last="""
        for _ in range(workers):
            with suppress(Full):
                todo.put_nowait(END)
""",
        ),
        _fault(
            "c", "empty is read as the end", "deadlock",
            loop="""
        while not todo.empty():
            item = todo.get()
            if item is END:
                break
""",
        ),
        _fault(
            "d", "an item that is false is read as the end", "wrong",
            loop="""
        while item := todo.get():
""",
        ),
        _fault(
            "e", "an exception ends a worker", "deadlock",
            middle="""
            value = 12 // item
            with lock:
                seen = count
                count = seen + 1
""",
        ),
        _fault(
            "f", "a sum is read and written without the lock", "wrong",
            middle="""
            try:
                value = 12 // item
            except ZeroDivisionError:
                failed.append(item)
                continue
            seen = count
            count = seen + 1
""",
        ),
        _fault(
            "g", "a lock is not given back on the way of an error", "deadlock",
            middle="""
            lock.acquire()
            try:
                value = 12 // item
            except ZeroDivisionError:
                failed.append(item)
                continue
            seen = count
            count = seen + 1
            lock.release()
""",
        ),
        _fault(
            "h", "a lock is taken by the thread that holds it", "deadlock",
            middle="""
            try:
                value = 12 // item
            except ZeroDivisionError:
                failed.append(item)
                continue
            with lock:
                seen = count
                with lock:
                    count = seen + 1
""",
        ),
        _fault(
            "i", "a result is dropped where the queue is full", "wrong",
            imports=SUPPRESSING,
            on="""
            with suppress(Full):
                done.put_nowait([item, value])
""",
        ),
        _fault(
            "j", "one list is handed on again and again", "wrong",
            work="""
    def work():
        nonlocal count
        result = [0, 0]
""",
            on="""
            result[:] = item, value
            done.put(result)
""",
        ),
        _fault("k", "the end is not handed on", "deadlock", over=""),
        _fault(
            "l", "the first of two ends is taken for the last", "deadlock",
            collect="""
    def collect():
        while (result := done.get()) is not END:
            results.append(result)
""",
        ),
        _fault(
            "m", "workers are waited for before anybody takes their results", "deadlock",
            main="""
    threads = [Thread(target=feed)]
    threads += [Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    collect()
    return sorted(results), failed, count
""",
        ),
        _fault(
            "n", "the last thread is not waited for", "wrong",
            main="""
    threads = [Thread(target=feed)]
    threads += [Thread(target=work) for _ in range(workers)]
    Thread(target=collect).start()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results), failed, count
""",
        ),
    )
}  # fmt: skip
"""By letter: what can be wrong."""


def compatible(letters: Iterable[str]) -> bool:
    """Whether no two of the faults change the same piece; two may need the same imports."""
    changed = [piece for letter in letters for piece in FAULTS[letter].changes if piece != "imports"]
    return len(changed) == len(set(changed))


def written(letters: Iterable[str], theme: int = 0) -> str:
    """The text of the pipeline with these faults; with none, the right one."""
    pieces = dict(BLOCKS)
    for letter in letters:
        pieces |= FAULTS[letter].changes
    text = "".join(
        ("\n" if name in SPACED and piece else "") + piece.removeprefix("\n")
        for name, piece in pieces.items()
    )
    return named(text, theme)


def named(text: str, theme: int) -> str:
    """The same text with the names of a theme."""
    names = THEMES[theme]
    return re.sub(r"\w+", lambda word: names.get(word.group(), word.group()), text)

"""Pipelines that a seed has broken, and what the lab says of a diagnosis and of a cure.

Inside:  ``ward`` draws a patient; a ``Patient`` has its text and its program, and judges by trying schedules.
Outside: the right pipeline and its faults (``broken``).
"""

from __future__ import annotations

import linecache
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache, cached_property, partial
from random import Random
from typing import Any, NamedTuple

from exercises.lessons.broken import BLOCKS, FAULTS, FIXED, THEMES, compatible, named, written
from pipeline_core import lab

SMALL = ((0, 3), (3, 4))  # every schedule is tried
LARGE = (5, 0, 3, 12, 4, 1, 7)  # some are
MOST = 500  # schedules of a small input; the right pipeline has 50
SOME = 21  # runs of the large one
THREADS = 4  # with the main thread: whoever hands in or collects may be that one
EACH_FOR_ONE = 5  # with the main thread, if it does nothing but wait
STEPS = 5_000  # of a run; the right pipeline has some hundred
STORY = 12  # lines
ONE_MORE = "each worker is a thread, and one alone hides what two do to each other."

Pipeline = Callable[..., Any]  # of the items, and of workers


class Verdict(NamedTuple):
    """Whether an answer is right, and what is said to it."""

    right: bool
    sentence: str

    def __repr__(self) -> str:
        return self.sentence


def ward(seed: int) -> Patient:
    """The patient of this number: one to three faults in one pipeline, the same on every machine."""
    dice = Random(seed)  # noqa: S311 - nothing is kept secret
    theme = dice.randrange(len(THEMES))
    many = dice.choice((1, 2, 2, 3))
    while True:
        letters = "".join(sorted(dice.sample(sorted(FAULTS), many)))
        if compatible(letters):
            return Patient(seed, letters, theme)


class Patient:
    """A pipeline with faults: ``text`` to read, ``program`` to run, ``diagnose`` and ``cure`` to answer."""

    def __init__(self, seed: int, faults: str, theme: int) -> None:
        self.seed = seed
        self.text = written(faults, theme)
        self._faults = faults
        self._theme = theme
        self._pipeline = _loaded(self.text)

    @cached_property
    def items(self) -> tuple[int, ...]:
        """An input that shows a fault."""
        return next(items for items in SMALL if _search(self.text, items).failure is not None)

    def __str__(self) -> str:
        lines = enumerate(self.text.splitlines(), 1)
        return "\n".join(f"{number:2}  {line}".rstrip() for number, line in lines)

    @cached_property
    def program(self) -> Callable[[], Any]:
        """The pipeline with ``items``; these are searched for before the lab runs it, not within."""
        return partial(self._pipeline, self.items)

    def examine(self) -> lab.Exploration:
        """What the lab finds when it tries the schedules of ``program``, up to the first that fails."""
        return _search(self.text, self.items)

    def diagnose(self, letters: str | None) -> Verdict:
        """Try the cures of these faults: with all of them it must hold, and with none of them left out.

        Args:
            letters: of ``FAULTS``, in any order: those in parentheses, if there are any; what is no letter
                is passed over, and an "and" between others.
        """
        if letters is None:
            return Verdict(False, "Your diagnosis first: letters in the place of None.")
        said = _letters_in(letters)
        unknown = [letter for letter in said if letter not in FAULTS]
        if unknown or not said:
            return Verdict(False, f"A diagnosis is letters from a to {max(FAULTS)}, not {letters!r}.")
        for letter in said:
            if letter not in self._faults:
                return Verdict(
                    False,
                    f"({letter}) {FAULTS[letter].name}: its cure would change nothing here.",
                )
        names = "; ".join(f"({letter}) {FAULTS[letter].name}" for letter in said)
        if left := set(self._faults) - set(said):
            found = self.with_only(left)
            assert found.failure is not None
            moved = _moved(self.text, written(sorted(left), self._theme))
            return Verdict(
                False, f"There is more. With {names} cured, it still fails.{moved}\n{_story(found)}"
            )
        assert self.with_only("").complete
        assert all(self.with_only(letter).failure is not None for letter in said)
        return Verdict(True, f"Right: {names}. Cured of this it holds in every schedule; of less, it fails.")

    def with_only(self, faults: Iterable[str]) -> lab.Exploration:
        """The search of this pipeline with these faults and no others: the first that fails, or the last."""
        text = written(sorted(faults), self._theme)
        for items in SMALL:
            found = _search(text, items)
            if found.failure is not None:
                break
        return found

    def cure(self, changes: Mapping[int, str] | str) -> Verdict:
        """Try the text with these changes: in every schedule of small inputs, and in some of a larger one.

        Args:
            changes: line number -> what stands there instead, of one line or several, or "" for nothing; or
                the whole text. The queues and what else is made at the top of ``pipeline`` stay.
        """
        if isinstance(changes, str):
            text = changes
        else:
            lines = self.text.splitlines()
            for number, line in changes.items():
                if not 1 <= number <= len(lines):
                    return Verdict(False, f"There is no line {number}: the last one is {len(lines)}.")
                lines[number - 1] = line
            text = "\n".join(lines) + "\n"
        fixed = named(BLOCKS[FIXED[1]], self._theme).strip("\n")
        if fixed not in text or text.count("Queue(") != fixed.count("Queue("):
            return Verdict(False, "The first lines of the pipeline, with its queues, stay as they are.")
        return _tried(text, self.text if text is not changes else text)


def letters() -> str:
    """What can be wrong, a line each."""
    return "\n".join(f"({fault.letter}) {fault.name}" for fault in FAULTS.values())


def right(items: Iterable[int]) -> tuple[list[list[int]], list[int], int]:
    """What the pipeline is to return: results in order, failed items, how many were worked."""
    worked = sorted(item for item in items if item)
    return [[item, 12 // item] for item in worked], [item for item in items if not item], len(worked)


def _letters_in(answer: str) -> list[str]:
    """The letters of a diagnosis, each once."""
    words = re.findall(r"[^\W\d_]+", answer.casefold())
    named = re.findall(r"\((\w)\)", answer.casefold())
    return sorted({*"".join(named or [word for word in words if word != "and"] or words)})


def _moved(text: str, changed: str) -> str:
    """How to find the lines of a changed text in the reader's own; empty if their numbers are the same."""
    blocks = SequenceMatcher(None, text.splitlines(), changed.splitlines(), autojunk=False)
    told = []
    before = 0
    for line, there, size in blocks.get_matching_blocks():
        if size and there - line != before:
            before = there - line
            told.append(f"your line {line + 1} is {there + 1} there")
    return f" Lines are numbered as in the changed text: {', '.join(told)}, and so on." if told else ""


@cache
def _tried(text: str, base: str) -> Verdict:
    """``base``: the text whose lines the reader has numbered."""
    moved = _moved(base, text)
    try:
        pipeline = _loaded(text)
    except SyntaxError as error:
        return Verdict(False, f"Line {error.lineno} is no Python: {error.msg}.{moved}")
    except Exception as error:  # the reader's own lines, outside of any function
        return Verdict(False, f"Before the pipeline begins: {type(error).__name__}: {error}.")
    usual = lab.simulate(lambda: pipeline(SMALL[0]), max_steps=STEPS)
    if usual.outcome == "endless":
        return Verdict(False, f"With the items {SMALL[0]} it does not end: {STEPS:,} steps, and it goes on.")
    threads = len(usual.threads)
    alone = ""
    if threads < THREADS:
        alone = f"It holds, in {threads} thread{'s' * (threads != 1)}: two workers make it {THREADS} or more."
    elif threads < EACH_FOR_ONE:
        more = lab.simulate(lambda: pipeline(SMALL[0], 3), max_steps=STEPS)
        if len(more.threads) <= threads:
            alone = f"It holds, and has no more threads with workers=3 than with 2: {ONE_MORE}"
    return _searched(text, moved, alone)


def _searched(text: str, moved: str, alone: str) -> Verdict:
    """``alone``: what is said where too few threads work, if nothing else is wrong."""
    small = {items: _search(text, items) for items in SMALL}
    large = {LARGE: _search(text, LARGE, SOME)} if all(found.complete for found in small.values()) else {}
    for items, found in (small | large).items():
        if found.failure is not None:
            return Verdict(False, f"With the items {items} it still fails.{moved}\n{_story(found)}")
    for items, found in small.items():
        if not found.complete:
            return Verdict(False, f"With the items {items} nothing is proved.\n{found}")
    if alone:
        return Verdict(False, alone)
    tried = sum(found.schedules for found in small.values())
    return Verdict(
        True,
        f"Cured: it holds in all {tried} schedules with two items, and in the {large[LARGE].schedules} tried "
        "with seven.",
    )


def _loaded(text: str) -> Pipeline:
    """The pipeline of a text; its lines are found by this name when a story tells of them."""
    name = f"<ward {zlib.crc32(text.encode()):x}>"
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    names: dict[str, Any] = {"__name__": "ward"}
    exec(compile(text, name, "exec"), names)  # noqa: S102 - the reader's own text, in the reader's own kernel
    pipeline: Pipeline = names["pipeline"]
    return pipeline


@cache
def _search(text: str, items: tuple[int, ...], most: int = MOST) -> lab.Exploration:
    """Try the schedules of this text; the same search is made once."""
    expected = right(items)
    # the pipeline itself is the program: a story knows the names of what the program's own lines hold
    program = partial(_loaded(text), items)
    return lab.explore(program, check=lambda run: run.result == expected, max_schedules=most)


def _story(found: lab.Exploration) -> str:
    assert found.failure is not None
    return "\n".join(found.failure.explain().splitlines()[:STORY])

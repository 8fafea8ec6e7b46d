"""The record of an exploration: what was found, how much was covered, and the words for both.

Inside:  Exploration, which explore returns; its verdict as a sentence and as a page; why a run is a failure.
Outside: how it came about (search), the story of the failing run (story/explanation, story/html).
"""

from __future__ import annotations

import textwrap
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline_core.lab.story.explanation import WIDTH
from pipeline_core.lab.story.html import paragraph, run_table
from pipeline_core.lab.story.run import Run
from pipeline_core.lab.text import error_text, one_line

# What ``Exploration.kind`` may say
BY_A_SLEEP = "held together by a sleep"
NOT_THE_SAME = "does not start from the same state each time"

# Why a run is a failure: an outcome, what a check raised, "check" if it said no, "none" if it said nothing.
Reason = str | Exception

_GRAINS = {
    "channel": "switches at synchronisation calls only, each operation of a Channel being one",
    "sync": "switches at synchronisation calls only",
    "line": 'switches between lines, not inside a line (switch="opcode" does)',
    "opcode": "switches between lines and inside them",
}


@dataclass
class Exploration:
    """What ``explore`` found out. What it means and what it does not: pipeline_core/lab/README.md.

    ``failure``: the failing Run, as short as it could be made, or None; ``schedules``: how many were
    run to their end; ``complete``: True only if every schedule of the program at this grain is
    covered; ``reason``: why it is not complete; ``kind``: "", "held together by a sleep"
    (with the failure), or "does not start from the same state each time" (then there is nothing to report).
    """

    failure: Run | None
    schedules: int
    complete: bool
    reason: str
    switch: str
    timers: str
    threads: int = 0
    sampled: int = 0
    bound: int | None = None
    kind: str = ""
    repeats: bool = True
    leftover: tuple[str, ...] = ()  # the variables that a run leaves changed, where that makes a difference
    bound_covered: bool = False  # every schedule within ``bound`` was run, and that is all that is missing
    runs: int = field(default=0, repr=False)
    seconds: float = field(default=0.0, repr=False)
    look: Callable[[], str] | None = field(default=None, repr=False, compare=False)
    _shared: str | None = field(default=None, repr=False, compare=False)

    @property
    def shared(self) -> str:
        """What the threads share, in a sentence; the program is played once for it when it is first asked."""
        if self._shared is None:
            self._shared = self.look() if self.look is not None else ""
        return self._shared

    def __str__(self) -> str:
        """What was shown, and no more; where that is a claim about all schedules, what the threads share."""
        story = [] if self.failure is None else [self.failure.explain()]
        return "\n".join([*map(folded, self.sentences()), *story])

    def sentences(self) -> list[str]:
        return [self.verdict(), self.shared] if self.complete and self.shared else [self.verdict()]

    def verdict(self) -> str:
        grain = _GRAINS[self.switch]
        threads = f"{self.threads} thread{'s' if self.threads != 1 else ''}"
        if self.failure is not None:
            return failed(self, self.failure, grain)
        if self.kind:
            return f"nothing can be shown: {self.reason}; {threads}; {grain}."
        tried = self.schedules - self.sampled if self.complete else self.schedules
        many = f"{tried} schedule{'s' if tried != 1 else ''}"
        if self.complete and self.schedules == 1:
            return f"no failure in 1 schedule of this program, and no other can differ: {threads}; {grain}."
        if self.complete:
            same = " that can differ" if self.schedules else ""
            return f"no failure in all {many} of this program{same}: {threads}; {grain}."
        text = f"no failure in {many} of this program, which are not all: {self.reason}; {threads}; {grain}."
        if self.bound_covered:
            most = f"{self.bound} preemption{'s' if self.bound != 1 else ''}"
            covered = f"every schedule with at most {most} was run, and none with more"
            text = f"no failure in {many} of this program: {covered}; {threads}; {grain}."
        if self.sampled:
            text += f" {self.sampled} of them were drawn at random (sampling)."
        return text

    def assert_holds(self, *, complete: bool = False) -> None:
        """Make a test of threaded code one line: ``lab.explore(program).assert_holds()``.

        Args:
            complete: a search that did not try everything that can matter is not enough.

        Raises:
            AssertionError: a failure was found, with its story and the line that replays it; nothing can be
                shown, as the program does not start from the same state each time or waits for what the lab
                does not control; with ``complete``, the search was not complete, with the reason.
        """
        __tracebackhide__ = True  # pytest then shows the line of the test
        if self.failure is not None or self.kind or not self.schedules or (complete and not self.complete):
            raise AssertionError(str(self))

    def _repr_html_(self) -> str:
        """What was shown; and the failing run, if one was found."""
        story = "" if self.failure is None else run_table(self.failure)
        return "".join(map(paragraph, self.sentences())) + story


def folded(sentence: str) -> str:
    """In lines as wide as those of a story, where no word is divided."""
    return textwrap.fill(sentence, WIDTH, break_long_words=False, break_on_hyphens=False)


def failed(found: Exploration, run: Run, grain: str) -> str:
    """How the failure was found."""
    what = run.failed_check or {"error": "an exception left a thread"}.get(run.outcome, run.outcome)
    text = f"failure in schedule {found.schedules}: {what}; {grain}."
    if found.kind:
        passes = "it passes while sleeps and timeouts last until nobody else can run"
        text = f"{found.kind}: {passes}; when one ends earlier: {what}; {grain}."
    if not found.repeats:
        text += " It did not repeat under its own schedule: something in the program is not controlled."
    return text


def not_the_same(leftover: Sequence[str]) -> str:
    """Why nothing can be shown of a program that leaves these variables changed."""
    them = "it" if len(leftover) == 1 else "them"
    return f"the program {NOT_THE_SAME}: {', '.join(leftover)}; make {them} inside the program"


def kind_of(reason: Reason | None) -> str:
    """What two runs must agree on to fail alike: of a check, that it was one, whatever it raised."""
    return reason if isinstance(reason, str) else "check" if reason else ""


def describe(reason: Reason | None) -> str:
    """What a check had against a run, in words; empty if the run ended badly by itself."""
    if isinstance(reason, BaseException):
        last = traceback.extract_tb(reason.__traceback__)[-1]
        return f"check(run) raised {error_text(reason)}, at line {last.lineno}: {one_line(last.line or '')}"
    if reason == "none":
        return "check(run) returned None: did you forget return?"
    return "check(run) said no" if reason == "check" else ""

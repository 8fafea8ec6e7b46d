"""The record of an exploration: what was found, and how much was covered.

Inside:  Exploration, which explore returns.
Outside: how it came about (hunt), its words (explain), its table (html).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline_core.lab.story.run import Run


@dataclass
class Exploration:
    """What ``explore`` found out.

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
    runs: int = field(default=0, repr=False)
    seconds: float = field(default=0.0, repr=False)

    def __str__(self) -> str:
        from pipeline_core.lab.story.explanation import verdict

        return verdict(self)

    def _repr_html_(self) -> str:
        from pipeline_core.lab.story.html import exploration_table

        return exploration_table(self)


class OutOfTime(Exception):
    """The real time of a search is up; raised between two schedules only."""

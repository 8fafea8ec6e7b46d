"""The record of one run.

Inside:  Run, which simulate and replay return and explore finds.
Outside: how it came about (runtime/runner), the words of ``explain`` (explanation), tables (html).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pipeline_core.lab.scheduler.schedule import Schedule
from pipeline_core.lab.scheduler.scheduler import Scheduler
from pipeline_core.lab.story.blocked import ThreadStatus
from pipeline_core.lab.story.explanation import explain
from pipeline_core.lab.story.html import run_table
from pipeline_core.lab.story.retelling import Told
from pipeline_core.lab.story.vocabulary import label
from pipeline_core.lab.story.watcher import Event, Watcher
from pipeline_core.lab.text import Idents, brief, error_text

OUTCOMES = ("finished", "error", "deadlock", "leak", "endless")


@dataclass(repr=False)
class Run:
    """What one run of a program did.

    ``outcome``: "finished", "error", "deadlock", "leak" or "endless"; ``result``: what the program
    returned; ``error``: the first exception that left a thread; ``elapsed``: virtual seconds;
    ``steps``; ``schedule``: a string that plays it again; ``events``: the synchronisation steps in
    order; ``output``: what was printed.
    """

    outcome: str
    result: Any
    error: BaseException | None
    elapsed: float
    steps: int
    schedule: str
    events: list[Event] = field()
    output: str = field()
    statuses: list[ThreadStatus] = field(default_factory=list, repr=False)
    threads: tuple[str, ...] = ()
    note: str = ""
    program: Callable[[], Any] | None = field(default=None, repr=False, compare=False)
    watch: tuple[Any, ...] = field(default=(), repr=False, compare=False)
    failed_check: str = ""
    failed_thread: str = ""
    idents: Idents = field(default_factory=dict, repr=False, compare=False)
    told: Told | None = field(default=None, repr=False, compare=False)  # its lines, once they were asked for
    named: bool = field(default=True, repr=False, compare=False)  # has the reader a name for the program?
    shows_result: bool = field(default=True, repr=False, compare=False)  # is the result the reader's own?
    # whether the reader knows the lines of a file; None: of all, and of the program that was run
    tells: Callable[[str], bool] | None = field(default=None, repr=False, compare=False)

    @classmethod
    def of(
        cls,
        sched: Scheduler,
        plan: Schedule,
        program: Callable[[], Any],
        watch: tuple[Any, ...],
        watcher: Watcher | None,
    ) -> Run:
        """The record of a run that is over; ``plan``: the schedule that plays it again."""
        return cls(
            sched.outcome,
            sched.result if sched.actors[0].done else None,
            sched.error,
            sched.now / 1e9,
            sched.step,
            str(plan),
            watcher.events if watcher is not None else [],
            "".join(sched.output),
            sched.statuses or [],
            tuple(a.name for a in sched.actors),
            sched.remark,
            program,
            watch,
            idents=sched.idents,
            failed_thread=label(sched, sched.error_actor) if sched.error_actor else "",
        )

    @property
    def stuck(self) -> list[ThreadStatus]:
        """The threads that had not ended when the run got stuck, each with what it was at."""
        return [status for status in self.statuses if not status.done]

    def explain(self) -> str:
        """Tell what happened in at most 15 lines of plain words."""
        return explain(self)

    def __str__(self) -> str:
        return self.explain()

    def __repr__(self) -> str:
        error = f", error={error_text(self.error)}" if self.error is not None else ""
        result = brief(self.result, idents=self.idents)
        return f"Run({self.outcome}, result={result}{error}, schedule={self.schedule!r})"

    def _repr_html_(self) -> str:
        return run_table(self)

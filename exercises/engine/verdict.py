"""What ``check`` answers: one verdict, as text and as HTML.

Inside:  ``Verdict``; ``Refusal``, which whoever judges raises to say the first thing that is wrong.
Outside: judging (``bench``, ``questions``, ``judges``), showing it (``display``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from exercises.engine.endings import is_answers

if TYPE_CHECKING:  # a verdict is told before anything is drawn: matplotlib would take its time
    from pipeline_core.lab import Run
    from pipeline_core.lab.charts.picture import Picture

SHOWN = 30  # lines of what the answer printed
WIDE = 200  # characters of each
BELOW = "in the order below"  # what a message says of the story, which may have no line to tell
MOST_STEPS = 2_000  # of a run that went well by itself and is told line by line all the same


class Refusal(Exception):
    """The first thing that is wrong, one step from the cure and without the cure.

    Args:
        message: a sentence or two, to the learner; begins with a small letter, as it follows "not passed: ".
        run: the lab's Run that shows it, or None.
        picture: a Picture that shows it, or None.
        tried: False where nothing was handed in yet: that is no try.
    """

    def __init__(
        self, message: str, run: Run | None = None, picture: Picture | None = None, *, tried: bool = True
    ) -> None:
        super().__init__(message)
        self.message = message
        self.run = run
        self.picture = picture
        self.tried = tried


@dataclass(eq=False)
class Verdict:
    """The answer of ``check``.

    ``passed``; ``message``: what was tried, or the first thing that is wrong; ``run``: the lab's Run
    that shows it, or None (``lab.replay(run.program, run.schedule)`` plays it again, ``lab.timeline(run)``
    draws it);
    ``output``: what the answer printed; ``notes``: what was tidied up after it; ``tried``: False where
    nothing was handed in yet.
    """

    id: str
    passed: bool
    message: str
    run: Run | None = None
    picture: Picture | None = None
    output: str = ""
    notes: list[str] = field(default_factory=list)
    next_step: str = ""
    tried: bool = True
    shown: bool = field(default=False, repr=False)
    story: tuple[str, str] | None = field(default=None, repr=False)

    @classmethod
    def refused(cls, number: str, refusal: Refusal) -> Verdict:
        """The verdict that says what was refused."""
        told = refusal.message
        tried = refusal.tried
        return cls(number, passed=False, message=told, run=refusal.run, picture=refusal.picture, tried=tried)

    def of_the_answer_alone(self) -> None:
        """Tell of the answer's lines and of no others: who wrote it has neither the check's nor its program.

        What that program returned is no result of the answer's, and a schedule of it can't be played.
        """
        if self.run is not None:
            self.run.tells = is_answers
            self.run.shows_result = False
            if self.run.outcome == "finished" and not self.run.failed_check and self.run.steps <= MOST_STEPS:
                self.run.failed_check = "not as the task says"  # so that its lines are told

    def tell(self) -> None:
        """Work out what the run tells, as text and as HTML. That plays it again: a guard should be up."""
        if self.story is None:
            self.story = "", ""  # if its telling goes wrong, the verdict stands without it
            if self.run is not None:
                self.run.named = False  # its program is a check's: a learner has no name for it
                told = self.run.explain()
                if self.run.tells is None or "\n" in told:  # that it has finished alone explains nothing
                    self.story = told, self.run._repr_html_()
        if not self.story[0]:
            self.message = self.message.replace(BELOW, "in one order of the steps")

    def __bool__(self) -> bool:
        return self.passed

    @property
    def headline(self) -> str:
        """The verdict on one line."""
        return f"{'passed' if self.passed else 'not passed'}: {self.message}"

    def __str__(self) -> str:
        self.tell()
        parts = [self.headline]
        if self.story and self.story[0]:
            parts.append(self.story[0])
        elif self.picture is not None:
            parts.append(self.picture.alt)
        if self.output:
            parts.append("your answer printed:\n" + _cut(self.output))
        return "\n\n".join([*parts, *self.notes, *([self.next_step] if self.next_step else [])])

    def __repr__(self) -> str:
        return f"<Verdict {self.id}: {'passed' if self.passed else 'not passed'}>"

    @property
    def html(self) -> str:
        """The same for a notebook. No colour alone says anything, and light and dark pages both suit it."""
        self.tell()
        mark, colour = ("✓", "#009E73") if self.passed else ("✗", "#D55E00")
        said = "passed" if self.passed else "not passed"
        head = f'<p role="status"><strong><span aria-hidden="true" style="color:{colour}">{mark}</span> '
        parts = [f"{head}{said}:</strong> {escape(self.message)}</p>"]
        if self.story and self.story[1]:
            parts.append(f"<details open><summary>What happened</summary>{self.story[1]}</details>")
        if self.picture is not None:
            parts.append(self.picture.html)
        if self.output:
            parts.append(
                "<details><summary>What your answer printed</summary>"
                f"<pre>{escape(_cut(self.output))}</pre></details>"
            )
        said_last = [*self.notes, *([self.next_step] if self.next_step else [])]
        return "".join([*parts, *(f"<p>{escape(each)}</p>" for each in said_last)])

    def _ipython_display_(self) -> None:
        """At the end of a cell: ``check`` has shown it already, and once is enough."""
        from exercises.engine.display import show

        if not self.shown:
            show(str(self), html=self.html)
        self.shown = False


def _cut(text: str) -> str:
    lines = text.splitlines()
    kept = [line if len(line) <= WIDE else line[:WIDE] + " …" for line in lines[:SHOWN]]
    more = len(lines) - len(kept)
    return "\n".join([*kept, *([f"… and {more:,} more lines"] if more > 0 else [])])

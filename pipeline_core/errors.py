"""What can go wrong, as values: the stop that wakes a waiting thread, one failure, all failures.

Inside:  PipelineStopped, Failure, PipelineError.
Outside: who decides that a failure ends the pipeline (pipeline_manager).
"""

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from reprlib import Repr
from typing import Any, Self

SOURCE = "source"
"""The name of the stage that makes the items. It is the manager's own; no other stage may have it."""

_short = Repr()  # cuts what it shows, and survives an object whose own repr fails
_short.maxstring = 80
_short.maxother = 80


class _Note(str):
    """Ours among an exception's notes."""

    __slots__ = ()


class PipelineStopped(Exception):
    """Raised by ``put`` and ``get`` once the stop event is set. Let it pass: it is no failure."""

    def __init__(self, message: str = "the stop event is set; nothing moves any more") -> None:
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Failure:
    """One exception, and where it happened.

    Attributes:
        stage: name of the stage; ``"source"`` for the source or producer.
        worker: name of the thread, for example ``"resize/2"``.
        index: number of the item, from 0, in the order the items reached that stage; for the source, how
            many items it had handed on; None in ``setup`` and ``teardown``.
        item: the item itself; None in the source, ``setup`` and ``teardown``.
        error: the original exception. One that was skipped has given its frames back, so that what they
            held can be freed; ``traceback`` keeps the text.
        traceback: the formatted traceback.
    """

    stage: str
    worker: str
    index: int | None
    item: Any
    error: BaseException
    traceback: str

    @classmethod
    def of(
        cls, error: BaseException, *, stage: str, worker: str, index: int | None = None, item: Any = None
    ) -> Self:
        """Make a Failure of an exception just caught, and note on the exception where it happened."""
        where = f"in stage {stage!r}, worker {worker!r}"
        if index is not None and stage == SOURCE:
            where += f", after {index} item(s)"
        elif index is not None:
            where += f", item {index}: {_short.repr(item)}"
        # One exception object may be raised for many items: the note is about the last of them.
        others = [note for note in getattr(error, "__notes__", ()) if not isinstance(note, _Note)]
        error.__notes__ = [*others, _Note(where)]
        return cls(stage, worker, index, item, error, "".join(traceback.format_exception(error)))

    def let_go(self) -> None:
        """Drop the frames that the exception and those behind it hold; the text stays."""
        behind: list[BaseException | None] = [self.error]
        seen = set()
        while behind:
            error = behind.pop()
            if error is not None and id(error) not in seen:
                seen.add(id(error))
                error.__traceback__ = None
                behind += [error.__cause__, error.__context__, *getattr(error, "exceptions", ())]

    def __str__(self) -> str:
        number = "" if self.index is None or self.stage == SOURCE else f", item {self.index}"
        return f"{self.worker}{number}: {traceback.format_exception_only(self.error)[0].strip()}"


class PipelineError(ExceptionGroup[Exception]):
    """The pipeline failed; holds the original exceptions, each with a note that says where.

    Catch single kinds with ``except*``. Attributes:
        failures: one ``Failure`` for each exception.
        results: what had come out before the end.
    """

    failures: Sequence[Failure] = ()
    results: Sequence[Any] = ()

    def derive(self, excs: Sequence[Exception]) -> "PipelineError":  # type: ignore[override]
        """Keep failures and results when ``except*`` or ``split`` takes the group apart."""
        part = PipelineError(self.message, excs)
        part.results = self.results
        part.failures = [f for f in self.failures if any(f.error is e for e in excs)]
        return part

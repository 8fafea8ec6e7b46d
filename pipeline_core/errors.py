"""What can go wrong, as values: the stop that wakes a waiting thread, one failure, all failures.

Inside:  PipelineStopped, Failure, PipelineError; how an exception is told whatever it does to prevent it.
Outside: who decides that a failure ends the pipeline (pipeline_manager).

Telling a failure runs code of the user's: the item's ``__repr__``; the exception's ``__str__`` and
``__setattr__``, and its ``__bool__``, for which the traceback module of Python 3.11 and 3.12 asks. Whatever
these raise, the failure that is being told is the one that counts, and the thread that tells it must come
through, or the pipeline would wait for it for ever. So nothing here lets such an exception pass.
"""

import pickle
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Self

from pipeline_core.text import cut, in_short

SOURCE = "source"
"""The name of the stage that makes the items. It is the manager's own; no other stage may have it."""

MOST_TEXT = 2_000  # characters of a traceback that a failure keeps


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
        index: number of the item, from 0; for the source, how many items it had handed on; None in ``setup``
            and ``teardown``. See ``counted_in``.
        item: the item itself; None in the source, ``setup`` and ``teardown``.
        error: the original exception. One that was skipped has given its frames back, so that what they
            held can be freed; ``traceback`` keeps the text.
        traceback: the formatted traceback; of one that is longer than 2,000 characters, its two ends.
        counted_in: ``"source"`` if ``index`` is the item's place in the source, which is known as long as no
            stage in front has dropped an item or changed their order; else the stage's name, and it counts
            the items that reached that stage.
    """

    stage: str
    worker: str
    index: int | None
    item: Any
    error: BaseException
    traceback: str
    counted_in: str | None = None

    @classmethod
    def of(
        cls,
        error: BaseException,
        *,
        stage: str,
        worker: str,
        index: int | None = None,
        item: Any = None,
        counted_in: str | None = None,
        hint: str = "",
    ) -> Self:
        """Make a Failure of an exception just caught, and note on it where it happened, and a hint."""
        where = f"in stage {stage!r}, worker {worker!r}"
        if index is not None and stage == SOURCE:
            where += f", after {index} item{'s' if index != 1 else ''}"
        elif index is not None:
            where += f"{_number(index, counted_in)}: {in_short(item)}"
        add_note(error, where + hint)
        return cls(stage, worker, index, item, error, cut(traceback_of(error), MOST_TEXT), counted_in)

    def let_go(self) -> None:
        """Drop the frames that the exception and those behind it hold; the text stays."""
        behind: list[BaseException | None] = [self.error]
        seen = set()
        while behind:
            error = behind.pop()
            if error is not None and id(error) not in seen:
                seen.add(id(error))
                BaseException.with_traceback(error, None)  # an exception may refuse to be assigned to
                with suppress(Exception):  # its attributes may be properties, which fail
                    behind += [error.__cause__, error.__context__]
                if issubclass(type(error), BaseExceptionGroup):
                    behind += BaseExceptionGroup.exceptions.__get__(error)

    def __str__(self) -> str:
        of_item = self.index is not None and self.stage != SOURCE
        number = _number(self.index, self.counted_in) if of_item else ""
        return f"{self.worker}{number}: {one_line(self.error)}"


def _number(index: int | None, counted_in: str | None) -> str:
    return f", item {index}" + ("" if counted_in == SOURCE else f" of those that reached {counted_in!r}")


def one_line(error: BaseException) -> str:
    """Return the last line of its traceback, whatever its ``__str__`` does: its type, and its message cut."""
    kind = type(error)
    module = "" if kind.__module__ in ("builtins", "__main__") else f"{kind.__module__}."
    message = _told(lambda: str(error))
    return f"{module}{kind.__qualname__}" + (f": {cut(message, 500)}" if message else "")


def traceback_of(error: BaseException) -> str:
    """Return its formatted traceback; what cannot be formatted is told in fewer words."""
    text = _told(lambda: "".join(traceback.format_exception(error)))
    if text.startswith("<"):
        frames = _told(lambda: "".join(traceback.format_tb(error.__traceback__)))
        text = f"{frames}{one_line(error)}\n"
    return text


def _told(say: Callable[[], str]) -> str:
    try:
        return str(say())
    except BaseException as worse:  # the user's code, and no failure of an item; see the top of this file
        return f"<cannot be shown: {type(worse).__name__}>"


def add_note(error: BaseException, text: str) -> None:
    """Note something on an exception, in place of what was noted before; leave it if it cannot be noted."""
    # One exception object may be raised for many items: the note is about the last of them.
    with suppress(BaseException):  # see the top of this file
        others = [note for note in getattr(error, "__notes__", ()) if not isinstance(note, _Note)]
        # Past its own __setattr__: that of a frozen dataclass would raise.
        object.__setattr__(error, "__notes__", [*others, _Note(text)])


class PipelineError(ExceptionGroup[Exception]):
    """The pipeline failed; holds the original exceptions, each with a note that says where.

    Catch single kinds with ``except*``. It can be pickled whatever the items are: what cannot is replaced by
    a text that shows it, and an exception by a ``RuntimeError``. Attributes:
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

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what can be pickled."""
        portable = {id(error): _portable_error(error) for error in self.exceptions}
        failures = [
            replace(f, item=_portable(f.item), error=portable[id(f.error)])
            for f in self.failures
            if id(f.error) in portable
        ]
        notes = {"__notes__": list(self.__notes__)} if hasattr(self, "__notes__") else {}
        state = {"failures": failures, "results": [_portable(result) for result in self.results], **notes}
        return PipelineError, (self.message, list(portable.values())), state


def _portable(value: Any) -> Any:
    """Return a value if it can be pickled, else what it looks like."""
    try:
        pickle.dumps(value)
    except Exception:
        return in_short(value)
    return value


def _portable_error(error: Exception) -> Exception:
    """Return an exception if it comes back from its pickle as what it is, else one that says so."""
    # Many an exception is pickled without trouble, and cannot be built again: its __init__ wants more than
    # what it has passed on to Exception.
    try:
        same = type(pickle.loads(pickle.dumps(error))) is type(error)  # noqa: S301  # our own
    except Exception:
        same = False
    if same:
        return error
    told = RuntimeError(one_line(error))
    add_note(told, "\n".join(str(note) for note in getattr(error, "__notes__", ())))
    return told

"""The exercises of the course, one folder each under ``chNN/``, and what checks them.

    from exercises import check, hint, solution, answer, progress, form

Inside:  those names; the engine behind them, in reading order: folder, verdict, showing, endings, bench,
         limits, guarding, keeping, questions, ordering, schedules, child, checking, records, teaching,
         forms; what chapters draw and share (``pictures``, ``interact``, ``machine``, ``overlap``,
         ``targets``, ``flow``, ``stopping``, ``daemon_writer``); the exercise folders.
Outside: threads, queues and pipelines (``pipeline_core``), the chapters themselves (``notebooks/``).
"""

from typing import TYPE_CHECKING, Any

from exercises.engine.check import check
from exercises.engine.verdict import Verdict
from exercises.help import answer, hint, solution
from exercises.records.records import progress

if TYPE_CHECKING:
    from exercises.forms.plain import form

__all__ = ["Verdict", "answer", "check", "form", "hint", "progress", "solution"]


def __getattr__(name: str) -> Any:
    """``form`` is loaded when it is first asked for: it alone needs ipywidgets."""
    if name == "form":
        from exercises.forms.plain import form

        return form
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""Instruments for threaded programs: a controlled scheduler with a virtual clock.

``simulate`` runs an ordinary threaded program one step of one thread at a time, with time that costs
nothing; ``replay`` does it again; ``explore`` tries its schedules, until one fails or none is left.

Reading order: actor, scheduler (who moves); locks, signals, queues, threads, clock (what a step is); patches,
takeover (how a program's names become ours); pool, conduct (one run, guarded); api (simulate). Then source,
tracing (steps between lines); effects, expressions, values, calls (what a line touches); footprint, reduce
(which orders matter); bounded, chooser, shorten, hunt, explore; story, lines, explain, html (telling it).
A learner who decides: moves, glance, scenery, variables, sight, overwrites, banner, playing, stepping; the
widget on top of it: palette, cycle, board, stepper.
"""

from typing import TYPE_CHECKING, Any

from .api import replay, simulate
from .clock import compute
from .compare import Comparison, compare
from .exploration import Exploration
from .explore import explore
from .run import Run
from .schedule import ScheduleError

if TYPE_CHECKING:
    from .stepper import Stepper

__all__ = [
    "Comparison",
    "Exploration",
    "Run",
    "ScheduleError",
    "Stepper",
    "compare",
    "compute",
    "explore",
    "replay",
    "simulate",
]

_LAZY = {"Stepper": "stepper"}  # name: module; loaded on first use, since they need ipywidgets or matplotlib


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_LAZY[name]}", __name__), name)

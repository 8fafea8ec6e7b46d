"""Instruments for threaded programs: a controlled scheduler with a virtual clock.

``simulate`` runs an ordinary threaded program one step of one thread at a time, with time that costs
nothing; ``replay`` does it again; ``explore`` tries its schedules, until one fails or none is left.

Reading order: actor, scheduler (who moves); locks, signals, queues, threads, clock (what a step is); patches,
takeover (how a program's names become ours); pool, conduct (one run, guarded); api (simulate). Then source,
tracing (steps between lines); effects, expressions, displays, values, contents, calls, opaque (what a line
touches); footprint, reduce (which orders matter); bounded, chooser, shorten, hunt, explore;
story, lines, explain, html (telling it).
"""

from .api import replay, simulate
from .clock import compute
from .compare import Comparison, compare
from .exploration import Exploration
from .explore import explore
from .run import Run
from .schedule import ScheduleError

__all__ = [
    "Comparison",
    "Exploration",
    "Run",
    "ScheduleError",
    "compare",
    "compute",
    "explore",
    "replay",
    "simulate",
]

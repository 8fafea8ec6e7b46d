"""Instruments for threaded programs: a controlled scheduler with a virtual clock.

``simulate`` runs an ordinary threaded program one step of one thread at a time, with time that costs
nothing; ``replay`` does it again; ``explore`` tries its schedules, until one fails or none is left.

Reading order: actor, scheduler (who moves); locks, signals, queues, futures, life, threads, clock (what a
step is); patches, takeover (how a program's names become ours); channels, pool, conduct (one run, guarded);
given (what may be passed in), api (simulate). Then flow, source, tracing, monitoring (steps between lines);
variables, effects, expressions, displays, values, contents, calls, contexts, opaque (what a line touches);
footprint, reduce (which orders matter); outside (what a run leaves behind); bounded, chooser, shorten, hunt,
explore; words, story, standing, deeds (what happened); showing, places, lines, retell (line by line);
telling, explain, html (saying it).
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

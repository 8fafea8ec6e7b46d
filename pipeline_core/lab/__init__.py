"""Instruments for threaded programs: a controlled scheduler with a virtual clock."""

from .api import replay, simulate
from .clock import compute
from .exploration import Exploration
from .explore import explore
from .run import Run
from .schedule import ScheduleError

__all__ = ["Exploration", "Run", "ScheduleError", "compute", "explore", "replay", "simulate"]

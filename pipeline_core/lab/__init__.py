"""Instruments for threaded programs: a controlled scheduler with a virtual clock."""

from .api import replay, simulate
from .clock import compute
from .run import Run
from .schedule import ScheduleError

__all__ = ["Run", "ScheduleError", "compute", "replay", "simulate"]

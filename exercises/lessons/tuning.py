"""Runs of pipelines whose stages wait: simulated, and really measured.

Inside:  ``build``: a pipeline of sleeping stages; ``simulated``, ``measured``.
Outside: what is predicted of them (``lab.predict``).
"""

from __future__ import annotations

from functools import cache

from pipeline_core import PipelineManager, Trace, lab
from pipeline_core.lab import Run, Settings
from pipeline_core.lab.pipelines.tuning_panel import sleeping


def measured(settings: Settings) -> PipelineManager:
    """The manager of a run of such a pipeline with its trace on, here and now."""
    manager, source = sleeping(settings)
    manager.trace = Trace()
    with manager:
        manager.run(source)
    return manager


@cache
def simulated(settings: Settings) -> Run:
    """The same in the lab: a run whose result is the manager."""
    return lab.simulate(lambda: measured(settings), switch="sync")

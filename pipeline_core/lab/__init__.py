"""Instruments for threaded programs: a controlled scheduler with a virtual clock.

``simulate`` runs an ordinary threaded program one step of one thread at a time, with time that costs
nothing; ``replay`` does it again; ``explore`` tries its schedules, until one fails or none is left.

Reading order, from the ground up; each folder imports from those above it in this list, never back:
    text, style              values as text; colours and hatches
    code/                    statements, frames and functions of the program
    scheduler/               actors, steps, virtual time, strategies, schedules as strings, footprints
    arguments                checks of what callers pass
    primitives/              locks, events, queues, futures, clock, channels under control
    access/                  what a step reads and writes
    runtime/                 one run: tracing, patching, the program's scope, runner and guard
    story/                   Run, events, who is blocked, the lines that decided, as text and HTML
    exploration/             explore: partial-order reduction, sampling, preemption bound, minimising
    simulation               simulate, replay
    charts/                  runs as data, and as pictures
    stepper/                 the learner schedules
    pipelines/               whole pipelines: tuning panel, live view, watchdog, prediction

What a verdict of explore means and what it does not, and how to read a story: README.md in this folder.
Pictures and widgets need matplotlib and ipywidgets, loaded when the first of them is asked for.
"""

from typing import TYPE_CHECKING, Any

from pipeline_core.lab.exploration.explore import explore
from pipeline_core.lab.exploration.result import Exploration
from pipeline_core.lab.primitives.clock import compute
from pipeline_core.lab.scheduler.schedule import ScheduleError
from pipeline_core.lab.simulation import replay, simulate
from pipeline_core.lab.story.run import Run

if TYPE_CHECKING:
    from pipeline_core.lab.charts.chrome_trace import to_chrome_trace
    from pipeline_core.lab.charts.picture import Picture
    from pipeline_core.lab.charts.plots import depths, latency, throughput, timeline
    from pipeline_core.lab.pipelines.live import Live, live
    from pipeline_core.lab.pipelines.prediction import Prediction, Settings, StageSettings, predict
    from pipeline_core.lab.pipelines.tuning_panel import TuningPanel
    from pipeline_core.lab.pipelines.watchdog import watchdog
    from pipeline_core.lab.stepper.widget import Stepper

__all__ = [
    "Exploration",
    "Live",
    "Picture",
    "Prediction",
    "Run",
    "ScheduleError",
    "Settings",
    "StageSettings",
    "Stepper",
    "TuningPanel",
    "compute",
    "depths",
    "explore",
    "latency",
    "live",
    "predict",
    "replay",
    "simulate",
    "throughput",
    "timeline",
    "to_chrome_trace",
    "watchdog",
]

_LATER = {
    "Picture": "charts.picture", "to_chrome_trace": "charts.chrome_trace",
    "depths": "charts.plots", "latency": "charts.plots", "throughput": "charts.plots",
    "timeline": "charts.plots",
    "Stepper": "stepper.widget",
    "Prediction": "pipelines.prediction", "Settings": "pipelines.prediction",
    "StageSettings": "pipelines.prediction", "predict": "pipelines.prediction",
    "TuningPanel": "pipelines.tuning_panel",
    "Live": "pipelines.live", "live": "pipelines.live", "watchdog": "pipelines.watchdog",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load what draws when it is first asked for.

    Raises:
        ImportError: matplotlib is not there, with what to install.
    """
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    try:
        found = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing == "pipeline_core":
            raise
        raise ImportError(
            f"lab.{name} draws with matplotlib and ipywidgets, and there is no module {missing!r} here. "
            "Install what the course needs: pip install 'pipeline-core[course]'"
        ) from error
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATER})

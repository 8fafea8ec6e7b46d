"""Instruments for threaded programs: a controlled scheduler with a virtual clock.

``simulate`` runs an ordinary threaded program one step of one thread at a time, with time that costs
nothing; ``replay`` does it again; ``explore`` tries its schedules, until one fails or none is left.

Reading order: actor, scheduler (who moves); locks, signals, queues, futures, life, threads, clock (what a
step is); patches, takeover (how a program's names become ours); channels, pool, conduct (one run, guarded);
given (what may be passed in), api (simulate). Then flow, source, tracing, monitoring (steps between lines);
variables, effects, expressions, displays, values, contents, calls, contexts, opaque (what a line touches);
footprint, reduce (which orders matter); outside (what a run leaves behind); bounded, chooser, shorten, hunt,
explore; words, story, queue_events, standing, deeds (what happened); showing, places, lines, retell (line by
line); telling, explain, html (saying it).
A learner who decides: moves, glance, scenery, in_sight, sight, overwrites, banner, playing, stepping; the
widget on top of it: palette, cycle, board, stepper.
Beside that: spans, traced, threaded (a run as data); style, picture, draw, plots, curves (pictures); export;
tandem, tuning, tuning_picture (knobs); stall, gauges, gauges_page (a pipeline on real threads).

Pictures and widgets need matplotlib and ipywidgets, loaded when the first of them is asked for.
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
    from .export import to_chrome_trace
    from .gauges import Live, live
    from .picture import Picture
    from .plots import depths, latency, throughput, timeline
    from .stall import watchdog
    from .stepper import Stepper
    from .tandem import Prediction, Settings, StageSettings, predict
    from .tuning import TuningPanel

__all__ = [
    "Comparison",
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
    "compare",
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
    "Picture": "picture", "depths": "plots", "latency": "plots", "throughput": "plots", "timeline": "plots",
    "Stepper": "stepper",
    "Live": "gauges", "live": "gauges", "watchdog": "stall", "to_chrome_trace": "export",
    "Prediction": "tandem", "Settings": "tandem", "StageSettings": "tandem", "predict": "tandem",
    "TuningPanel": "tuning",
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

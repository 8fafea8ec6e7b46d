"""The tuning panel: a slider has moved, and what is predicted and simulated is drawn anew.

Inside:  ``TuningPanel``, ``sleeping`` (what it builds unless told otherwise), presets; ``draw``, the
         picture: the timeline of the present position, and the figures of the last ones. What the real clock
         says stands beside them when it is asked.
Outside: the prediction (prediction), the simulation (simulation), a run as data and the strokes of a timeline
         (charts).
"""

from __future__ import annotations

import html
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import ipywidgets as widgets
from IPython.display import display
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from pipeline_core import PipelineManager, Trace
from pipeline_core.lab.charts import strokes
from pipeline_core.lab.charts.activity import Activity, Depth
from pipeline_core.lab.charts.picture import Picture, own_settings, plain
from pipeline_core.lab.charts.read import activity
from pipeline_core.lab.pipelines.prediction import Prediction, Settings, StageSettings, predict
from pipeline_core.lab.simulation import simulate
from pipeline_core.lab.style import COLOURS, INK, LIMIT, PALE
from pipeline_core.lab.text import duration, figure

STILL = (
    "While a kernel runs: sliders for each stage's time, spread, workers and queue, and the picture below."
)
REMEMBERED = 8  # positions that stay in the picture

# the picture's layout is fixed, not computed: that is a third of the time matplotlib needs for a picture
WIDTH = 9.7  # inches
DOTS = 110  # an inch: it is drawn while somebody waits
# heights, in inches
LANE = 0.24
ROW = 0.4
HEAD = 0.42
FOOT = 0.5
GAP = 0.12
CAPTION = 0.42
# where the lanes begin and end, and the figures begin
LEFT = 0.95
MIDDLE = 6.1
RIGHT = 7.4

Build = Callable[[Settings], tuple[PipelineManager, Any]]


def three(load: float, infer: float, save: float, *, spread: float = 0.0) -> Settings:
    """Three stages by their mean seconds; ``spread`` is that of the middle one."""
    middle = StageSettings("infer", infer, spread)
    return Settings((StageSettings("load", load), middle, StageSettings("save", save)))


PRESETS = {
    "balanced": three(0.004, 0.004, 0.004),
    "slow head": three(0.009, 0.004, 0.003),
    "slow tail": three(0.003, 0.004, 0.009),
    "jittery middle": three(0.004, 0.004, 0.004, spread=1.0),
}


def sleeping(settings: Settings) -> tuple[PipelineManager, range]:
    """Build a pipeline whose stages sleep as the settings say, and its source: the items' numbers."""
    manager = PipelineManager(settings.items, maxsize=0)
    for stage in settings.stages:
        times = settings.times(stage.name)

        def work(number: int, times: list[float] = times) -> int:
            time.sleep(times[number])
            return number

        manager.add_worker(work, name=stage.name, workers=stage.workers, maxsize=stage.maxsize)
    return manager, range(settings.items)


class Outcome(NamedTuple):
    """What a run came to: ``rate`` in results a second, ``most`` items inside at once, its diagnosis."""

    rate: float
    seconds: float
    most: int
    verdict: str
    activity: Activity

    @classmethod
    def of(cls, manager: PipelineManager) -> Outcome:
        """Read a pipeline that has run with its trace on."""
        seen = activity(manager)
        out = seen.finished
        rate = len(out) / out[-1] if out and out[-1] > 0 else 0.0
        return cls(rate, seen.seconds, seen.inside().peak, seen.verdict, seen)


@dataclass
class Tried:
    """One position of the sliders: what was predicted, simulated, and measured if it was."""

    settings: Settings
    predicted: Prediction
    simulated: Outcome
    measured: Outcome | None = None


class TuningPanel:
    """Sliders for a pipeline, and a picture that answers each of their moves.

    Args:
        build: gets the sliders' ``Settings`` and returns (manager, source), not started; ``sleeping`` if not
            given. It is called inside the simulation, so its stages may sleep and ``lab.compute``; the panel
            turns its trace on.
        settings: where the sliders begin, and which stages there are; the first of ``presets`` if not given.
        presets: name -> Settings with the same stages, to jump to.

    Guarantees: a move is answered by one simulation on a virtual clock, the same on every machine. A build
    that fails is shown as its message, and the sliders live on. The last 8 positions stay in the picture.

    Attributes:
        tried: them, the present one last.
        picture: the ``Picture`` that is shown.
        widget: an ``ipywidgets.VBox``.
    """

    def __init__(
        self,
        build: Build = sleeping,
        settings: Settings | None = None,
        *,
        presets: Mapping[str, Settings] = PRESETS,
    ) -> None:
        if not callable(build):
            raise TypeError(f"build must be a function of the settings, not {build!r}")
        self.build = build
        self._presets = dict(presets)
        start = settings or next(iter(self._presets.values()))
        names = [stage.name for stage in start.stages]
        self._presets = {
            name: preset
            for name, preset in self._presets.items()
            if [stage.name for stage in preset.stages] == names
        }
        self.tried: list[Tried] = []
        self.picture: Picture | None = None
        self._failed = ""  # the error that is shown
        self._moving = False  # sliders are set by a preset: one answer for all of them
        self._page = widgets.HTML()
        self._told = widgets.HTML()
        self._cards = {stage.name: card(stage) for stage in start.stages}
        self._items = slider("items", start.items, 10, 200, step=10)
        self.widget = widgets.VBox([*self._top(), self._row(), self._told, self._page])
        for control in (self._items, *(control for its in self._cards.values() for control in its.values())):
            control.observe(self._moved, "value")
        self.answer()

    def _top(self) -> list[widgets.Widget]:
        real = widgets.Button(description="Run on the real clock", tooltip="Measure this position, really")
        real.layout.width = "14em"
        real.on_click(lambda _: self.measure())
        forget = widgets.Button(description="Forget old runs", tooltip="Keep the present position alone")
        forget.on_click(lambda _: self.forget())
        buttons: list[widgets.Widget] = []
        for name in self._presets:
            button = widgets.Button(description=name, tooltip=f"Set all sliders: {name}")
            button.on_click(lambda _, name=name: self.set(self._presets[name]))
            buttons.append(button)
        return [widgets.HBox(buttons), widgets.HBox([self._items, real, forget])]

    def _row(self) -> widgets.Widget:
        columns = [
            widgets.VBox([widgets.HTML(f"<b>{html.escape(name)}</b>"), *its.values()])
            for name, its in self._cards.items()
        ]
        return widgets.HBox(columns, layout={"flex_flow": "row wrap"})

    @property
    def settings(self) -> Settings:
        """Where the sliders stand."""
        stages = []
        for name, its in self._cards.items():
            mean, spread, workers, maxsize = (control.value for control in its.values())
            stages.append(StageSettings(name, mean / 1000, spread, workers, maxsize))
        return Settings(tuple(stages), self._items.value)

    def set(self, settings: Settings) -> None:
        """Move all sliders at once, and answer once; ValueError if the stages are not the panel's."""
        names = [stage.name for stage in settings.stages]
        if names != list(self._cards):
            has, given = (", ".join(map(repr, some)) for some in (self._cards, names))
            raise ValueError(f"the panel has sliders for the stages {has}, not for {given}")
        self._moving = True
        try:
            self._items.value = settings.items
            for stage in settings.stages:
                values = (stage.mean * 1000, stage.spread, stage.workers, stage.maxsize)
                for control, value in zip(self._cards[stage.name].values(), values, strict=True):
                    control.value = value
        finally:
            self._moving = False
        self.answer()

    def _moved(self, _: object) -> None:
        if not self._moving:
            self.answer()

    def answer(self) -> None:
        """Predict and simulate the present position, and show it."""
        self._guarded(self._simulate)

    def measure(self) -> None:
        """Run the present position on real threads and the real clock, and show it beside the others."""
        self._told.value = "Running on the real clock …"
        self._guarded(self._measure)

    def forget(self) -> None:
        """Let go of all positions but the present one."""
        del self.tried[:-1]
        self._guarded(self._show)

    def _guarded(self, action: Callable[[], None]) -> None:
        self._failed = ""
        try:
            action()
        except Exception as error:  # a callback that raises would leave dead sliders
            self._failed = f"{type(error).__name__}: {error}"
            self._told.value = f"<pre>{html.escape(self._failed)}</pre>"

    def _simulate(self) -> None:
        settings = self.settings

        def program() -> Outcome:
            return self._run(settings)

        run = simulate(program, switch="sync")
        if run.outcome != "finished":
            raise RuntimeError(run.explain())
        if self.tried and self.tried[-1].settings == settings:
            self.tried.pop()
        self.tried.append(Tried(settings, predict(settings), run.result))
        del self.tried[:-REMEMBERED]
        self._show()

    def _measure(self) -> None:
        self.tried[-1].measured = self._run(self.tried[-1].settings)
        self._show()

    def _run(self, settings: Settings) -> Outcome:
        manager, source = self.build(settings)
        manager.trace = Trace()
        with manager:
            manager.run(source)
        return Outcome.of(manager)

    def _show(self) -> None:
        self.picture = draw(self.tried)
        self._page.value = self.picture.html
        self._told.value = f'<div role="status" style="line-height:1.5">{figures_text(self.tried[-1])}</div>'

    def static(self) -> Picture:
        """The picture that is shown, for a page without a kernel; RuntimeError below an error."""
        if self._failed or self.picture is None:
            raise RuntimeError(f"there is no picture of where the sliders stand: {self._failed}")
        return self.picture

    def _ipython_display_(self) -> None:
        data = self.widget._repr_mimebundle_() or {}
        display({**data, "text/plain": STILL}, raw=True)


def slider(text: str, value: float, low: float, high: float, *, step: float = 1) -> Any:
    """One slider that answers when it is let go of."""
    kind = widgets.FloatSlider if isinstance(step, float) else widgets.IntSlider
    look = {"style": {"description_width": "5.5em"}, "layout": {"width": "20em"}}
    return kind(
        value,
        min=min(low, value),
        max=max(high, value),
        step=step,
        description=text,
        continuous_update=False,
        **look,
    )


def card(stage: StageSettings) -> dict[str, Any]:
    """The four sliders of a stage."""
    return {
        "mean": slider("mean, ms", stage.mean * 1000, 0.0, 20.0, step=0.5),
        "spread": slider("spread", stage.spread, 0.0, 1.5, step=0.1),
        "workers": slider("workers", stage.workers, 1, 8),
        "maxsize": slider("maxsize", stage.maxsize, 0, 32),
    }


def figures_text(last: Tried) -> str:
    """The figures of a position in words."""
    predicted = last.predicted
    simulated = last.simulated
    *others, who = (f"<b>{html.escape(name)}</b>" for name in last.settings.slowest())
    by = f"{', '.join(others)} and {who} alike" if others else f"{who} alone"
    limited = not math.isinf(predicted.bound)
    equal = " They are equally slow: speed up all of them." if others and limited else ""
    parts = [
        f"At most {figure(predicted.bound)} results a second, by {by}"
        if limited
        else "No limit to the results a second",
        f"predicted {figure(predicted.rate)}",
        f"simulated {figure(simulated.rate)}",
    ]
    if last.measured is not None:
        parts.append(f"measured {figure(last.measured.rate)}")
    inside = f"{duration(predicted.latency)} an item, so {figure(predicted.inside)} inside on average"
    little = f"{inside} (Little's law); at most {simulated.most} at once in the simulation."
    return f"{'; '.join(parts)}.<br>{little}<br><i>{html.escape(simulated.verdict)}{equal}</i>"


# -- the picture -----------------------------------------------------------------------------


def draw(tried: Sequence[Tried]) -> Picture:
    """Draw the last of some positions and the figures of all.

    Guarantees: the same positions give the same bytes.
    """
    last = tried[-1]
    seen = last.simulated.activity
    with own_settings():
        rows = len(strokes.bands(seen))
        queues = [queue for queue in seen.queues if queue.maxsize is not None][:6]
        height = HEAD + LANE * rows + (ROW + GAP) * len(queues) + FOOT
        sheet = Figure(figsize=(WIDTH, height), facecolor="white", dpi=100)
        FigureCanvasAgg(sheet)
        _run(sheet, seen, queues)
        room = (height - HEAD - FOOT - CAPTION - 0.2) / 2
        _rates(_axes(sheet, RIGHT, HEAD, WIDTH - RIGHT - 0.1, room), tried)
        _inside(_axes(sheet, RIGHT, HEAD + room + CAPTION + 0.2, WIDTH - RIGHT - 0.1, room), tried)
    return Picture(sheet, _sentence(tried), DOTS)


def _run(sheet: Figure, seen: Activity, queues: Sequence[Depth]) -> None:
    """The left side: lanes, and the depths of the queues below them."""
    rows = len(strokes.bands(seen))
    lanes = _axes(sheet, LEFT, HEAD, MIDDLE - LEFT, LANE * rows)
    strokes.lanes(lanes, seen)
    strokes.clock(lanes, seen.seconds)
    top = HEAD + LANE * rows + GAP
    panels = [lanes]
    for place, queue in enumerate(queues):
        below = _axes(sheet, LEFT, top + place * (ROW + GAP), MIDDLE - LEFT, ROW)
        strokes.depth(below, queue, seen.seconds)
        name = f"queue\n{strokes.short(queue.name)}"
        below.set_ylabel(name, rotation=0, ha="right", va="center", fontsize=8)
        below.yaxis.set_label_coords(-0.06, 0.5)
        strokes.clock(below, seen.seconds)
        panels.append(below)
    for axes in panels[:-1]:
        axes.set_xlabel("")
        axes.tick_params(axis="x", labelbottom=False)
    corner = (LEFT / WIDTH, 1.0)
    look: dict[str, Any] = {"ncols": 5, "frameon": False, "fontsize": 9, "borderaxespad": 0.3}
    sheet.legend(handles=strokes.key(seen), loc="upper left", bbox_to_anchor=corner, **look)


def _axes(sheet: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Axes at a place in inches, from the upper left corner."""
    whole = sheet.get_figheight()
    axes = sheet.add_axes((left / WIDTH, 1 - (top + height) / whole, width / WIDTH, height / whole))
    plain(axes, "")
    return axes


def _rates(axes: Axes, tried: Sequence[Tried]) -> None:
    """A column for each position: what was simulated, predicted and measured, under what the law allows."""
    places = range(len(tried))
    _columns(axes, [one.simulated.rate for one in tried])
    for place, one in enumerate(tried):
        now = place == len(tried) - 1
        ink = INK if now else PALE
        law = LIMIT if now else "#d9a58f"
        dashes = (0, (4, 1.5))
        if not math.isinf(one.predicted.bound):
            ends = [place - 0.45, place + 0.45]
            axes.plot(ends, 2 * [one.predicted.bound], color=law, linewidth=1.6, linestyle=dashes)
        axes.plot([place - 0.4, place + 0.4], 2 * [one.predicted.rate], color=ink, linewidth=1.6)
        if one.measured is not None:
            axes.plot(place, one.measured.rate, marker="D", markersize=5, color=ink, markerfacecolor="white")
    top = 1.3 * max(min(one.predicted.bound, 2 * one.simulated.rate + 1e-9) for one in tried)
    axes.set(ylim=(0, top or 1), xlim=(-0.6, max(3, len(places)) - 0.4))
    axes.set_title("results a second", loc="left", fontsize=9)
    axes.set_xticks([])
    last = tried[-1]
    words = f"╌ law {figure(last.predicted.bound)}   — predicted {figure(last.predicted.rate)}\n"
    words += f"▪ simulated {figure(last.simulated.rate)}"
    if last.measured is not None:
        words += f"   ◇ measured {figure(last.measured.rate)}"
    _caption(axes, words)


def _inside(axes: Axes, tried: Sequence[Tried]) -> None:
    """A column for each position: most items inside at once, which is what memory must hold."""
    most = [one.simulated.most for one in tried]
    _columns(axes, most)
    for place, one in enumerate(tried):
        axes.plot([place - 0.4, place + 0.4], 2 * [one.predicted.inside], color=INK, linewidth=1.6)
    axes.set(ylim=(0, 1.3 * max(most, default=1) or 1), xlim=(-0.6, max(3, len(most)) - 0.4))
    axes.set_title("items inside at once", loc="left", fontsize=9)
    axes.set_xticks([])
    _caption(axes, f"▪ most {most[-1]}   — on average {figure(tried[-1].predicted.inside)}")


def _caption(axes: Axes, words: str) -> None:
    """What the strokes of the present position mean, and its figures."""
    axes.annotate(
        words, (0, 0), (0, -5), xycoords="axes fraction", textcoords="offset points", fontsize=8, va="top",
        color=INK,
    )  # fmt: skip


def _columns(axes: Axes, values: Sequence[float]) -> None:
    """One bar a position, the present one dark."""
    colours = ["#a9cbe3"] * (len(values) - 1) + [COLOURS[0]]
    axes.bar(range(len(values)), values, color=colours, width=0.7)
    axes.tick_params(axis="y", labelsize=8)


def _sentence(tried: Sequence[Tried]) -> str:
    last = tried[-1]
    stages = ", ".join(
        f"{s.name} {figure(s.mean * 1000)} ms (spread {figure(s.spread)}, workers {s.workers}, "
        f"maxsize {s.maxsize})"
        for s in last.settings.stages
    )
    sentence = (
        f"{last.settings.items} items through {stages}: at most {figure(last.predicted.bound)} results "
        f"a second, predicted {figure(last.predicted.rate)}, simulated {figure(last.simulated.rate)}"
    )
    if last.measured is not None:
        sentence += f", measured {figure(last.measured.rate)}"
    return f"{sentence}; at most {last.simulated.most} items inside at once. {last.simulated.verdict}"

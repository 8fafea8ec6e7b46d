"""Runs of pipelines whose stages wait: simulated, and really measured; and what can be seen of them.

Inside:  ``simulated``, ``measured``; ``steady``: the rate of the middle; ``little``, ``staircase``: Little's
         law off a run; ``in_three_ways``, ``three_ways``: predicted, simulated and measured on one figure;
         ``places_plot``: what places gain.
Outside: what is predicted (``lab.predict``), the sliders (``lab.TuningPanel``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from pipeline_core import PipelineManager, Trace, lab
from pipeline_core.lab import Run, Settings
from pipeline_core.lab.charts.picture import Picture, new_axes, own_settings
from pipeline_core.lab.charts.read import Source, activity
from pipeline_core.lab.pipelines.tuning_panel import sleeping
from pipeline_core.lab.style import COLOURS, DASHES, INK, LIMIT, PALE

MARKS = "osD^"


def measured(settings: Settings) -> PipelineManager:
    """Run such a pipeline with its trace on, here and now; its stages sleep. Returns its manager."""
    manager, source = sleeping(settings)
    manager.trace = Trace()
    with manager:
        manager.run(source)
    return manager


@cache
def simulated(settings: Settings) -> Run:
    """The same in the lab; the manager is the run's result."""
    return lab.simulate(lambda: measured(settings), switch="sync")


# -- the middle of a run ---------------------------------------------------------------------


def steady(source: Source) -> float:
    """Results a second from the middle of the items to three quarters of them: no beginning, and no end."""
    out = activity(source).finished
    first = len(out) // 2
    last = 3 * len(out) // 4
    return (last - first) / (out[last] - out[first])


class Little(NamedTuple):
    """Of a whole run: the mean number inside, the items a second, and the mean seconds of an item inside."""

    number: float
    rate: float
    seconds: float


def little(source: Source) -> Little:
    """The three numbers of Little's law, each measured for itself."""
    return Little(*activity(source).little())


# -- pictures --------------------------------------------------------------------------------


@own_settings()
def staircase(source: Source) -> Picture:
    """Two staircases, of the items that have entered and of those that have left, and what lies between."""
    seen = activity(source)
    came = sorted(each.entered for each in seen.items)
    went = sorted(each.left for each in seen.items if each.left is not None)
    figure, (axes,) = new_axes(height=3.4)
    for moments, label, colour, dash in (
        (came, "have entered", COLOURS[0], "-"),
        (went, "have left", COLOURS[1], DASHES[1]),
    ):
        steps = range(1, len(moments) + 1)
        axes.step([0, *moments], [0, *steps], where="post", label=label, color=colour, linestyle=dash)
    for number, (begin, end) in enumerate(zip(came, went, strict=True), 1):
        axes.fill_betweenx([number - 1, number], begin, end, color=PALE, alpha=0.25, linewidth=0)
    one = len(went) // 2
    axes.plot([came[one], went[one]], 2 * [one + 0.5], color=LIMIT, linewidth=3)
    axes.annotate(
        f"item {one}: {1000 * (went[one] - came[one]):.0f} ms inside",
        (went[one], one + 0.5), (10, -14), textcoords="offset points", color=LIMIT, fontsize=9,
    )  # fmt: skip
    moment = seen.seconds * 0.35
    low, high = (sum(each <= moment for each in moments) for moments in (went, came))
    axes.plot(2 * [moment], [low, high], color=INK, linewidth=3)
    axes.annotate(
        f"{high - low} inside at {1000 * moment:.0f} ms",
        (moment, high), (-6, 5), textcoords="offset points", color=INK, fontsize=9, ha="right",
    )  # fmt: skip
    axes.set(xlabel="seconds", ylabel="items", xlim=(0, seen.seconds), ylim=(0, len(came) + 2))
    axes.legend(frameon=False, loc="lower right")
    return Picture(
        figure,
        f"Two staircases over {seen.seconds:.2f} s: {len(came)} items have entered after {came[-1]:.2f} s, "
        f"and left after {went[-1]:.2f} s. Between them lies a band. Across, it is as wide as an item's time "
        f"inside: item {one} {1000 * (went[one] - came[one]):.0f} ms. Upwards, it is as high as the "
        f"number inside: {high - low} at {1000 * moment:.0f} ms.",
    )


class ThreeWays(NamedTuple):
    """Results a second of one set-up, each of the whole run; ``law``: the bound in the long run."""

    law: float
    predicted: float
    simulated: float
    measured: float

    @property
    def error(self) -> float:
        """By what part the prediction is above what was measured."""
        return self.predicted / self.measured - 1


def in_three_ways(settings: Settings) -> ThreeWays:
    """Predict, simulate and really run one set-up."""
    told = lab.predict(settings)
    runs = (activity(simulated(settings)), activity(measured(settings)))
    in_lab, real = (len(seen.finished) / seen.finished[-1] for seen in runs)
    return ThreeWays(told.bound, told.rate, in_lab, real)


@own_settings()
def three_ways(rows: Mapping[str, ThreeWays]) -> Picture:
    """Predicted, simulated and measured side by side for each set-up, under its law, and the error."""
    figure, (axes,) = new_axes(height=3.0)
    looks = {"predicted": "white", "simulated": "#a9cbe3", "measured": COLOURS[0]}
    for place, (name, row) in enumerate(rows.items()):
        for offset, (way, colour) in enumerate(looks.items()):
            value = getattr(row, way)
            label = way if not place else None
            axes.bar(
                place + 0.25 * (offset - 1), value, 0.23, color=colour, edgecolor=COLOURS[0], label=label
            )
            # in the middle of its bar: at the top the stroke of the law would go through it
            ink = "white" if way == "measured" else INK
            middle = (place + 0.25 * (offset - 1), value / 2)
            axes.text(*middle, f"{value:.0f}", ha="center", va="center", fontsize=9, color=ink)
        label = "bottleneck law" if not place else None
        axes.plot(
            [place - 0.42, place + 0.42], 2 * [row.law], color=LIMIT, linestyle=(0, (4, 1.5)), label=label
        )
        axes.text(
            place, -0.16, f"{name}\nerror {row.error:.0%}", transform=axes.get_xaxis_transform(),
            ha="center", va="center", fontsize=9,
        )  # fmt: skip
    axes.set(ylabel="results a second", ylim=(0, 1.15 * max(row.law for row in rows.values())))
    axes.set_xticks([])
    axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    told = [
        f"{name}: law {row.law:.0f}, predicted {row.predicted:.0f}, simulated {row.simulated:.0f}, "
        f"measured {row.measured:.0f}, an error of {row.error:.0%}"
        for name, row in rows.items()
    ]
    return Picture(figure, f"Results a second of {len(rows)} set-ups. {'; '.join(told)}.")


@own_settings()
def places_plot(
    curves: Mapping[str, Mapping[int, float]],
    *,
    limit: float,
    points: Mapping[str, Mapping[int, float]] | None = None,
) -> Picture:
    """Results a second over the places of a queue.

    Args:
        curves: label -> places -> results a second, as predicted.
        limit: the bottleneck law's bound, drawn across.
        points: label -> places -> results a second, as measured.
    """
    figure, (axes,) = new_axes(height=3.0)
    for number, (label, curve) in enumerate(curves.items()):
        look: dict[str, Any] = {
            "color": COLOURS[number % 4],
            "linestyle": DASHES[number % 4],
            "marker": MARKS[number % 4],
        }
        axes.plot([*curve], [*curve.values()], label=label, linewidth=1.7, markersize=4, **look)
    for label, some in (points or {}).items():
        axes.plot([*some], [*some.values()], label=label, color=INK, marker="x", markersize=9, linestyle="")
    axes.axhline(limit, color=LIMIT, linestyle=(0, (4, 1.5)), label="bottleneck law, equal means")
    places: Sequence[int] = [*next(iter(curves.values()))]
    axes.set(xlabel="places", ylabel="results a second", xscale="log", ylim=(0, 1.1 * limit))
    axes.set_xticks(places, [str(place) for place in places])
    axes.minorticks_off()
    axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    told = [
        f"{label}: " + ", ".join(f"{value:.0f} with {place}" for place, value in curve.items())
        for label, curve in {**curves, **(points or {})}.items()
    ]
    return Picture(figure, f"Results a second, at most {limit:.0f}, over the places. {'; '.join(told)}.")

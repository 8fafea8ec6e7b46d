"""A finished figure, and the sentence that stands for it.

Inside:  ``Picture``, and the empty figure that all drawings begin with.
Outside: what is drawn (plots), colours (style).

Matplotlib's object interface only: pyplot's state is never touched, so nothing is left open and nothing is
shown twice. The settings of the reader (``matplotlib.rcParams``) do not show.
"""

from __future__ import annotations

import base64
import html
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from pipeline_core.lab.style import GRID

DOTS_PER_INCH = 150  # drawn finer than shown, so that it stays sharp on good screens
SHOWN_PER_INCH = 84
WIDTH = 8.0  # inches
SETTINGS: dict[Any, Any] = {"hatch.linewidth": 0.7}


@contextmanager
def own_settings() -> Iterator[None]:
    """Draw with the lab's settings; the reader's are back afterwards."""
    with mpl.rc_context({key: mpl.rcParamsDefault[key] for key in mpl.rcParams if key not in _LEFT}):
        mpl.rcParams.update(SETTINGS)
        yield


_LEFT = {"backend", "interactive", "toolbar", "timezone", "webagg.port", "webagg.address"}


class Picture:
    """A finished figure and the sentence that stands for it.

    Args:
        figure: a matplotlib ``Figure`` made without pyplot.
        alt: what a reader who cannot see it must know: shape and numbers, in a full sentence.
        dots: how many an inch; fewer are drawn sooner.

    Guarantees: shown once, as PNG, with ``alt`` as its text form and as the caption below it. The same
    figure gives the same bytes.
    """

    def __init__(self, figure: Figure, alt: str, dots: int = DOTS_PER_INCH) -> None:
        if not alt.strip():
            raise ValueError("a Picture needs an alt sentence, not an empty text: say what is to be seen")
        self.figure = figure
        self.alt = alt
        self.dots = dots

    @cached_property  # a second drawing would move the layout by a hair
    def png(self) -> bytes:
        """The picture's bytes: the same for the same data."""
        with own_settings(), io.BytesIO() as file:
            self.figure.savefig(file, format="png", dpi=self.dots, metadata={"Software": None})
            return file.getvalue()

    @property
    def width(self) -> int:
        """Width on the page, in CSS pixels."""
        return round(self.figure.get_figwidth() * SHOWN_PER_INCH)

    @property
    def html(self) -> str:
        """An ``<img>`` with the picture and its ``alt`` inside, for a widget or a page."""
        data = base64.b64encode(self.png).decode("ascii")
        alt = html.escape(self.alt, quote=True)
        return f'<img alt="{alt}" width="{self.width}" src="data:image/png;base64,{data}">'

    def __repr__(self) -> str:
        return self.alt

    def _ipython_display_(self) -> None:
        self.show()

    def show(self, *, caption: bool = True) -> None:
        """Show it in a notebook; without ``caption`` whoever shows it has to offer ``alt`` near by."""
        # As PNG, not as the <img> above: every viewer of stored notebooks shows it, and nbval, which
        # compares HTML to the byte, would call each other build of matplotlib a failure. nbconvert takes alt
        # from the metadata, JupyterLab (4.6) gives an image output none; the caption says it to everyone.
        from IPython.display import display

        size = {"image/png": {"alt": self.alt, "width": self.width}}
        display({"image/png": self.png, "text/plain": self.alt}, metadata=size, raw=True)
        if caption:
            words = re.sub(r"([\\`*_<$])", r"\\\1", self.alt)  # names of stages are not Markdown
            display({"text/markdown": f"*{words}*", "text/plain": self.alt}, raw=True)


def new_figure(height: float, width: float = WIDTH) -> Figure:
    """An empty figure, in inches, that lays itself out."""
    figure = Figure(figsize=(width, height), layout="constrained", facecolor="white")
    FigureCanvasAgg(figure)
    return figure


def plain(axes: Axes, grid: str = "y") -> None:
    """Take the box away from some axes and give them a quiet grid, along "x", "y" or neither ("")."""
    axes.spines[["top", "right"]].set_visible(False)
    if grid:
        axes.grid(axis=grid, color=GRID, linewidth=0.8)  # type: ignore[arg-type]
    axes.set_axisbelow(True)


def new_axes(
    width: float = WIDTH,
    height: float = 2.8,
    *,
    rows: int = 1,
    columns: int = 1,
    widths: Sequence[float] | None = None,
) -> tuple[Figure, list[Axes]]:
    """An empty figure in the course's style, and its axes in reading order; rows share both scales."""
    figure = new_figure(height, width)
    panels = figure.subplots(
        rows, columns, squeeze=False, sharex=rows > 1, sharey=rows > 1, width_ratios=widths
    )
    for axes in panels.flat:
        plain(axes)
    return figure, list(panels.flat)

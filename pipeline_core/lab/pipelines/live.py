"""A pipeline that runs on real threads, watched: gauges of its queues, what each worker does, rate and end.

Inside:  ``live``, and the ``Live`` view that it returns; its page, plain HTML with a letter for every colour.
Outside: whether it is stuck (watchdog), its timeline (charts/plots).

The calling thread is the only one that touches the widget: it looks at the pipeline some times a second,
while one other thread takes the results. So a look costs the pipeline no more than its share of the GIL.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

import ipywidgets as widgets

from pipeline_core import PipelineManager
from pipeline_core.arguments import length_of
from pipeline_core.channel import Latch
from pipeline_core.lab.pipelines.watchdog import Progress, check_manager
from pipeline_core.lab.style import ITEM, PALE, STATES
from pipeline_core.lab.text import duration, figure
from pipeline_core.meter import BLOCKED, ENDED, STARVED, WORKING

if TYPE_CHECKING:
    from IPython.display import HTML

    from pipeline_core.lab.charts.picture import Picture

LOOKS = 8  # a second
SPAN = 1.0  # seconds over which a rate is measured
LETTERS = {WORKING: "W", STARVED: "S", BLOCKED: "B", ENDED: "–"}
HEADS = ("part", "waits in front of it", "workers", "out", "items/s")
CELL = "text-align:left;padding:.15em 1.2em .15em 0;border:0"
NUMBER = "text-align:right;padding:.15em 1.2em .15em 0;border:0;font-variant-numeric:tabular-nums"


class Row(NamedTuple):
    """One part of the pipeline at one moment; ``depth`` None: nothing waits in front of it."""

    name: str
    depth: int | None
    maxsize: int
    states: tuple[str, ...]
    done: int
    rate: float


class View(NamedTuple):
    """A pipeline at one moment: ``done`` of ``total`` (None: not known), items a second, seconds to go."""

    state: str
    rows: tuple[Row, ...]
    done: int
    total: int | None
    rate: float
    seconds: float

    @property
    def left(self) -> float | None:
        """Seconds until all are done, at the present rate; None if that cannot be told."""
        if self.state != "running" or self.total is None or not self.rate:
            return None
        return max(0, self.total - self.done) / self.rate

    @property
    def sentence(self) -> str:
        """The first line of the view."""
        of = "" if self.total is None else f" of {self.total:,}"
        parts = [f"{self.state}, {self.done:,}{of} done in {duration(self.seconds)}"]
        if self.rate:
            parts.append(f"{figure(self.rate)} items/s")
        if self.left is not None:
            parts.append(f"about {duration(self.left)} to go")
        return ", ".join(parts)


class Live:
    """A view of one pipeline, refreshed by ``look`` in the thread that shows it.

    Attributes:
        manager: the pipeline.
        results: what came out, once it is over.
        view: the last look, as data.
        widget: an ``ipywidgets.HTML``.
    """

    def __init__(self, manager: PipelineManager, *, after: float = 5.0) -> None:
        check_manager("lab.live", manager)
        manager.view("live()")
        if manager.pbar is not None:
            raise ValueError("live shows the progress itself: make the PipelineManager without progress=True")
        self.manager = manager
        self.results: list[Any] = []
        self.widget = widgets.HTML()
        self.told = ""
        self._progress = Progress(manager, after)
        self._total = total_of(manager)
        self._past: deque[tuple[float, list[int]]] = deque()
        self.look()

    def look(self) -> None:
        """Read the pipeline and refresh the widget."""
        self.view = self._read()
        self.told = self._progress.stalled() or (self.told if self._progress.still else "")
        self.widget.value = page(self.view, self.manager.name, self.told)

    def end(self) -> None:
        """The last look, and the timeline below it."""
        self.look()
        if self.manager.trace is not None:
            self.widget.value += self._timeline().html

    def _read(self) -> View:
        manager = self.manager
        now = time.perf_counter()
        inside = manager.view("live()")
        counts = [sum(port.items_out for port in stage.ports) for stage in inside.stages]
        taken = inside.taken
        done = taken + inside.dropped
        counts.append(done)
        # the rate is that of the last second: one count from before it is kept, to measure from
        past = self._past
        past.append((now, counts))
        while len(past) > 2 and now - past[1][0] >= SPAN:
            past.popleft()
        begun, before = past[0]
        seconds = inside.seconds
        if manager.state == "running" and now > begun:
            rates = [(count - old) / (now - begun) for count, old in zip(counts, before, strict=True)]
        else:  # over: what it came to
            rates = [count / seconds if seconds else 0.0 for count in counts]
        rows = []
        for place, stage in enumerate(inside.stages):
            queue = None if place == 0 else stage.inbox
            states = tuple(stage.states())
            depth = None if queue is None else queue.qsize()
            rows.append(Row(stage.name, depth, stage.inbox.maxsize, states, counts[place], rates[place]))
        last = inside.results_queue
        rows.append(Row("results", last.qsize(), last.maxsize, (), taken, rates[-1]))
        return View(manager.state, tuple(rows), done, self._total, rates[-1], seconds)

    def static(self) -> Picture | HTML:
        """The timeline, if the pipeline has a trace; else the last view as a table. For a stored notebook."""
        if self.manager.trace is not None:
            return self._timeline()
        from IPython.display import HTML

        return HTML(page(self.view, self.manager.name, self.told))

    def _timeline(self) -> Picture:
        from pipeline_core.lab.charts.plots import timeline

        return timeline(self.manager)

    def __repr__(self) -> str:
        return f"{self.manager.name}: {self.view.sentence}"


def live(manager: PipelineManager, *, after: float = 5.0) -> Live:
    """Watch a started pipeline until its end: gauges, workers' states, rate, time to go; then its timeline.

    Blocks like ``wait_for_completion()``. Ctrl-C (the stop button) stops the pipeline. Without an IPython
    kernel, as in a script, nothing is shown.

    Args:
        manager: a pipeline that has been started, made without ``progress=True``; with ``trace=True`` the
            view ends in its timeline.
        after: when nothing has moved for so many seconds, the view says who is stuck on what.

    Returns:
        A ``Live`` with ``.results``, and ``.static()`` for a page that is read without a kernel.

    Raises:
        PipelineError: as ``wait_for_completion()``, after the last look.
        TypeError: ``manager`` is no ``PipelineManager``.
        ValueError, RuntimeError: the pipeline shows a bar of its own, or has not been started.

    Guarantees: only the calling thread touches the widget, 8 times a second; no thread is left.
    """
    view = Live(manager, after=after)
    show(view.widget)
    failed: list[BaseException] = []

    def collect() -> None:
        try:
            view.results = manager.wait_for_completion()
        except BaseException as error:  # raised again below, in the thread that called
            failed.append(error)
        finally:
            ended.set()

    # Not collector.join(): until Python 3.12, one that Ctrl-C has interrupted makes the next return at once.
    ended = Latch()
    collector = threading.Thread(target=collect, name="live", daemon=True)
    try:
        collector.start()
        while not ended.wait(1 / LOOKS):
            view.look()
    except BaseException:
        manager.stop()
        while not ended.wait(1 / LOOKS):
            pass
        collector.join()
        raise
    collector.join()
    view.look()
    view.end()
    if failed:
        raise failed[0]
    return view


def show(widget: widgets.Widget) -> None:
    """Put it below the cell; a terminal, which has no kernel behind it, would print its data."""
    from IPython import get_ipython
    from IPython.display import display

    if getattr(get_ipython(), "kernel", None) is not None:
        data = widget._repr_mimebundle_() or {}
        display({**data, "text/plain": "While a kernel runs: gauges of the running pipeline."}, raw=True)


def total_of(manager: PipelineManager) -> int | None:
    """How many items are to come, where that is known."""
    if manager.num_total_items is not None:
        return manager.num_total_items
    return length_of(manager.view("live()").source)


# -- the page --------------------------------------------------------------------------------


def page(view: View, name: str, told: str = "") -> str:
    """The view as HTML."""
    head = "".join(f'<th scope="col" style="{CELL}">{title}</th>' for title in HEADS)
    body = "".join(row_of(row) for row in view.rows)
    said = (
        f'<pre role="alert" style="margin:.6em 0 0;white-space:pre-wrap">{escape(told)}</pre>' if told else ""
    )
    return (
        f'<div style="font-size:var(--jp-ui-font-size1,13px);line-height:1.5">'
        f'<p style="margin:0"><b>{escape(name)}</b>: {escape(view.sentence)}</p>{bar(view)}'
        f'<table style="border-collapse:collapse;margin-top:.5em"><tr>{head}</tr>{body}</table>'
        f"{legend(view)}{said}</div>"
    )


def bar(view: View) -> str:
    """How much is done, as a bar; nothing where the total is not known."""
    if not view.total:
        return ""
    share = min(1.0, view.done / view.total)
    inner = f'<div style="height:100%;width:{share:.1%};background:{STATES["working"].colour}"></div>'
    return (
        f'<div role="progressbar" aria-valuemin="0" aria-valuemax="{view.total}" aria-valuenow="{view.done}" '
        f'style="height:.55em;width:30em;max-width:100%;border:1px solid {PALE};'
        f'margin-top:.3em">{inner}</div>'
    )


def row_of(row: Row) -> str:
    cells = (
        f'<th scope="row" style="{CELL};font-weight:normal">{escape(row.name)}</th>',
        f'<td style="{CELL}">{gauge(row.depth, row.maxsize)}</td>',
        f'<td style="{CELL}">{squares(row.states)}</td>',
        f'<td style="{NUMBER}">{row.done:,}</td>',
        f'<td style="{NUMBER}">{figure(row.rate) if row.rate else ""}</td>',
    )
    return f"<tr>{''.join(cells)}</tr>"


def gauge(depth: int | None, maxsize: int) -> str:
    """A queue: filled as far as it is full, and the two numbers."""
    if depth is None:
        return ""
    if not maxsize:
        return f"{depth:,}, no limit"
    full = f"{100 * min(depth, maxsize) / maxsize:.0f}%"
    look = f"background:linear-gradient(to right,{ITEM} {full},transparent {full})"
    return (
        f'<span style="display:inline-block;width:7em;height:.9em;vertical-align:-.1em;'
        f'border:1px solid {PALE};{look}"></span> {depth}/{maxsize}{" full" * (depth >= maxsize)}'
    )


def squares(states: Sequence[str]) -> str:
    """A letter in a coloured square for each worker; of many, how many in each state."""
    if len(states) <= 8:
        return " ".join(square(state) for state in states)
    counts = {state: states.count(state) for state in dict.fromkeys(states)}
    return " ".join(f"{count}×{square(state)}" for state, count in counts.items())


def square(state: str) -> str:
    look = STATES.get(state)
    colours = f"background:{look.tint};color:#1a1a1a;" if look else ""
    return (
        f'<abbr title="{escape(state)}" style="display:inline-block;min-width:1.4em;text-align:center;'
        f'text-decoration:none;border:1px solid {PALE};{colours}">{LETTERS.get(state, "·")}</abbr>'
    )


def legend(view: View) -> str:
    seen = dict.fromkeys(state for row in view.rows for state in row.states if state in STATES)
    keys = " &nbsp; ".join(
        f"{square(state)} {state}: {STATES[state].means}" for state in STATES if state in seen
    )
    return f'<p style="margin:.3em 0 0">{keys}</p>' if keys else ""

"""A run for other tools: the trace event format that Perfetto and chrome://tracing open.

Inside:  ``to_chrome_trace``.
Outside: what is written (activity), where it is read from (read).

Format: "Trace Event Format" of the Chromium project, its JSON object form. Times are in microseconds; of the
phases, "M" (metadata) names threads, "X" is a span, "C" a counter and "i" an instant.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline_core.lab.charts.activity import Activity
from pipeline_core.lab.charts.read import Source, activity

PROCESS = 1


def to_chrome_trace(source: Source, path: str | os.PathLike[str]) -> Path:
    """Write what every thread did to a file that https://ui.perfetto.dev and chrome://tracing open.

    A lane for each thread, named and in the order of the flow, with its states as spans (the number of the
    item in hand as an argument); a counter for each queue's depth; a mark for each failure.

    Args:
        source: a ``Trace``, a manager that has one, or a lab ``Run``, as for ``timeline``.
        path: the file to write, usually named ``….json``; one that exists is replaced.

    Returns:
        The path.

    Raises:
        TypeError, ValueError: as ``timeline``; nothing is written then.
    """
    events = list(events_of(activity(source, action="a trace is written")))
    path = Path(path)
    path.write_text(json.dumps({"traceEvents": events, "displayTimeUnit": "ms"}), encoding="utf-8")
    return path


def events_of(seen: Activity) -> Iterator[dict[str, Any]]:
    """The events of one run: names first, then spans, counters and failures."""
    yield about("process_name", 0, {"name": seen.where})
    lanes = {lane.name: tid for tid, lane in enumerate(seen.lanes, start=1)}
    for name, tid in lanes.items():
        yield about("thread_name", tid, {"name": name})
        yield about("thread_sort_index", tid, {"sort_index": tid})
    for lane in seen.lanes:
        for span in lane.spans:
            args = {} if span.number is None else {seen.noun: span.number}
            took = micros(span.end - span.start)
            begun = micros(span.start)
            yield event("X", span.state, lanes[lane.name], begun, cat=lane.stage, dur=took, args=args)
    for queue in seen.queues:
        for time, depth in queue.steps:
            yield event("C", f"queue {queue.name}", 0, micros(time), args={"items": depth})
    for time, lane_name in seen.failures:
        yield event("i", "failed", lanes.get(lane_name, 0), micros(time), s="t")


def about(what: str, tid: int, args: dict[str, Any]) -> dict[str, Any]:
    return {"ph": "M", "name": what, "pid": PROCESS, "tid": tid, "args": args}


def event(phase: str, name: str, tid: int, time: float, **more: Any) -> dict[str, Any]:
    return {"ph": phase, "name": name, "pid": PROCESS, "tid": tid, "ts": time, **more}


def micros(seconds: float) -> float:
    """Microseconds, to the nanosecond: a sum of floats is not told more exactly than the clock is."""
    return round(seconds * 1e6, 3)

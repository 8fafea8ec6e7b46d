"""The page of a running pipeline: plain HTML, with every colour said in a letter as well.

Inside:  ``page``.
Outside: what is on it (gauges).
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from pipeline_core.lab.style import ITEM, PALE, STATES
from pipeline_core.lab.text import figure
from pipeline_core.trace import BLOCKED, ENDED, STARVED, WORKING

LETTERS = {WORKING: "W", STARVED: "S", BLOCKED: "B", ENDED: "–"}


def page(view: Any, name: str, told: str = "") -> str:
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


HEADS = ("part", "waits in front of it", "workers", "out", "items/s")
CELL = "text-align:left;padding:.15em 1.2em .15em 0;border:0"
NUMBER = "text-align:right;padding:.15em 1.2em .15em 0;border:0;font-variant-numeric:tabular-nums"


def bar(view: Any) -> str:
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


def row_of(row: Any) -> str:
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


def legend(view: Any) -> str:
    seen = dict.fromkeys(state for row in view.rows for state in row.states if state in STATES)
    keys = " &nbsp; ".join(
        f"{square(state)} {state}: {STATES[state].means}" for state in STATES if state in seen
    )
    return f'<p style="margin:.3em 0 0">{keys}</p>' if keys else ""

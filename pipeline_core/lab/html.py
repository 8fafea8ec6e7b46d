"""The same stories as tables, for a notebook. Plain HTML: no style of its own, readable without a kernel."""

from __future__ import annotations

from html import escape
from typing import Any

from .explain import cell, doing, headline, telling, verdict


def run_table(run: Any) -> str:
    """A run: its headline; who stood where, or the shared lines with a column for each thread."""
    parts = [f"<p><b>{escape(headline(run))}</b></p>"]
    if run.outcome in ("deadlock", "leak", "endless") and run.picture:
        parts.append(standing_table(run.picture))
    else:
        parts.append(lines_table(run))
    parts.append(f"<p>Play it again: <code>lab.replay(program, {escape(repr(run.schedule))})</code></p>")
    return "".join(parts)


def standing_table(picture: list[Any]) -> str:
    rows: list[tuple[str, ...]] = [("thread", "holds", "waits for", "line")]
    for s in picture:
        holds = ", ".join(name + (f" since line {line}" if line else "") for name, line in s.holds) or "–"
        what = f"died of {s.error}" if s.done and s.error else "has ended" if s.done else doing(s)
        rows.append(
            (
                s.thread,
                holds,
                what + (f" ({s.state})" if s.state else ""),
                f"{s.line}: {s.text}" if s.line else "",
            )
        )
    return table(rows)


def lines_table(run: Any) -> str:
    chosen = telling(run.lines or [])
    if not chosen:
        return ""
    threads = list(dict.fromkeys(line.thread for line in chosen))
    rows = [("step", *threads)]
    for line in chosen:
        rows.append((str(line.step), *(cell(line) if t == line.thread else "" for t in threads)))
    return table(rows)


def table(rows: list[tuple[str, ...]]) -> str:
    head = "".join(f"<th>{escape(c)}</th>" for c in rows[0])
    body = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows[1:])
    return f"<table><tr>{head}</tr>{body}</table>"


def exploration_table(found: Any) -> str:
    first = verdict(found).splitlines()[0]
    return f"<p>{escape(first)}</p>" + (run_table(found.failure) if found.failure is not None else "")

"""The same stories as tables, for a notebook: plain HTML, readable without a kernel and by a screen reader.

Inside:  tables of who stood where and of lines side by side. No colour of its own, so light and dark pages
         both suit it; what is decisive is bold, has a bar and an arrow, and is said in a sentence.
Outside: the words (explanation), which lines matter (turning_point).
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from pipeline_core.lab.story.blocked import blocked_cycle
from pipeline_core.lab.story.explanation import (
    again,
    crash,
    headline,
    holds_text,
    nothing_to_show,
    reasons,
    waits_text,
)
from pipeline_core.lab.story.retelling import told
from pipeline_core.lab.story.turning_point import Row, rows_to_tell, that_fit

if TYPE_CHECKING:
    from pipeline_core.lab.story.run import Run

_LEFT = "text-align:left;vertical-align:top;padding:0.3em 1em;white-space:pre-wrap"
_BAR = "border-left:3px solid currentColor"
_TABLE = "border-collapse:collapse;margin:0.5em 0"
ARROW = "▸ "


def run_table(run: Run) -> str:
    """A run: its headline; who stood where; the shared lines with a column for each thread."""
    parts = [paragraph(headline(run), strong=True)]
    if run.outcome in ("deadlock", "leak", "endless") and run.statuses:
        parts += [thread_table(run), *map(paragraph, reasons(run))]
    elif run.error is not None:
        parts += map(paragraph, crash(run))
    lines, turns, _ = told(run)
    turns = that_fit(lines, turns, run.stuck)
    rows = rows_to_tell(lines, turns, run.stuck)
    if rows:
        parts.append(lines_table(rows, count_lines=run.schedule.startswith("opcode")))
    parts += map(paragraph, [turn.sentence() for turn in turns] if rows else nothing_to_show(run))
    if run.note:
        parts.append(paragraph(run.note))
    words, _, call = again(run).partition(": ")
    if call:
        parts.append(f"<p>{words}: <code>{escape(call)}</code></p>")
    return "".join(parts)


def thread_table(run: Run) -> str:
    """Who waits for what: a row for each thread, those in the circle marked."""
    rows = [[("thread", False), ("holds", False), ("does", False), ("at line", False)]]
    cycle = set(blocked_cycle(run.statuses))
    for s in run.statuses:
        what = f"died of {s.error}" if s.done and s.error else "is over" if s.done else waits_text(s)
        line = f"{'started at ' if s.started else ''}{s.line}: {s.text}" if s.line else ""
        mark = s.thread in cycle
        name = (ARROW if mark else "") + s.thread + (" (daemon)" if s.daemon else "")
        rows.append([(name, mark), (holds_text(s) or "–", mark), (what, mark), (line, mark)])
    marked = f" Marked {ARROW.strip()}: the circle." if cycle else ""
    return table("Where every thread was." + marked, rows, code=(3,))


def lines_table(lines: list[Row], *, count_lines: bool) -> str:
    """The lines in the order in which they ran, a column for each thread, each with its step.

    Each Python makes other steps of the inside of a line: where those count, the lines are counted instead.
    """
    names = {row.line.index: row.line.thread for row in lines}
    order = sorted(names)
    rows = [[("step", False), *((names[i], False) for i in order)]]
    place = 0
    for row in lines:
        place += row.skipped + 1
        if row.skipped:
            text = f"… {row.skipped} more line{'s' if row.skipped != 1 else ''}"
            rows.append([("…", False), (text, False), *(("", False) for _ in order[1:])])
        step = (ARROW if row.decisive else "") + str(place if count_lines else row.line.step)
        mine = content(row), row.decisive
        rows.append([(step, row.decisive), *(mine if i == row.line.index else ("", False) for i in order)])
    decisive = any(row.decisive for row in lines)
    marked = f" Marked {ARROW.strip()}: where it turned." if decisive else ""
    columns = tuple(range(1, len(order) + 1))
    return table("In the order in which it happened, a column for each thread." + marked, rows, code=columns)


def content(row: Row) -> str:
    """The source, and below it what it did."""
    if not row.line.text:
        return "… " + "\n".join(row.facts)  # no source: the dots keep it from being shown as code
    number = f"{row.line.number}: " if row.line.number else ""
    return number + ("… " if row.line.again else "") + row.line.text + "\n" + "\n".join(row.facts)


def table(caption: str, rows: list[list[tuple[str, bool]]], code: tuple[int, ...]) -> str:
    """The first row and the first cell of each row are headers; cells of ``code`` columns hold source."""
    head = "".join(f'<th scope="col" style="{_LEFT}">{escape(text)}</th>' for text, _ in rows[0])
    body = ""
    for row in rows[1:]:
        cells = [cell(text, mark, place in code) for place, (text, mark) in enumerate(row)]
        cells[0] = cell(*row[0], source=False, tag="th")
        body += f"<tr>{''.join(cells)}</tr>"
    title = f'<caption style="text-align:left;caption-side:top">{escape(caption)}</caption>'
    return f'<table style="{_TABLE}">{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def cell(text: str, mark: bool, source: bool, tag: str = "td") -> str:
    first, _, rest = text.partition("\n")
    code = source and first and not first.startswith("…")
    inner = f"<code>{escape(first)}</code>" if code else with_code(first)
    inner += f"<br>{with_code(rest)}" if rest else ""
    inner = f"<strong>{inner}</strong>" if mark else inner
    style = f"{_LEFT};{_BAR}" if mark and tag == "th" else _LEFT
    weight = ";font-weight:normal" if tag == "th" and not mark else ""
    scope = ' scope="row"' if tag == "th" else ""
    return f'<{tag}{scope} style="{style}{weight}">{inner}</{tag}>'


def with_code(text: str, style: str = "") -> str:
    """The text as HTML; a name in backticks, as a story has them, in the letters of code."""
    tag = f'<code style="{style}">' if style else "<code>"
    return re.sub(r"`([^`\n]+)`", rf"{tag}\1</code>", escape(text))


def paragraph(text: str, strong: bool = False) -> str:
    inner = with_code(text.strip())
    return f"<p><strong>{inner}</strong></p>" if strong else f"<p>{inner}</p>"

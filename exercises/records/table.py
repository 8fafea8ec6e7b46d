"""What a learner has done, as a table: for a notebook, for a terminal, for a spreadsheet.

Inside:  ``Row``, ``Progress``, ``write_csv``.
Outside: where it comes from and how it is kept (``records``).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime
from html import escape
from itertools import groupby
from pathlib import Path

FORMATIVE = "These checks help you learn; they are no exam: they run on your machine and can be edited."
HEAD = ("exercise", "title", "kind", "state", "tries", "hints", "solution")
MARKS = {"passed": "✓", "tried": "…", "not tried": ""}


@dataclass(frozen=True)
class Row:
    """One exercise and what was done in it; the fields are the columns of the CSV file.

    Times are in UTC: ``first_try`` of the first check, ``passed_at`` of the first one that passed.
    ``variant`` is that of the last check that passed, and None before.
    """

    exercise: str
    title: str
    chapter: int
    kind: str
    passed: bool
    tries: int
    hints: int
    solution_seen: bool
    first_try: datetime | None
    passed_at: datetime | None
    variant: int | None

    @property
    def state(self) -> str:
        """One of the keys of ``MARKS``."""
        if self.passed:
            return "passed"
        return "tried" if self.tries else "not tried"

    @property
    def cells(self) -> tuple[str, ...]:
        """What the table shows, one text for each word of ``HEAD``."""
        seen = "seen" if self.solution_seen else ""
        return (self.exercise, self.title, self.kind, self.state, str(self.tries), str(self.hints), seen)


@dataclass(repr=False)
class Progress:
    """The table by chapter: rich at the end of a cell, plain text as ``str()`` and in a terminal.

    ``rows``: one an exercise, in the order of the course; ``notes``: what was done and what has to be told.
    """

    rows: list[Row]
    notes: list[str] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """How far, and where to go on."""
        passed = sum(row.passed for row in self.rows)
        tried = sum(row.state == "tried" for row in self.rows)
        said = f"{passed} of {len(self.rows)} passed" + f", {tried} tried and not passed yet" * bool(tried)
        started = [place for place, row in enumerate(self.rows) if row.state != "not tried"]
        onward = self.rows[started[-1] if started else 0 :]  # whoever began in the middle goes on from there
        ahead = next((row for row in [*onward, *self.rows] if not row.passed), None)
        return f"{said}, next: {ahead.exercise} {ahead.title}" if ahead else said

    def _chapters(self) -> Iterable[tuple[int, list[Row]]]:
        for chapter, rows in groupby(self.rows, lambda row: row.chapter):
            yield chapter, list(rows)

    def __str__(self) -> str:
        widths = [
            max(map(len, column)) for column in zip(HEAD, *(row.cells for row in self.rows), strict=True)
        ]

        def line(cells: tuple[str, ...]) -> str:
            return "  ".join(map(str.ljust, cells, widths)).rstrip()

        lines = [line(HEAD)]
        for chapter, rows in self._chapters():
            lines += ["", f"Chapter {chapter}", *(line(row.cells) for row in rows)]
        return "\n".join([*lines, "", self.summary, *self.notes, FORMATIVE])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        """One table, each chapter a row group; a state is a word, with a mark before it that nobody needs."""
        head = "".join(f'<th scope="col" style="text-align:left">{name}</th>' for name in HEAD)
        caption = '<caption style="text-align:left">Your progress</caption>'
        parts = [f"<table>{caption}<thead><tr>{head}</tr></thead>"]
        for chapter, rows in self._chapters():
            name = (
                f'<th colspan="{len(HEAD)}" scope="rowgroup" style="text-align:left">Chapter {chapter}</th>'
            )
            parts.append(f"<tbody><tr>{name}</tr>{''.join(map(_html_row, rows))}</tbody>")
        after = (f"<p>{escape(text)}</p>" for text in (self.summary, *self.notes, FORMATIVE))
        return "".join([*parts, "</table>", *after])


def _html_row(row: Row) -> str:
    first, *rest = map(escape, row.cells)
    rest[2] = f'<span aria-hidden="true">{MARKS[row.state]}</span> {rest[2]}'.strip()
    cells = "".join(f'<td style="text-align:left">{cell}</td>' for cell in rest)
    return f'<tr><th scope="row" style="text-align:left">{first}</th>{cells}</tr>'


def write_csv(rows: Iterable[Row], path: Path) -> None:
    """Write ``rows`` with a line of names first; times in ISO 8601, no cell a spreadsheet would compute.

    Raises:
        OSError: ``path`` cannot be written.
    """
    columns = [column.name for column in fields(Row)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([_cell(getattr(row, column)) for column in columns] for row in rows)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = value.isoformat() if isinstance(value, datetime) else str(value)
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text

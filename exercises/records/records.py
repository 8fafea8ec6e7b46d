"""What a learner has done, kept on disk: tries, hints, passes, and the last answer that passed.

Inside:  ``note_try``, ``note_hint``, ``note_solution``; ``tries``, ``passed``, ``kept``; ``progress``;
         ``messages``, ``where``.
Outside: the file (``store``), how the table looks (``table``), judging (``engine``).

No function raises on account of the file. What has to be told about it waits in ``messages()``.
"""

from __future__ import annotations

import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from exercises.catalogue import every, find
from exercises.records.store import drop_all, messages, use, where
from exercises.records.table import Progress, Row, write_csv

__all__ = [
    "Kept", "kept", "messages", "note_hint", "note_solution", "note_try",
    "passed", "progress", "tries", "where",
]  # fmt: skip


class Kept(NamedTuple):
    """The last answer that passed: Python text whose namespace holds ``name``; ``when`` is in UTC."""

    source: str
    name: str | None
    variant: int
    when: datetime


def note_try(
    exercise: str, passed: bool, *, source: str | None = None, name: str | None = None, variant: int = 0
) -> None:
    """Count one check.

    Args:
        exercise: its number.
        passed: what came of it.
        source: self-contained Python text of the answer; kept if it passed.
        name: what the answer is called in ``source``.
        variant: of the exercise; less than 2**63.
    """
    given: dict[str, object] = {"id": str(exercise), "now": int(time.time())}
    given |= {"source": _storable(source), "name": _storable(name), "variant": int(variant)}
    steps = ["tries = tries + 1, first_try = coalesce(first_try, :now)"]
    if passed:
        steps.append("passed_at = coalesce(passed_at, :now), passed_variant = :variant")
    if passed and source is not None:
        steps.append("source = :source, name = :name, variant = :variant, kept_at = :now")
    change = f"UPDATE exercise SET {', '.join(steps)} WHERE id = :id"  # noqa: S608 - the steps stand above

    def job(db: sqlite3.Connection) -> None:
        _row(db, given)
        db.execute(change, given)

    use(job)


def note_hint(exercise: str, of: int = 1 << 60) -> int:
    """Count one more hint shown, of so many that there are; its number, from 1. The last may come again."""
    given = {"id": str(exercise), "of": of}

    def job(db: sqlite3.Connection) -> int:
        _row(db, given)
        db.execute("UPDATE exercise SET hints = MIN(hints + 1, :of) WHERE id = :id", given)
        hints: int = db.execute("SELECT hints FROM exercise WHERE id = :id", given).fetchone()[0]
        return hints

    return use(job)


def note_solution(exercise: str) -> None:
    """The solution was shown."""
    given = {"id": str(exercise)}

    def job(db: sqlite3.Connection) -> None:
        _row(db, given)
        db.execute("UPDATE exercise SET solution_seen = 1 WHERE id = :id", given)

    use(job)


def tries(exercise: str) -> int:
    """How many checks there were, those after a pass too."""
    found = _one("tries", exercise)
    return found[0] if found else 0


def passed(exercise: str) -> bool:
    """Whether a check passed, ever."""
    found = _one("passed_at", exercise)
    return found is not None and found[0] is not None


def kept(exercise: str) -> Kept | None:
    """The last answer that passed and came with its source."""
    found = _one("source, name, variant, kept_at", exercise)
    if found is None or found[0] is None:
        return None
    source, name, variant, when = found
    return Kept(source, name, variant, datetime.fromtimestamp(when, UTC))


def progress(*, reset: str | bool | None = None, export: str | None = None) -> Progress:
    """The table of what you have done, by chapter.

    Args:
        reset: the number of an exercise that shall begin anew, or True for all of them; the file as it was
            before is then kept beside the new one.
        export: ``"csv"`` writes ``progress.csv`` into the current folder; a name that ends in ``.csv`` writes
            that file. What is written is what was there before a reset in the same call.

    Raises:
        LookupError: ``reset`` is no exercise; says which there are.
    """
    again = None if reset is None or isinstance(reset, bool) else find(reset).id
    said = [] if export is None else [_export(export)]
    if again is not None:
        use(lambda db: db.execute("DELETE FROM exercise WHERE id = ?", (again,)))
        said.append(f"Exercise {again} begins anew.")
    elif reset:
        use(lambda _: None)  # what still waits in memory belongs into the copy
        use(drop_all)
        said.append("Every exercise begins anew.")
    rows = _rows()
    return Progress(rows, [*said, *messages()])


def _storable(text: str | None) -> str | None:
    """Half a character of two (a lone surrogate) cannot be stored; a question mark can."""
    return None if text is None else text.encode("utf-8", "replace").decode()


def _row(db: sqlite3.Connection, given: dict[str, object] | dict[str, str]) -> None:
    db.execute("INSERT OR IGNORE INTO exercise (id) VALUES (:id)", {"id": given["id"]})


def _one(columns: str, exercise: str) -> tuple[Any, ...] | None:
    query = f"SELECT {columns} FROM exercise WHERE id = ?"  # noqa: S608 - the columns are this file's

    def job(db: sqlite3.Connection) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = db.execute(query, (str(exercise),)).fetchone()
        return found

    return use(job, write=False)


def _rows() -> list[Row]:
    """One for each exercise that exists; records of others stay in the file."""
    query = "SELECT id, tries, hints, solution_seen, first_try, passed_at, passed_variant FROM exercise"
    done = {each[0]: each[1:] for each in use(lambda db: db.execute(query).fetchall(), write=False)}
    rows = []
    for each in every():
        count, hints, seen, *when, variant = done.get(each.id, (0, 0, 0, None, None, None))
        first, at = (None if second is None else datetime.fromtimestamp(second, UTC) for second in when)
        facts = (each.id, each.title, each.chapter, each.kind, at is not None, count, hints, bool(seen))
        rows.append(Row(*facts, first, at, variant))
    return rows


def _export(wanted: str) -> str:
    """Write the file; a sentence for what came of it."""
    name = "progress.csv" if wanted == "csv" else str(wanted)
    if not name.lower().endswith(".csv"):
        return f'Nothing was exported: export takes "csv" or a file name that ends in .csv, not {wanted!r}.'
    try:
        write_csv(_rows(), Path(name).expanduser())
    except (OSError, RuntimeError) as error:  # RuntimeError: a ~ that leads nowhere
        return f"Nothing was exported: {name} cannot be written ({error})."
    return f"Exported to {name}."

"""The file of the records: an SQLite database, opened and closed at each use.

Inside:  ``use`` (a transaction; in memory where the file is out of reach), ``drop_all``, ``tell``,
         ``messages``, ``where``.
Outside: what is recorded, and what it means (``records``).

SQLite, because its transactions are atomic and several kernels may write at once. A file that is broken or a
newer course's is set aside and never deleted. What cannot be written now waits in memory and is tried again.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

COPIES = Path(__file__).resolve().parents[2] / "my_course"  # of this checkout; `make lab` fills it
VARIABLE = "PIPELINE_COURSE_PROGRESS"
NAME = "progress.sqlite3"
BUSY = 5.0  # seconds that a call waits for another program that writes
BRIEF = 0.1  # the same, once that was in vain
SCHEMA = 1
TABLE = """CREATE TABLE exercise (
    id TEXT PRIMARY KEY NOT NULL CHECK (typeof(id) = 'text'),
    tries INTEGER NOT NULL DEFAULT 0 CHECK (typeof(tries) = 'integer'),
    hints INTEGER NOT NULL DEFAULT 0 CHECK (typeof(hints) = 'integer'),
    solution_seen INTEGER NOT NULL DEFAULT 0 CHECK (solution_seen IN (0, 1)),
    first_try INTEGER CHECK (first_try BETWEEN 0 AND 99999999999),  -- seconds since 1970, as all times here
    passed_at INTEGER CHECK (passed_at BETWEEN 0 AND 99999999999),  -- the first pass
    passed_variant INTEGER CHECK (typeof(passed_variant) IN ('integer', 'null')),  -- the last pass
    source TEXT CHECK (typeof(source) IN ('text', 'null')),  -- of the last pass that came with one
    name TEXT CHECK (typeof(name) IN ('text', 'null')),
    variant INTEGER CHECK (typeof(variant) IN ('integer', 'null')),
    kept_at INTEGER CHECK (kept_at BETWEEN 0 AND 99999999999)
)"""
# SQLite's words for: this is no database, its pages are damaged, a table or column is not there
BROKEN = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR}

T = TypeVar("T")
Job = Callable[[sqlite3.Connection], T]

_lock = threading.Lock()
_messages: list[str] = []
_waiting: dict[Path, list[Job[Any]]] = {}  # the presence of a key: that the file is out of reach was told


def where() -> Path:
    """The file: that which ``PIPELINE_COURSE_PROGRESS`` names, else one with the learner's own copies.

    So a fresh clone begins with nothing done, and who deletes the course has deleted all of it.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return Path(os.path.expanduser(named)).absolute()  # noqa: PTH111 - Path's own raises without a home
    return COPIES / NAME


def tell(message: str) -> None:
    """Leave a sentence for whoever talks to the learner next."""
    _messages.append(message)


def messages() -> list[str]:
    """What has to be told about the file since the last call."""
    told = list(_messages)
    del _messages[: len(told)]
    return told


def use(job: Job[T], *, write: bool = True) -> T:
    """Do ``job`` in a transaction of its own; returns its result.

    Where the file is out of reach, the job is done on a copy in memory. If it is one that writes, it is
    done again, before all others, as soon as the file is there.
    """
    path = where()
    with _lock:
        before = _waiting.get(path, [])
        try:
            result: T = _in_file(path, [*before, job], BRIEF if path in _waiting else BUSY)
        except (sqlite3.Error, OSError) as error:
            if path not in _waiting:
                tell(_out_of_reach(path, error))
            _waiting[path] = [*before, job] if write else before
            result = _in_memory(path, [*before, job])
        else:
            if _waiting.pop(path, None):
                tell(f"Your progress file {path} can be written again: everything is in it.")
        return result


def drop_all(db: sqlite3.Connection) -> None:
    """A job: no exercise has a record any more; what was in the file is kept in a copy beside it."""
    path = _file_of(db)
    if path is not None and db.execute("SELECT 1 FROM exercise").fetchone():
        tell(f"What was there before is kept in {_copy(path, 'before-reset')}.")
    db.execute("DELETE FROM exercise")


def _in_file(path: Path, jobs: list[Job[Any]], patience: float) -> Any:
    """Do all jobs in one transaction; the result of the last. A broken file makes room for a new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    judged = _identity(path)
    try:
        return _transaction(path, jobs, patience)
    except sqlite3.Error as error:
        if not _is_broken(error):
            raise
    if _identity(path) == judged:  # else another kernel was here first
        _set_aside(path)
    return _transaction(path, jobs, patience)


def _transaction(path: Path, jobs: list[Job[Any]], patience: float) -> Any:
    with closing(sqlite3.connect(path, timeout=patience, isolation_level=None)) as db:
        db.execute("PRAGMA cache_spill = OFF")  # nothing reaches the file before COMMIT, so _copy can read it
        db.execute("BEGIN IMMEDIATE")  # a transaction that begins as a reader may find no way to write later
        _prepare(db)
        result = [job(db) for job in jobs][-1]
        db.execute("COMMIT")
    return result


def _prepare(db: sqlite3.Connection) -> None:
    """Leave the database as this version wants it: checked, and of its schema."""
    if (fault := db.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
        raise sqlite3.DatabaseError(fault)
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version == SCHEMA:
        return
    things = db.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'")
    found = [
        (kind, name) for kind, name in things if kind in {"table", "view"}
    ]  # the rest goes with its table
    path = _file_of(db)
    if path is not None and (version or found):
        newer = version > SCHEMA
        copy = _copy(path, "newer" if newer else "other")
        is_what = "a newer version of the course wrote it" if newer else "it holds something else"
        tell(f"Your progress file was set aside, as {is_what}: it is {copy}. A new one is begun.")
    for kind, name in sorted(found, reverse=True):  # views before tables
        quoted = name.replace('"', '""')
        db.execute(f'DROP {kind} "{quoted}"')
    db.execute(TABLE)
    db.execute(f"PRAGMA user_version = {SCHEMA}")


def _in_memory(path: Path, jobs: list[Job[Any]]) -> Any:
    """Do all jobs on a copy of what can be read of the file; the result of the last."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        _prepare(db)
        for row in _readable(path):
            db.execute(f"INSERT INTO exercise VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
        return [job(db) for job in jobs][-1]


def _readable(path: Path) -> list[tuple[Any, ...]]:
    """The rows of a file that cannot be written; none if it cannot be read either."""
    try:
        with closing(sqlite3.connect(path.as_uri() + "?mode=ro", uri=True, timeout=BRIEF)) as db:
            right = db.execute("PRAGMA user_version").fetchone()[0] == SCHEMA
            sound = db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            return db.execute("SELECT * FROM exercise").fetchall() if right and sound else []
    except sqlite3.Error:
        return []  # it was told that the file is out of reach


def _file_of(db: sqlite3.Connection) -> Path | None:
    """Where the database is; None for one in memory."""
    name = db.execute("PRAGMA database_list").fetchone()[2]
    return Path(name) if name else None


def _is_broken(error: sqlite3.Error) -> bool:
    """Whether the file is at fault, and not its surroundings: a lock, a right, a full disk."""
    code = getattr(error, "sqlite_errorcode", None)  # Python's own errors have none: text that is no UTF-8
    return code is None or code & 0xFF in BROKEN


def _out_of_reach(path: Path, error: Exception) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return (
            f"Your progress file {path} is in use by another program. What you do is kept in this kernel's "
            "memory, and written as soon as a later check finds it free."
        )
    why = getattr(error, "strerror", None) or error
    return (
        f"Your progress cannot be written to {path} ({why}). It is kept in this kernel's memory, "
        "and is lost when the kernel ends."
    )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _set_aside(path: Path) -> None:
    """Rename the file. A journal that lay beside it is used up: SQLite has tried to mend the file with it."""
    with _reserved(path, "broken") as aside:
        path.replace(aside)
    tell(f"Your progress file was set aside, as it could not be read: it is {aside}. A new one is begun.")


def _copy(path: Path, why: str) -> Path:
    """Copy what is committed; the caller holds the file's write lock, so nobody can change it meanwhile."""
    with (
        _reserved(path, why) as target,
        closing(sqlite3.connect(path)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
    return target


@contextmanager
def _reserved(path: Path, why: str) -> Iterator[Path]:
    """A dated name beside ``path`` that nothing had yet; given back if what is done with it fails."""
    today = datetime.now().astimezone().date().isoformat()
    for number in count(1):
        name = path.with_name(f"{path.name}.{why}-{today}{f'-{number}' if number > 1 else ''}")
        try:
            name.touch(exist_ok=False)
        except FileExistsError:
            continue
        break
    try:
        yield name
    except BaseException:
        name.unlink(missing_ok=True)
        raise

"""10.3: what is looked at, in the order in which it is told.

Order: a first call, and its table · the same again · with other pages · a table that others have filled ·
pages that fail · who fetches · a stop half way · a kill half way · who writes · a write that fails.

All of it on a real file. The kill is one: a process of its own calls the answer, and ends itself in a fetch.
"""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from threading import Barrier, BrokenBarrierError, Event, Lock, get_ident
from time import sleep

from exercises.engine.endings import crash
from exercises.judges import Code
from pipeline_core.lab.text import brief

NAMES = ["/start", "/empty", "/it's", "/B", "/b", "/straße", "/start", "/last"]
OTHERS = ["/new", "/newer", "/START", " /b"]  # the last two are near names that are there already
TEXTS = {"/empty": "", "/last": "  the last\n"}  # the others' are made of their names
TABLE = "CREATE TABLE pages (name TEXT PRIMARY KEY, text TEXT)"
FULL = """CREATE TRIGGER full BEFORE INSERT ON pages WHEN NEW.name = '/2'
BEGIN SELECT RAISE(FAIL, 'the disk is full'); END"""
MANY = [f"/{number}" for number in range(1, 41)]
ENDS_AT = 30  # the fetch in which a stop or a kill happens
MOST_LOST = 20
KILLED = f"""
import os, sys, threading
from importlib import import_module
sys.path[:] = sys.argv[3:]  # the check's, on which what lies beside the notebook is
collect = getattr(import_module("your_answer"), sys.argv[2])
begun, lock = 0, threading.Lock()
def fetch(name):
    global begun
    with lock:
        begun += 1
        if begun == {ENDS_AT}:
            os._exit(9)
    return "text of " + name
collect({MANY!r}, sys.argv[1], fetch)
"""


def check(answer, bench):
    writers = Writers(answer)
    first_and_again(answer, bench)
    other_pages(answer, bench)
    filled_by_others(answer, bench)
    failing(answer, bench)
    all_failing(answer, bench)
    at_once(answer, bench, writers)
    stopped(answer, bench)
    killed(answer, bench)
    count = len(writers.threads)
    bench.require(count <= 1, f"with 8 pages: {count} threads wrote into the database; one should.")
    refused(answer, bench)


class PageError(Exception):
    """An error of a library's own, which is no other one."""


ERRORS = (ValueError, OSError, KeyError, RuntimeError, PageError)


class Pages:
    """A ``fetch`` that notes what it is asked for, and how many are inside at once.

    ``bad``: names for which it raises, each an error of the next of these types; ``meet``: so many wait for
    each other, and then a moment for one more.
    """

    def __init__(self, bad=(), errors=(ValueError,), ends_at=0, meet=0):
        self.asked, self.bad, self.errors, self.ends_at = [], bad, errors, ends_at
        self.inside = self.most = 0
        self.lock = Lock()
        self.barrier = Barrier(meet, timeout=3) if meet else None
        self.met = False
        self.one_more = Event()

    def fetch(self, name):
        with self.lock:
            self.asked.append(name)
            self.inside += 1
            self.most = max(self.most, self.inside)
            count = len(self.asked)
        try:
            return self.page(name, count)
        finally:
            with self.lock:
                self.inside -= 1

    def page(self, name, count):
        if count == self.ends_at:
            raise KeyboardInterrupt
        if self.barrier is not None:
            self.meet(count)
        if self.ends_at:
            sleep(0.001)
        if name in self.bad:
            raise self.errors[self.bad.index(name) % len(self.errors)](f"no page {name}")
        return text_of(name)

    def meet(self, count):
        if count > self.barrier.parties:
            self.one_more.set()
            return
        try:
            self.barrier.wait()
            self.met = True
            self.one_more.wait(0.1)
        except BrokenBarrierError:  # told by ``met``
            self.barrier = None


class Writers:
    """The threads that write: SQLite tells of each statement, in the thread that runs it.

    ``noting``: they are noted, and the first is held up for a moment, so that another one can come.
    """

    def __init__(self, answer):
        self.threads = set()
        self.noting = False
        self.another = Event()
        connect = sqlite3.connect

        def noting(*given, **options):
            connection = connect(*given, **options)
            connection.set_trace_callback(self.note)
            return connection

        sqlite3.connect = noting
        names = vars(sys.modules[answer.__module__])
        names.update({name: noting for name, value in names.items() if value is connect})

    def note(self, statement):
        if not self.noting or not statement.lstrip().upper().startswith(("INSERT", "REPLACE", "UPDATE")):
            return
        first = not self.threads
        self.threads.add(get_ident())
        if len(self.threads) > 1:
            self.another.set()
        elif first:
            self.another.wait(0.1)


def text_of(name):
    return TEXTS.get(name, f"text of {name}")


def prepared(database, *statements):
    """A database with the table of the task, made by somebody else."""
    with closing(sqlite3.connect(database)) as connection, connection:
        for statement in (TABLE, *statements):
            connection.execute(statement)


def rows(database):
    """What is in the table; None where there is none."""
    try:
        with closing(sqlite3.connect(database)) as connection:
            return sorted(connection.execute("SELECT name, text FROM pages"))
    except sqlite3.OperationalError:
        return None


def right_rows(names):
    return sorted((name, text_of(name)) for name in set(names))


def one_call(answer, bench, told, names, database, pages, *, failed=()):
    """Call it once; what it returned is as the task says."""
    says = {"error": lambda run: f"{told}: {crash(innermost(run.error))}"}
    result = bench.run(lambda: answer(list(names), database, pages.fetch), says=says).result
    listed = (
        f"{told}: {brief(result, 160)} was returned, and the names of those that failed, {sorted(failed)}, "
    )
    bench.require(isinstance(result, list | tuple | set), f"{listed}were expected.")
    bench.require(sorted(map(str, result)) == sorted(failed), f"{listed}were expected.")


def innermost(error):
    """What a stage raised, of the group that a manager makes of it."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def require_rows(bench, told, database, names):
    """These pages are in the table, and nothing else."""
    there, right = rows(database), right_rows(names)
    bench.require(there is not None, f"{told}: there is no table `pages` in the database.")
    others = [row for row in there if row not in right]
    bench.require(not others, f"{told}: the database holds {brief(others[:1])}, as no page was fetched.")
    missing = [row for row in right if row not in there]
    count = f"{len(there)} rows are in the database, and {len(right)} were expected"
    bench.require(not missing, f"{told}: {count}. Among those that are missing: {missing[:1]}.")


def require_asked(bench, told, pages, names):
    """These were fetched, each once, in any order."""
    again = sorted({name for name in pages.asked if pages.asked.count(name) > 1})
    bench.require(
        not again, f"{told}: {again[:1]} was fetched {pages.asked.count((again or [''])[0])} times."
    )
    wrong = sorted(set(pages.asked) - set(names))
    bench.require(not wrong, f"{told}: {wrong[:3]} was fetched again, and is in the database already.")
    left_out = sorted(set(names) - set(pages.asked))
    bench.require(not left_out, f"{told}: {left_out[:3]} was not fetched, and is not in the database.")


def first_and_again(answer, bench):
    told = f"with the pages {NAMES}"
    pages = Pages()
    one_call(answer, bench, told, NAMES, "first.db", pages)
    require_rows(bench, told, "first.db", NAMES)
    require_table(bench, told, "first.db")
    require_asked(bench, told, pages, NAMES)
    told = "called a second time with the same pages"
    pages = Pages()
    one_call(answer, bench, told, NAMES, "first.db", pages)
    require_asked(bench, told, pages, [])
    require_rows(bench, told, "first.db", NAMES)


def require_table(bench, told, database):
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT name, pk FROM pragma_table_info('pages')").fetchall()
    there = ", ".join(f"{name} (key)" if key else name for name, key in rows)
    right = "name (key), text"
    bench.require(
        there == right,
        f"{told}: the columns of `pages` are {there}; {right} was expected: the table stays as it is.",
    )


def other_pages(answer, bench):
    names = [OTHERS[0], *NAMES[:4], *OTHERS[1:], *NAMES[4:]]
    told = f"called again, with '/new' in front of the pages, and {OTHERS[1:]} among them"
    pages = Pages()
    one_call(answer, bench, told, names, "first.db", pages)
    require_asked(bench, told, pages, OTHERS)
    require_rows(bench, told, "first.db", names)


def filled_by_others(answer, bench):
    told = "with a table in which '/1' and '/2' stand already, as another program wrote them"
    row = "INSERT INTO pages VALUES ('{0}', 'text of {0}')"
    prepared("filled.db", *map(row.format, MANY[:2]))
    pages = Pages()
    one_call(answer, bench, told, MANY[:4], "filled.db", pages)
    require_asked(bench, told, pages, MANY[2:4])
    require_rows(bench, told, "filled.db", MANY[:4])


def failing(answer, bench):
    names, bad = MANY[:12], ["/2", "/12"]
    told = f"with 12 pages, of which fetch raises for {bad}"
    pages = Pages(bad=bad)
    one_call(answer, bench, told, names, "failing.db", pages, failed=bad)
    require_rows(bench, told, "failing.db", set(names) - set(bad))
    told = f"called again after {bad} failed; one of them still does"
    pages = Pages(bad=bad[:1])
    one_call(answer, bench, told, names, "failing.db", pages, failed=bad[:1])
    require_asked(bench, told, pages, bad)
    require_rows(bench, told, "failing.db", set(names) - set(bad[:1]))


def all_failing(answer, bench):
    bad = MANY[:30]
    told = f"with {len(bad)} pages, for each of which fetch raises, errors of {len(ERRORS)} types"
    one_call(answer, bench, told, bad, "bad.db", Pages(bad=bad, errors=ERRORS), failed=bad)
    require_rows(bench, told, "bad.db", [])


def at_once(answer, bench, writers):
    names = [name for name in MANY[:8] for _ in range(2)]
    told = "with 8 pages, each of them twice, and a database that is an empty file"
    Path("once.db").touch()
    pages = Pages(meet=4)
    writers.noting = True
    one_call(answer, bench, told, names, "once.db", pages)
    writers.noting = False
    bench.require(pages.met, f"{told}: four were never fetched at once; four threads should.")
    require_asked(bench, told, pages, names)
    bench.require(pages.most == 4, f"{told}: more than four were fetched at once; four threads should.")


def refused(answer, bench):
    told = "with a database that does not take the row of '/2' (\"the disk is full\")"
    prepared("full.db", FULL)

    def program():
        try:
            answer(MANY[:4], "full.db", Pages().fetch)
        except Exception:
            return True
        return False

    raised = bench.run(program, fault="a write that fails").result
    bench.require(raised, f"{told}: it returned as if all was well. No fetch has failed; who is told of it?")


def stopped(answer, bench):
    told = f"stopped by a KeyboardInterrupt in fetch number {ENDS_AT} of {len(MANY)}"
    pages = Pages(ends_at=ENDS_AT)

    def program():
        try:
            answer(list(MANY), "stopped.db", pages.fetch)
        except KeyboardInterrupt:
            return True
        return False

    ended = bench.run(program, fault="a stop half way").result
    bench.require(ended, f"{told}: it returned as if all was well; the KeyboardInterrupt should be raised.")
    goes_on(answer, bench, told, "stopped.db", len(pages.asked))


def killed(answer, bench):
    told = f"killed in fetch number {ENDS_AT} of {len(MANY)}"
    database = os.path.abspath("killed.db")  # noqa: PTH100
    command = [sys.executable, "-c", KILLED, database, answer.__name__, *sys.path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    bench.require(
        done.returncode == 9,
        f"called in a process that is killed in fetch number {ENDS_AT}: it ended before, "
        f"{brief((done.stderr.strip().splitlines() or ['without a word'])[-1], 160)}.",
    )
    bench.faults.append("a kill half way")
    goes_on(answer, bench, told, "killed.db", ENDS_AT)


def goes_on(answer, bench, told, database, begun):
    """What an end half way has left, and what a second call makes of it."""
    there = rows(database) or []
    done = [name for name, _ in there]
    lost = begun - len(there)
    bench.require(
        lost <= MOST_LOST,
        f"{told}: {len(there)} pages are in the database, so up to {lost} that had been fetched are lost; "
        f"at most {MOST_LOST} may be. When are they safe?",
    )
    wrong = brief([row for row in there if row not in right_rows(MANY)][:1])
    bench.require(wrong == "[]", f"{told}: the database holds {wrong}, as no page was fetched.")
    pages = Pages()
    again = f"{told}, and called again"
    one_call(answer, bench, again, MANY, database, pages)
    require_asked(bench, again, pages, set(MANY) - set(done))
    require_rows(bench, again, database, MANY)


JUDGE = Code(check, answer="collect", place="process")

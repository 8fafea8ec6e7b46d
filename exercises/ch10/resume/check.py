"""10.3: what is looked at, in the order in which it is told.

Order: a first call · the same again · with other pages · pages that fail · who fetches · a stop half way · a
kill half way.

All of it on a real file. The kill is one: a process of its own calls the answer, and ends itself in a fetch.
"""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from threading import Barrier, BrokenBarrierError, Lock
from time import sleep

from exercises.engine.endings import crash
from exercises.judges import Code
from pipeline_core.lab.text import brief

NAMES = ["/start", "/empty", "/it's", "/B", "/b", "/straße", "/start", "/last"]
MANY = [f"/{number}" for number in range(1, 41)]
ENDS_AT = 30  # the fetch in which a stop or a kill happens
MOST_LOST = 20
KILLED = f"""
import os, sys, threading
from your_answer import collect
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
    first_and_again(answer, bench)
    other_pages(answer, bench)
    failing(answer, bench)
    at_once(answer, bench)
    stopped(answer, bench)
    killed(answer, bench)


class Pages:
    """A ``fetch`` that notes what it is asked for; ``bad``: names for which it raises ValueError."""

    def __init__(self, bad=(), ends_at=0, meet=0):
        self.asked, self.bad, self.ends_at = [], bad, ends_at
        self.lock = Lock()
        self.barrier = Barrier(meet, timeout=3) if meet else None
        self.met = False

    def fetch(self, name):
        with self.lock:
            self.asked.append(name)
            if len(self.asked) == self.ends_at:
                raise KeyboardInterrupt
            count = len(self.asked)
        if self.barrier is not None and count <= self.barrier.parties:
            try:
                self.barrier.wait()
                self.met = True
            except BrokenBarrierError:  # told by ``met``
                self.barrier = None
        if self.ends_at:
            sleep(0.001)
        if name in self.bad:
            raise ValueError(f"no page {name}")
        return text_of(name)


def text_of(name):
    return "" if name == "/empty" else f"text of {name}"


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
    missing = [row for row in right if row not in there]
    count = f"{len(there)} rows are in the database, and {len(right)} were expected"
    bench.require(not missing, f"{told}: {count}. Among those that are missing: {missing[:1]}.")
    others = [row for row in there if row not in right]
    bench.require(not others, f"{told}: the database holds {brief(others[:1])}, as no page was fetched.")


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
    require_asked(bench, told, pages, NAMES)
    told = "called a second time with the same pages"
    pages = Pages()
    one_call(answer, bench, told, NAMES, "first.db", pages)
    require_asked(bench, told, pages, [])
    require_rows(bench, told, "first.db", NAMES)


def other_pages(answer, bench):
    names = ["/new", *NAMES[:4], "/newer", *NAMES[4:]]
    told = "called again, with '/new' in front of the pages and '/newer' among them"
    pages = Pages()
    one_call(answer, bench, told, names, "first.db", pages)
    require_asked(bench, told, pages, ["/new", "/newer"])
    require_rows(bench, told, "first.db", names)


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


def at_once(answer, bench):
    pages = Pages(meet=4)
    one_call(answer, bench, "with 8 pages", MANY[:8], "once.db", pages)
    bench.require(pages.met, "with 8 pages: four were never fetched at once; four threads should.")


def stopped(answer, bench):
    told = f"stopped by a KeyboardInterrupt in fetch number {ENDS_AT} of {len(MANY)}"
    pages = Pages(ends_at=ENDS_AT)

    def program():
        try:
            answer(MANY, "stopped.db", pages.fetch)
        except KeyboardInterrupt:
            return True
        return False

    ended = bench.run(program, fault="a stop half way").result
    bench.require(ended, f"{told}: it returned as if all was well; the KeyboardInterrupt should be raised.")
    goes_on(answer, bench, told, "stopped.db", len(pages.asked))


def killed(answer, bench):
    told = f"killed in fetch number {ENDS_AT} of {len(MANY)}"
    command = [sys.executable, "-c", KILLED, os.path.abspath("killed.db")]  # noqa: PTH100
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

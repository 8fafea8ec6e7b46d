"""Wrong on purpose: writes a row when a page is asked for, and its text when it comes.

Belief: then nothing can be fetched twice.
Truth:  a page that was asked for when the process died counts as done, and has no text.
Verdict: as no page was fetched.
"""

import sqlite3
from contextlib import closing
from threading import Lock

from pipeline_core import PipelineManager


def collect(pages, database, fetch):
    lock = Lock()
    with closing(sqlite3.connect(database, check_same_thread=False)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS pages (name TEXT PRIMARY KEY, text TEXT)")
        done = {name for (name,) in connection.execute("SELECT name FROM pages")}

        def fetch_one(name):
            with lock, connection:
                connection.execute("INSERT INTO pages VALUES (?, '')", (name,))
            try:
                return name, fetch(name)
            except Exception:
                with lock, connection:
                    connection.execute("DELETE FROM pages WHERE name = ?", (name,))
                raise

        def write(page):
            with lock, connection:
                connection.execute("UPDATE pages SET text = ? WHERE name = ?", page[::-1])

        with PipelineManager(maxsize=4) as manager:
            manager.add_worker(fetch_one, "fetch", workers=4, on_error="skip")
            manager.add_worker(write, "write")
            manager.run([name for name in dict.fromkeys(pages) if name not in done])
            return [failure.item for failure in manager.failures]

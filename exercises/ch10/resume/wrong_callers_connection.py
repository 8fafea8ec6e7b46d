"""Wrong on purpose: writes in another thread with the caller's connection.

Belief: one connection is enough for all threads.
Truth:  SQLite's connections belong to the thread that made them; setup runs in the worker's.
Verdict: your answer raised
"""

import sqlite3

from pipeline_core import PipelineManager


def collect(pages, database, fetch):
    connection = sqlite3.connect(database)
    connection.execute("CREATE TABLE IF NOT EXISTS pages (name TEXT PRIMARY KEY, text TEXT)")
    done = {name for (name,) in connection.execute("SELECT name FROM pages")}

    def write(page):
        with connection:
            connection.execute("INSERT INTO pages VALUES (?, ?)", page)

    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(lambda name: (name, fetch(name)), "fetch", workers=4, on_error="skip")
        manager.add_worker(write, "write")
        manager.run([name for name in dict.fromkeys(pages) if name not in done])
    connection.close()
    return [failure.item for failure in manager.failures]

"""Wrong on purpose: gathers all results, and writes them in the end.

Belief: one transaction for all is fast, and safe.
Truth:  until then everything is in memory alone: a stop or a kill loses all of it.
Verdict: 0 pages are in the database
"""

import sqlite3
from contextlib import closing

from pipeline_core import PipelineManager


def collect(pages, database, fetch):
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS pages (name TEXT PRIMARY KEY, text TEXT)")
        done = {name for (name,) in connection.execute("SELECT name FROM pages")}
        missing = [name for name in dict.fromkeys(pages) if name not in done]
        with PipelineManager(maxsize=4) as manager:
            manager.add_worker(lambda name: (name, fetch(name)), "fetch", workers=4, on_error="skip")
            found = manager.run(missing)
            connection.executemany("INSERT INTO pages VALUES (?, ?)", found)
            return [failure.item for failure in manager.failures]

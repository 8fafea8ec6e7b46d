"""Wrong on purpose: goes on behind the last row.

Belief: what stands before the last page that was written is done.
Truth:  pages before it may have failed, or be new.
Verdict: called again, with '/new' in front of the pages
"""

import sqlite3
from contextlib import closing

from pipeline_core import BaseWorker, PipelineManager


class Write(BaseWorker):
    def __init__(self, database):
        self.database = database

    def setup(self):
        self.connection = sqlite3.connect(self.database)

    def process_item(self, page):
        with self.connection:
            self.connection.execute("INSERT INTO pages VALUES (?, ?)", page)

    def teardown(self):
        self.connection.close()


def collect(pages, database, fetch):
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS pages (name TEXT PRIMARY KEY, text TEXT)")
        last = connection.execute("SELECT name FROM pages ORDER BY rowid DESC LIMIT 1").fetchone()
    missing = list(dict.fromkeys(pages))
    if last is not None and last[0] in missing:
        missing = missing[missing.index(last[0]) + 1 :]
    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(lambda name: (name, fetch(name)), "fetch", workers=4, on_error="skip")
        manager.add_worker(Write, "write", worker_args={"database": database})
        manager.run(missing)
        return [failure.item for failure in manager.failures]

"""Wrong on purpose: makes the table if there was no file.

Belief: where the file is, the table is.
Truth:  a kill between the two leaves an empty file, and every later call fails.
Verdict: your answer raised OperationalError: no such table: pages
"""

import sqlite3
from contextlib import closing
from pathlib import Path

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
    new = not Path(database).exists()
    with closing(sqlite3.connect(database)) as connection, connection:
        if new:
            connection.execute("CREATE TABLE pages (name TEXT PRIMARY KEY, text TEXT)")
        done = {name for (name,) in connection.execute("SELECT name FROM pages")}
    missing = [name for name in dict.fromkeys(pages) if name not in done]
    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(lambda name: (name, fetch(name)), "fetch", workers=4, on_error="skip")
        manager.add_worker(Write, "write", worker_args={"database": database})
        manager.run(missing)
        return [failure.item for failure in manager.failures]

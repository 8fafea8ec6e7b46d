"""Wrong on purpose: fetches all again, and replaces the rows.

Belief: as long as nothing is there twice, it is resumed.
Truth:  the fetching is what costs; all of it is done again.
Verdict: was fetched again, and is in the database already.
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
            self.connection.execute("INSERT OR REPLACE INTO pages VALUES (?, ?)", page)

    def teardown(self):
        self.connection.close()


def collect(pages, database, fetch):
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS pages (name TEXT PRIMARY KEY, text TEXT)")
    missing = list(dict.fromkeys(pages))
    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(lambda name: (name, fetch(name)), "fetch", workers=4, on_error="skip")
        manager.add_worker(Write, "write", worker_args={"database": database})
        manager.run(missing)
        return [failure.item for failure in manager.failures]

"""Wrong on purpose: takes names that differ in their letters' case for one.

Belief: '/START' is '/start'.
Truth:  a name is a key, as it stands; on most servers the two are two pages.
Verdict: ['/START'] was not fetched
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
        done = {name.lower() for (name,) in connection.execute("SELECT name FROM pages")}
    missing = [name for name in dict.fromkeys(pages) if name.lower() not in done]
    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(lambda name: (name, fetch(name)), "fetch", workers=4, on_error="skip")
        manager.add_worker(Write, "write", worker_args={"database": database})
        manager.run(missing)
        return [failure.item for failure in manager.failures]
